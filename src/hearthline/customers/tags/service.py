"""The verbs of tags: add with a reason, take away, put back, look, and what they ask of service."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hearthline.access import SYSTEM as SYSTEM_ACTOR
from hearthline.access import Audit, Permission, Staff, check
from hearthline.customers.joining.groups import Groups
from hearthline.customers.tags.errors import TagEndsBefore, TagThere, TagUnknown
from hearthline.customers.tags.kinds import TagKinds
from hearthline.customers.tags.model import (
    NOBODY_SPECIAL,
    Tag,
    TagId,
    TagKind,
    Vulnerability,
    vulnerability,
)
from hearthline.customers.tags.store import TagStore
from hearthline.kernel import Clock, CustomerId
from hearthline.platform.db import Session

_MOST_HISTORY = 100
_RAN_OUT = "到期"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTag:
    """A tag to be added; without an end the kind's own length counts."""

    code: str
    reason: str
    source: str = "person"
    source_ref: str | None = None
    until_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ShownTag:
    """A tag with its kind, as somebody who may see it is shown it."""

    tag: Tag
    kind: TagKind


class CustomerTags:
    """Tags of customers (R20, R66, R80); one person's tags are those of all his entries."""

    def __init__(self, clock: Clock) -> None:
        """Know the time."""
        self._store = TagStore()
        self._clock = clock
        self._groups = Groups()
        self._audit = Audit(clock)
        self.kinds = TagKinds(clock)

    async def of(
        self, session: Session, customer_id: CustomerId, *, seen_by: Staff
    ) -> list[ShownTag]:
        """The tags in force that a person may see, most urgent first; raises CustomerUnknown."""
        group = await self._groups.of(session, customer_id)
        tags = await self._store.now(session, group.ids, now=self._clock.now())
        shown = await self._shown(session, tags, seen_by)
        return sorted(shown, key=lambda one: -one.kind.urgency)

    async def history(
        self, session: Session, customer_id: CustomerId, *, seen_by: Staff
    ) -> list[ShownTag]:
        """All tags that ever were and that a person may see, newest first."""
        group = await self._groups.of(session, customer_id)
        tags = await self._store.history(session, group.ids, limit=_MOST_HISTORY)
        return await self._shown(session, tags, seen_by)

    async def add(
        self, session: Session, customer_id: CustomerId, new: NewTag, *, by: Staff | None
    ) -> Tag:
        """Add a tag; the same again changes nothing.

        Without a person a rule or the bot adds it. Raises CustomerUnknown, TagKindUnknown,
        PermissionMissing, TagThere, TagEndsBefore.
        """
        group = await self._groups.of(session, customer_id)
        kind = await self.kinds.get(session, new.code)
        _check_sensitive(kind, by)
        now = self._clock.now()
        for standing in await self._store.standing(session, group.ids, new.code):
            if standing.holds(now):
                if (standing.reason, standing.source) == (new.reason, new.source):
                    return standing
                raise TagThere(name=kind.name.zh, reason=standing.reason)
            await self._store.remove(session, standing.id, by=None, why=_RAN_OUT, now=now)
        tag = Tag(
            id=TagId.new(),
            customer_id=group.root,
            code=new.code,
            reason=new.reason,
            source=new.source,
            source_ref=new.source_ref,
            from_at=now,
            until_at=_end(new, kind, now),
            added_by=by.id if by else None,
        )
        await self._store.add(session, tag)
        await self._note(session, "customer_tag.added", tag, by)
        return tag

    async def remove(self, session: Session, tag_id: TagId, *, by: Staff, why: str) -> Tag:
        """Take a tag away; one that is away stays so. Raises TagUnknown, PermissionMissing."""
        tag, kind = await self._get(session, tag_id)
        _check_sensitive(kind, by)
        if tag.removed_at is None:
            await self._store.remove(session, tag_id, by=by.id, why=why, now=self._clock.now())
            await self._note(session, "customer_tag.removed", tag, by)
        return tag

    async def put_back(self, session: Session, tag_id: TagId, *, by: Staff) -> Tag:
        """Undo the taking away; raises TagUnknown, TagThere, PermissionMissing."""
        tag, kind = await self._get(session, tag_id)
        _check_sensitive(kind, by)
        if tag.removed_at is None:
            return tag
        group = await self._groups.of(session, tag.customer_id)
        for standing in await self._store.standing(session, group.ids, tag.code):
            raise TagThere(name=kind.name.zh if kind else tag.code, reason=standing.reason)
        await self._store.put_back(session, tag_id)
        await self._note(session, "customer_tag.put_back", tag, by)
        return tag

    async def vulnerability_of(
        self, session: Session, customer_id: CustomerId | None
    ) -> Vulnerability:
        """What a customer's tags in force ask of service; nothing for a customer not known."""
        if customer_id is None:
            return NOBODY_SPECIAL
        group = await self._groups.maybe(session, customer_id)
        if group is None:
            return NOBODY_SPECIAL
        tags = await self._store.now(session, group.ids, now=self._clock.now())
        if not tags:
            return NOBODY_SPECIAL
        kinds = await self.kinds.all(session)
        return vulnerability(
            kinds[tag.code] for tag in tags if tag.code in kinds and kinds[tag.code].is_active
        )

    async def _shown(self, session: Session, tags: Sequence[Tag], seen_by: Staff) -> list[ShownTag]:
        kinds = await self.kinds.all(session)
        may = seen_by.may(Permission.CUSTOMERS_UNMASK)
        known = [ShownTag(tag, kinds[tag.code]) for tag in tags if tag.code in kinds]
        return [one for one in known if one.kind.is_active and (may or not one.kind.is_sensitive)]

    async def _get(self, session: Session, tag_id: TagId) -> tuple[Tag, TagKind | None]:
        tag = await self._store.get(session, tag_id)
        if tag is None:
            raise TagUnknown
        return tag, (await self.kinds.all(session)).get(tag.code)

    async def _note(self, session: Session, deed: str, tag: Tag, by: Staff | None) -> None:
        """Kinds stand in the audit, reasons in the tag itself: those may hold personal data."""
        await self._audit.record(
            session,
            by or SYSTEM_ACTOR,
            deed,
            subject_kind="customer",
            subject_id=tag.customer_id,
            details={"tag": tag.code, "tag_id": str(tag.id), "source": tag.source},
        )


def _check_sensitive(kind: TagKind | None, by: Staff | None) -> None:
    if kind is not None and kind.is_sensitive and by is not None:
        check(by, Permission.CUSTOMERS_UNMASK)


def _end(new: NewTag, kind: TagKind, now: datetime) -> datetime | None:
    if new.until_at is not None:
        if new.until_at <= now:
            raise TagEndsBefore
        return new.until_at
    return now + timedelta(days=kind.lasts_days) if kind.lasts_days else None
