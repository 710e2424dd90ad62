"""Taking what phones send: in their order, each by itself, once however often it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Literal

from hearthline.access import Staff
from hearthline.kernel import (
    Clock,
    Conflict,
    HearthlineError,
    Id,
    Invalid,
    NotFound,
    Refused,
    TicketId,
    Words,
)
from hearthline.platform.db import Database, Session
from hearthline.tickets.field.errors import TaskUnknown
from hearthline.tickets.field.model import FAR_M, Deed, Flag, PhoneTime, Place
from hearthline.tickets.field.store import FieldStore
from hearthline.tickets.field.tasks import FieldTasks
from hearthline.tickets.handling import TicketHandling, actions
from hearthline.tickets.handling.actions import Action
from hearthline.tickets.model import Ticket

Outcome = Literal["done", "repeated", "refused"]
# A place that is known less well than this says nothing of where an address lies.
_GOOD_FOR_ADDRESS_M: Final = 100.0
_NOT_NOW: Final = (Invalid, Refused, NotFound, Conflict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """An action as a phone sent it; `place` and `reason` belong to arrivals."""

    client_id: Id
    ticket_id: TicketId
    action: Action
    told_at: datetime
    content: dict[str, Any]
    place: Place | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an action; why it was refused, in words."""

    client_id: Id
    outcome: Outcome
    code: str | None = None
    why: Words | None = None


@dataclass(frozen=True, slots=True)
class Synced:
    """What became of everything that one call brought."""

    taken: list[Taken]
    phone: PhoneTime
    now: datetime


class FieldSync:
    """Carries out what was done in the field, with or without a network."""

    def __init__(
        self, database: Database, clock: Clock, *, handling: TicketHandling, tasks: FieldTasks
    ) -> None:
        """Each action has a transaction of its own, so one that is refused undoes no other."""
        self._database = database
        self._clock = clock
        self._handling = handling
        self._tasks = tasks
        self._store = FieldStore()

    async def take(self, staff: Staff, sent_at: datetime, actions_sent: Sequence[Sent]) -> Synced:
        """Take actions in their order; what cannot be done is refused and kept for the desk."""
        now = self._clock.now()
        phone = PhoneTime.seen(sent_at, now)
        taken = [await self._take(staff, phone, one) for one in actions_sent]
        return Synced(taken, phone, now)

    async def _take(self, staff: Staff, phone: PhoneTime, sent: Sent) -> Taken:
        deed = self._deed(staff, phone, sent)
        try:
            async with self._database.session(staff.tenant_id) as session:
                outcome = await self._carry_out(session, staff, sent, deed)
        except _NOT_NOW as error:
            await self._keep_refused(staff, deed, error)
            return Taken(sent.client_id, "refused", error.code, error.told())
        return Taken(sent.client_id, outcome)

    async def _carry_out(self, session: Session, staff: Staff, sent: Sent, deed: Deed) -> Outcome:
        known = await self._store.deed(session, staff.id, sent.client_id)
        if known is not None and known.outcome == "done":
            return "repeated"
        ticket = await self._tasks.his(session, staff, sent.ticket_id)
        action = await self._proven(session, replace(sent.action, at=deed.happened_at), ticket)
        if isinstance(action, actions.Arrive):
            deed = await self._arrive(session, ticket, sent, deed)
        acted = await self._handling.act(session, ticket.id, action, by=staff)
        if deed.flag is Flag.FAR and not acted.is_repeated:
            await self._handling.act(session, ticket.id, _far_note(sent, deed), by=staff)
        await self._store.keep(session, deed)
        return "repeated" if acted.is_repeated else "done"

    async def _proven(self, session: Session, action: Action, ticket: Ticket) -> Action:
        """A suspension names what was recorded at this ticket, for that is what proves it."""
        if not isinstance(action, actions.Suspend):
            return action
        evidence = (await self._store.of(session, [ticket.id]))[ticket.id]
        photos = [str(one.id) for one in evidence if one.media_type is not None]
        return replace(action, evidence_ids=tuple(photos[-20:]))

    async def _arrive(self, session: Session, ticket: Ticket, sent: Sent, deed: Deed) -> Deed:
        """Hold the place against the address: far is flagged, near is learned, none is blocked."""
        place = sent.place
        if place is None:
            return replace(deed, flag=Flag.NO_PLACE)
        known = await self._tasks.place_of(session, ticket)
        accuracy = place.accuracy_m or 0.0
        distance = known.metres_to(place) if known else None
        if distance is not None and distance > FAR_M + accuracy:
            return replace(deed, flag=Flag.FAR, distance_m=distance)
        key = self._tasks.address_key(ticket)
        if key is not None and accuracy <= _GOOD_FOR_ADDRESS_M:
            at = deed.happened_at
            await self._store.stand(session, key, place, ticket_id=ticket.id, at=at)
        return replace(deed, distance_m=distance)

    async def _keep_refused(self, staff: Staff, deed: Deed, error: HearthlineError) -> None:
        """Keep what was refused whole, if its sender ever had to do with the ticket."""
        told = error.told()
        refused = replace(deed, outcome="refused", code=error.code, why_zh=told.zh, why_en=told.en)
        async with self._database.session(staff.tenant_id) as session:
            try:
                await self._tasks.once_his(session, staff, deed.ticket_id)
            except TaskUnknown:
                return
            await self._store.keep(session, refused)

    def _deed(self, staff: Staff, phone: PhoneTime, sent: Sent) -> Deed:
        now = self._clock.now()
        return Deed(
            client_id=sent.client_id,
            ticket_id=sent.ticket_id,
            staff_id=staff.id,
            action=sent.action.action,
            content=sent.content,
            told_at=sent.told_at,
            happened_at=phone.by_ours(sent.told_at, now=now),
            received_at=now,
            skew=phone.skew,
            outcome="done",
        )


def _far_note(sent: Sent, deed: Deed) -> actions.Note:
    metres = round(deed.distance_m or 0.0)
    why = f"，原因：{sent.reason}" if sent.reason else "，未说明原因"
    return actions.Note(
        client_id=f"{sent.client_id}:far",
        at=deed.happened_at,
        text=f"到场位置离登记地址约 {metres} 米{why}",
    )
