"""Members of staff, and the services that let them in."""

from hearthline.access import Access, Passwords, Role, SessionRules, Staff
from hearthline.kernel import Clock, StaffId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session

PASSWORD = "the-heat-is-on-today"
CHEAP = Passwords(time_cost=1, memory_kib=64, lanes=1)


def access(database: Database, clock: Clock, vault: Vault, **rules: object) -> Access:
    """The service, with hashes that cost nothing."""
    return Access(
        database,
        clock,
        vault=vault,
        passwords=CHEAP,
        rules=SessionRules(**rules),  # type: ignore[arg-type]  # the rules a test wants
    )


async def staff(
    session: Session, access: Access, *roles: Role, name: str = "李静", username: str | None = None
) -> Staff:
    """A person with these roles and the password of all tests."""
    staff_id = StaffId.new()
    person = Staff(
        staff_id, session.tenant_id, username or f"p{staff_id.hex[-12:]}", name, frozenset(roles)
    )
    return await access.add_staff(session, person, password=PASSWORD)
