"""The table of policy profiles; a version never changes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from psycopg.types.json import Jsonb

from hearthline.kernel import Words
from hearthline.knowledge.graph.model import Member, Profile
from hearthline.platform.db import Row, Session

_SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
_ADD = """
INSERT INTO policy_profile (id, version, trade, name_zh, name_en, effective_from, effective_to,
  is_verified, members, loaded_at)
VALUES (%(id)s, %(version)s, %(trade)s, %(name_zh)s, %(name_en)s, %(effective_from)s,
  %(effective_to)s, %(is_verified)s, %(members)s, %(at)s)
ON CONFLICT (tenant_id, id, version) DO NOTHING
"""
# Of each profile: the version in force on a day, else the next to come, else the last there was.
_ON_DAY = """
SELECT DISTINCT ON (p.id) p.* FROM policy_profile p
ORDER BY p.id,
  (p.effective_from <= %(day)s AND (p.effective_to IS NULL OR %(day)s <= p.effective_to)) DESC,
  p.version DESC
LIMIT 1000
"""
_READ = """
SELECT version, rules FROM graph_extraction WHERE source = %(source)s
"""


class ProfileStore:
    """Reads and adds the policy profiles of the session's tenant."""

    async def add(self, session: Session, profiles: Sequence[Profile], *, at: datetime) -> int:
        """Add the versions that are not there; how many."""
        added = 0
        for one in profiles:
            params = {
                "id": one.id,
                "version": one.version,
                "trade": one.trade,
                "name_zh": one.name.zh,
                "name_en": one.name.en,
                "effective_from": one.effective_from,
                "effective_to": one.effective_to,
                "is_verified": one.is_verified,
                "members": Jsonb([[member.path, member.value] for member in one.members]),
                "at": at,
            }
            added += (await session.execute(_ADD, params)).rowcount
        return added

    async def current(self, session: Session, *, at: datetime) -> list[Profile]:
        """Every profile in the version of a day."""
        day = at.astimezone(_SHANGHAI).date()
        return [_profile(row) for row in await session.all(_ON_DAY, {"day": day})]

    async def versions(self, session: Session, profile_id: str) -> list[Profile]:
        """All versions of a profile, oldest first; empty when there is none."""
        rows = await session.all(
            "SELECT * FROM policy_profile WHERE id = %(id)s ORDER BY version LIMIT 200",
            {"id": profile_id},
        )
        return [_profile(row) for row in rows]

    async def due(self, session: Session, *, rules: int, at: datetime) -> list[Profile]:
        """Profiles whose version in force was not read by these rules."""
        found = []
        for profile in await self.current(session, at=at):
            row = await session.maybe(_READ, {"source": f"policy:{profile.id}"})
            if row is None or (row["version"], row["rules"]) != (profile.version, rules):
                found.append(profile)
        return found


def _profile(row: Row) -> Profile:
    return Profile(
        id=row["id"],
        version=row["version"],
        trade=row["trade"],
        name=Words(zh=row["name_zh"], en=row["name_en"]),
        effective_from=row["effective_from"],
        effective_to=row["effective_to"],
        is_verified=row["is_verified"],
        members=tuple(Member(path, value) for path, value in row["members"]),
        loaded_at=row["loaded_at"],
    )
