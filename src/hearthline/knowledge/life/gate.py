"""The release gate: what is to come into force is tried before, and held when it answers worse.

How it is tried is handed in: the trials stand above the life of items.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from hearthline.access import Audit, Staff
from hearthline.kernel import Clock, TenantId
from hearthline.knowledge.life.errors import GateRefuses
from hearthline.knowledge.model import Article
from hearthline.platform.db import Database, Session

_MODE: Final = "SELECT mode FROM knowledge_gate"
_SET_MODE: Final = """
INSERT INTO knowledge_gate (mode, changed_by, changed_at) VALUES (%(mode)s, %(by)s, %(now)s)
ON CONFLICT (tenant_id) DO UPDATE SET mode = excluded.mode, changed_by = excluded.changed_by,
  changed_at = excluded.changed_at
"""


class GateMode(StrEnum):
    """Whether a set of trials that comes out worse stops a publication, or is only told."""

    BLOCK = "block"
    TELL = "tell"


@dataclass(frozen=True, slots=True)
class Finding:
    """A set of trials that would come out worse, and the figures that stand against it."""

    trial_set: str
    against: tuple[str, ...]


Rehearse: TypeAlias = Callable[[TenantId, Article, Staff], Awaitable[Sequence[Finding]]]


class Gatekeeper:
    """Tries what is to be published, and lets it pass or not."""

    def __init__(self, database: Database, rehearse: Rehearse, clock: Clock) -> None:
        """`rehearse` finds what would come out worse with an article in force."""
        self._database = database
        self._rehearse = rehearse
        self._clock = clock
        self._audit = Audit(clock)

    async def mode(self, session: Session) -> GateMode:
        """Whether it blocks: unless the company chose otherwise, it does."""
        row = await session.maybe(_MODE)
        return GateMode(row["mode"]) if row else GateMode.BLOCK

    async def choose(self, session: Session, mode: GateMode, *, by: Staff) -> None:
        """Have it block, or only tell."""
        params = {"mode": mode.value, "by": by.id, "now": self._clock.now()}
        await session.execute(_SET_MODE, params)
        await self._audit.record(
            session,
            by,
            "knowledge.gate_chosen",
            subject_kind="tenant",
            subject_id=session.tenant_id,
            details={"mode": mode.value},
        )

    async def findings(
        self, tenant_id: TenantId, article: Article, *, by: Staff
    ) -> Sequence[Finding]:
        """What would come out worse with this version in force; nothing is published."""
        return await self._rehearse(tenant_id, article, by)

    async def see(
        self, tenant_id: TenantId, article: Article, *, by: Staff, in_spite: str = ""
    ) -> None:
        """Let a version pass; raises GateRefuses.

        With a reason to publish `in_spite` of it, the reason and the figures are written down.
        """
        async with self._database.session(tenant_id) as session:
            mode = await self.mode(session)
        if mode is GateMode.TELL:
            return
        found = await self.findings(tenant_id, article, by=by)
        if not found:
            return
        if not in_spite:
            raise GateRefuses({one.trial_set: one.against for one in found})
        async with self._database.session(tenant_id) as session:
            await self._audit.record(
                session,
                by,
                "article.published_in_spite",
                subject_kind="article",
                subject_id=article.id,
                details={"reason": in_spite, "against": {f.trial_set: f.against for f in found}},
            )
