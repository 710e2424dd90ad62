"""The people of the demo: one of each role, two agents and two field workers."""

from collections.abc import Mapping

from hearthline.access.model import Role, Staff
from hearthline.access.service import Access
from hearthline.access.store import StaffStore
from hearthline.kernel import StaffId
from hearthline.platform.db import Session

DEMO_STAFF: tuple[tuple[str, str, Role], ...] = (
    ("admin", "管理员", Role.ADMIN),
    ("wangfang", "王芳", Role.SUPERVISOR),
    ("lijing", "李静", Role.AGENT),
    ("zhaoqiang", "赵强", Role.AGENT),
    ("editor", "孙悦", Role.EDITOR),
    ("inspector", "周敏", Role.INSPECTOR),
    ("analyst", "吴磊", Role.ANALYST),
    ("zhanggong", "张建国", Role.FIELD),
    ("liugong", "刘海", Role.FIELD),
)


async def seed_demo(
    session: Session, access: Access, passwords: Mapping[str, str]
) -> dict[str, Staff]:
    """Add those who are missing, with the given passwords; whoever is there is left alone."""
    people: dict[str, Staff] = {}
    store = StaffStore()
    for username, name, role in DEMO_STAFF:
        found = await store.find(session, username)
        people[username] = (
            found[0]
            if found
            else await access.add_staff(
                session,
                Staff(StaffId.new(), session.tenant_id, username, name, frozenset({role})),
                password=passwords[username],
            )
        )
    return people
