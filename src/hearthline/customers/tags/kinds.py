"""The kinds of tags of a tenant: the product's own, changed or added to by the tenant."""

from hearthline.access import Audit, Staff
from hearthline.customers.tags.defaults import DEFAULT_KINDS
from hearthline.customers.tags.errors import TagKindTaken, TagKindUnknown
from hearthline.customers.tags.model import TagKind
from hearthline.customers.tags.store import TagStore
from hearthline.kernel import Clock
from hearthline.platform.db import Session


class TagKinds:
    """What tags there are, and what each means for service."""

    def __init__(self, clock: Clock) -> None:
        """Know the time."""
        self._store = TagStore()
        self._clock = clock
        self._audit = Audit(clock)

    async def all(self, session: Session) -> dict[str, TagKind]:
        """Every kind by its code; those that are switched off too."""
        own = {kind.code: kind for kind in await self._store.kinds(session)}
        return {kind.code: kind for kind in DEFAULT_KINDS} | own

    async def get(self, session: Session, code: str) -> TagKind:
        """A kind in force; raises TagKindUnknown."""
        kind = (await self.all(session)).get(code)
        if kind is None or not kind.is_active:
            raise TagKindUnknown(tag=code)
        return kind

    async def save(self, session: Session, kind: TagKind, *, by: Staff) -> TagKind:
        """Add a kind or change it; raises TagKindTaken when another has the name."""
        every = await self.all(session)
        if any(one.name.zh == kind.name.zh for one in every.values() if one.code != kind.code):
            raise TagKindTaken(name=kind.name.zh)
        await self._store.save_kind(session, kind, by=by.id, now=self._clock.now())
        await self._audit.record(
            session,
            by,
            "tag_kind.saved",
            subject_kind="tag_kind",
            subject_id=kind.code,
            details={"urgency": kind.urgency, "straight": kind.is_straight},
        )
        return kind
