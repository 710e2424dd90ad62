"""The one verb by which people work on tickets that are kept here (R81–R88)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hearthline.access import Permission, Staff
from hearthline.business import WorkOrder
from hearthline.kernel import StaffId, TicketId
from hearthline.platform.db import Session
from hearthline.tickets.errors import TicketUnknown
from hearthline.tickets.events import TicketResolved
from hearthline.tickets.forms import NeededEvidence, TypeForm
from hearthline.tickets.handling import actions
from hearthline.tickets.handling.actions import Action
from hearthline.tickets.handling.allowed import RULES, Offered, allowed_now
from hearthline.tickets.handling.checks import Case, Checks
from hearthline.tickets.handling.errors import (
    ActionNotAllowed,
    ActionNotPossible,
    TakenBySomebody,
)
from hearthline.tickets.handling.evidence import EvidenceOf, no_evidence
from hearthline.tickets.handling.opening import NewTicket, Opening
from hearthline.tickets.handling.telling import line_of_action
from hearthline.tickets.keeping import Keeper, TicketFile
from hearthline.tickets.model import (
    NOTES,
    STATUS_NAMES,
    CallBackResult,
    Ticket,
    TicketEvent,
    status_of,
)
from hearthline.tickets.retelling import retold
from hearthline.tickets.service import Tickets
from hearthline.tickets.teams import Teams

_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Acted:
    """What came of an action; `is_repeated` when it was done already, `opened` by a split."""

    ticket: Ticket
    is_repeated: bool = False
    opened: tuple[Ticket, ...] = ()


class TicketHandling:
    """Opens tickets and carries out what people do to them."""

    def __init__(
        self, tickets: Tickets, teams: Teams, *, evidence_of: EvidenceOf = no_evidence
    ) -> None:
        """Stand on the tickets; evidence is kept by the field page."""
        self._tickets = tickets
        self._keeper: Keeper = tickets.keeper
        self._teams = teams
        self._checks = Checks(self._keeper, teams, evidence_of)
        self._opening = Opening(self._keeper)

    async def open(self, session: Session, staff: Staff | None, new: NewTicket) -> Ticket:
        """Open a ticket, once for a client id; raises TicketTypeUnknown, DetailsUnfit."""
        return await self._opening.open(session, new, by=staff.id if staff else None)

    async def act(
        self, session: Session, ticket_id: TicketId, action: Action, *, by: Staff
    ) -> Acted:
        """Do something to a ticket; a repeated client id changes nothing.

        Raises TicketUnknown, and what errors.py lists, with what is missing or possible.
        """
        ticket = await self._keeper.store.find(session, ticket_id, lock=True)
        if ticket is None:
            raise TicketUnknown
        log = (await self._keeper.store.logs(session, [ticket_id]))[ticket_id]
        if any(line.client_id == action.client_id for line in log):
            return Acted(ticket, is_repeated=True)
        form = self._keeper.rules.form_of(ticket.type_code) or TypeForm()
        case = Case(session, by, ticket, log, form)
        await self._may(case, action)
        at = self._moment(action, log)
        await self._is_possible(case, action, at)
        await self._checks.check(case, action)
        return await self._write(case, action, at)

    async def allowed(self, session: Session, staff: Staff, file: TicketFile) -> list[Offered]:
        """What somebody can do to a ticket now, the next step first."""
        ticket, log = file.ticket, file.log
        form = self._keeper.rules.form_of(ticket.type_code) or TypeForm()
        permissions = staff.permissions
        if Permission.TICKETS_ACT not in permissions and not await self._is_his(
            session, staff, ticket
        ):
            permissions -= {Permission.FIELD_WORK}
        return allowed_now(ticket, log, permissions, has_visit=form.has_visit)

    async def missing(
        self, session: Session, staff: Staff, file: TicketFile
    ) -> tuple[NeededEvidence, ...]:
        """The evidence that is needed before a ticket may be closed, and is not there."""
        form = self._keeper.rules.form_of(file.ticket.type_code) or TypeForm()
        return await self._checks.missing(Case(session, staff, file.ticket, file.log, form))

    async def by_customer(self, session: Session, ticket_id: TicketId, action: Action) -> Ticket:
        """Urge or take back a ticket for its customer; a repeat changes nothing.

        Raises TicketUnknown, ActionNotPossible.
        """
        keeper = self._keeper
        ticket = await keeper.store.find(session, ticket_id, lock=True)
        if ticket is None:
            raise TicketUnknown
        log = (await keeper.store.logs(session, [ticket_id]))[ticket_id]
        if any(line.client_id == action.client_id for line in log):
            return ticket
        if ticket.status not in RULES[action.action].states:
            raise _not_from(ticket.status, ticket, allowed=[])
        line = line_of_action(action, None, self._moment(action, log))
        await keeper.store.note(session, ticket_id, [line], now=keeper.clock.now())
        after = self._after(ticket, [*log, line])
        return await keeper.keep(session, await keeper.moved(session, ticket, after))

    async def check_mirror(
        self, session: Session, file: TicketFile, action: Action, *, by: Staff
    ) -> None:
        """Raise unless this may be asked of the business system now."""
        form = self._keeper.rules.form_of(file.ticket.type_code) or TypeForm()
        case = Case(session, by, file.ticket, file.log, form)
        await self._may(case, action)
        await self._is_possible(case, action, self._keeper.clock.now())

    async def asked(
        self, session: Session, order: WorkOrder, action: Action, *, by: Staff
    ) -> Acted:
        """Take what the business system answered, and note who asked it."""
        ticket = await self._tickets.follow(session, order)
        if ticket is None:
            raise TicketUnknown
        log = (await self._keeper.store.logs(session, [ticket.id]))[ticket.id]
        line = line_of_action(action, by.id, self._moment(action, log))
        if line.kind not in NOTES:
            line = replace(line, kind="noted", text=f"{line.name}：{line.text}")
        await self._keeper.store.note(session, ticket.id, [line], now=self._keeper.clock.now())
        after = self._after(ticket, [*log, line])
        return Acted(await self._keeper.keep(session, after))

    async def _may(self, case: Case, action: Action) -> None:
        rule, ticket = RULES[action.action], case.ticket
        if not ticket.is_kept_here and not rule.for_mirrors:
            raise ActionNotAllowed(
                why_zh="这张工单在业务系统里处理，这里只能催办、撤销、督办、升级和备注。",
                why_en="This ticket is worked on in the business system; here it can be urged,"
                " withdrawn, supervised, escalated and noted.",
            )
        held = case.staff.permissions & frozenset(rule.permissions)
        if not held:
            raise ActionNotAllowed(
                why_zh="您的角色不能做这个操作，请找班长。",
                why_en="Your roles do not allow this; ask a supervisor.",
            )
        is_field_only = held == {Permission.FIELD_WORK}
        if is_field_only and not await self._is_his(case.session, case.staff, ticket):
            raise ActionNotAllowed(
                why_zh="这张工单已不在您或您的班组名下，请刷新任务列表。",
                why_en="This ticket is not yours or your team's; reload your list.",
            )

    async def _is_his(self, session: Session, staff: Staff, ticket: Ticket) -> bool:
        if ticket.worker_id == staff.id:
            return True
        return ticket.team_id in await self._teams.of_staff(session, staff.id)

    def _moment(self, action: Action, log: Sequence[TicketEvent]) -> datetime:
        """When it happened: as told, but not in the future; what is done now comes last."""
        now = self._keeper.clock.now()
        if action.at is not None and action.at < now:
            taken = {line.at for line in log}
            at = action.at
            while at in taken:
                at += _INSTANT
            return at
        return max([now, *(line.at + _INSTANT for line in log if line.at >= now)])

    async def _is_possible(self, case: Case, action: Action, at: datetime) -> None:
        """Whether the ticket stood so, at that moment, that it could be done."""
        ticket = case.ticket
        if isinstance(action, actions.Take):
            await self._is_free(case)
        before = [line for line in case.log if line.at <= at]
        status = status_of(before) if ticket.is_kept_here else ticket.status
        if (status or ticket.status) in RULES[action.action].states:
            return
        offered = allowed_now(ticket, case.log, case.staff.permissions)
        raise _not_from(status or ticket.status, ticket, allowed=offered)

    async def _is_free(self, case: Case) -> None:
        """Whether nobody else has taken it, whenever that was."""
        ticket, staff = case.ticket, case.staff
        if ticket.worker_id in (None, staff.id):
            return
        names = await self._names(case.session, ticket.worker_id)
        raise TakenBySomebody(name=names)

    async def _names(self, session: Session, worker_id: StaffId | None) -> str:
        row = await session.maybe("SELECT name FROM staff WHERE id = %(id)s", {"id": worker_id})
        return str(row["name"]) if row else "同事"

    async def _write(self, case: Case, action: Action, at: datetime) -> Acted:
        session, ticket, keeper = case.session, case.ticket, self._keeper
        line = line_of_action(action, case.staff.id, at)
        await keeper.store.note(session, ticket.id, [line], now=keeper.clock.now())
        after = self._after(ticket, [*case.log, line])
        if isinstance(action, actions.Reopen):
            after = replace(after, call_back=CallBackResult())
            await keeper.reopened(session, after.id, continued_by=after.id)
        kept = await keeper.keep(session, await keeper.moved(session, ticket, after))
        if kept.is_done and not ticket.is_done:
            await self._finish_children(session, kept)
        opened = await self._split(case, action) if isinstance(action, actions.Split) else ()
        return Acted(kept, opened=opened)

    def _after(self, ticket: Ticket, log: Sequence[TicketEvent]) -> Ticket:
        """The ticket after a line; of a mirror, only what is ours to tell."""
        told = retold(ticket, log)
        if ticket.is_kept_here:
            return told
        is_flagged = told.is_flagged or ticket.is_flagged
        return replace(ticket, is_flagged=is_flagged, escalated_to=told.escalated_to)

    async def _finish_children(self, session: Session, parent: Ticket) -> None:
        """Whoever was told with the parent is asked as well."""
        keeper = self._keeper
        for child in await keeper.store.children(session, parent.id):
            if child.status == "merged" and child.call_back.state == "none":
                asked = replace(child, call_back=CallBackResult("asked"))
                await keeper.publish(session, TicketResolved, asked)
                await keeper.keep(session, asked)

    async def _split(self, case: Case, action: actions.Split) -> tuple[Ticket, ...]:
        whole, found = case.ticket, []
        for index, part in enumerate(action.parts):
            new = NewTicket(
                client_id=f"{whole.id}:{action.client_id}:{index}",
                type_code=part.type_code,
                title=part.title,
                description=part.description,
                account_no=whole.account_no,
                customer_id=whole.customer_id,
                conversation_id=whole.conversation_id,
                submitter=whole.submitter,
                place=whole.place,
                contact_phone=whole.contact_phone,
                source_channel=whole.source_channel,
                split_from=whole.id,
            )
            found.append(await self._opening.open(case.session, new, by=case.staff.id))
        return tuple(found)


def _not_from(status: str, ticket: Ticket, *, allowed: Sequence[Offered]) -> ActionNotPossible:
    name = STATUS_NAMES.get(status, status)
    return ActionNotPossible(
        why_zh=f"工单当时是“{name}”，不能做这个操作，请刷新后再看。",
        why_en=f"The ticket was `{status}`; this cannot be done from there. Reload it.",
        status=ticket.status,
        allowed=[one.action for one in allowed],
    )
