"""Answers to other offices: which tickets wait for one, in their columns, and that it was given."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from hearthline.access import Audit, Staff
from hearthline.kernel import TicketId, Words
from hearthline.platform.db import Session
from hearthline.tickets.counting import LOCAL
from hearthline.tickets.exchange import store
from hearthline.tickets.exchange.model import Office
from hearthline.tickets.exchange.planning import Offices
from hearthline.tickets.forms import Choice, TypeForm
from hearthline.tickets.keeping import TicketFile
from hearthline.tickets.model import Ticket, TicketEvent, since_reopened
from hearthline.tickets.service import Tickets

ANSWERED: Final = "answered"
MOST_ANSWERS: Final = 2_000
_DROPPED: Final = frozenset({"voided", "withdrawn"})
_BEFORE_REPLY: Final = "before_reply"
_MARK: Final = "\ufeff"
# What a spreadsheet would take for a formula is made a text.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class DueTicket:
    """A ticket that an office waits for; `hinders` is why it cannot be answered yet."""

    file: TicketFile
    is_overdue: bool
    hinders: Words | None


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """What came of one: `done`, `repeated` when it was answered before, `refused` with words."""

    ticket_id: TicketId
    outcome: str
    why: Words | None = None


class Answers:
    """Tells other offices what came of their tickets."""

    def __init__(self, offices: Offices, tickets: Tickets) -> None:
        """Stand on the tickets."""
        self.offices = offices
        self._keeper = tickets.keeper

    async def due(
        self, session: Session, source: str, *, after: TicketId | None, limit: int
    ) -> list[DueTicket]:
        """A page of what is not answered, the soonest deadline first; raises OfficeUnknown."""
        self.offices.get(source)
        rows = await store.due(session, source, after=after, limit=limit)
        now = self._keeper.clock.now()
        files = await self._files(session, [self._keeper.store.read(row) for row in rows])
        return [DueTicket(one, _is_late(one.ticket, now), self._hinders(one)) for one in files]

    async def sheet(self, session: Session, source: str, *, by: Staff) -> str:
        """What can be answered now in the office's columns, at most 2 000; raises OfficeUnknown.

        CSV in UTF-8 with a mark; nothing is noted as answered by it.
        """
        office = self.offices.get(source)
        rows = await store.due(session, source, after=None, limit=MOST_ANSWERS, is_over=True)
        files = await self._files(session, [self._keeper.store.read(row) for row in rows])
        ready = [file for file in files if self._hinders(file) is None]
        await self._audit(session, "exchange.answers_exported", source, by, many=len(ready))
        cells = [self._cells(office, file, by=by) for file in ready]
        return _csv([[title for title, _ in office.sheet.answer], *cells])

    async def answered(
        self,
        session: Session,
        source: str,
        ticket_ids: Sequence[TicketId],
        *,
        client_id: str,
        by: Staff,
    ) -> list[AnswerGiven]:
        """Note that the office was answered, once for each round of work; raises OfficeUnknown."""
        office = self.offices.get(source)
        await store.lock(session, source)
        rows = await store.of_office(session, source, ticket_ids)
        files = await self._files(session, [self._keeper.store.read(row) for row in rows])
        found = {file.ticket.id: file for file in files}
        given = []
        for ticket_id in dict.fromkeys(ticket_ids):
            file = found.get(ticket_id)
            given.append(
                AnswerGiven(ticket_id, "refused", _NOT_THEIRS)
                if file is None
                else await self._answer(session, office, file, client_id=client_id, by=by)
            )
        many = sum(one.outcome == "done" for one in given)
        if many:
            await self._audit(session, "exchange.answered", source, by, many=many)
        return given

    async def _answer(
        self, session: Session, office: Office, file: TicketFile, *, client_id: str, by: Staff
    ) -> AnswerGiven:
        ticket = file.ticket
        if _answer_of(file, office.code) is not None:
            return AnswerGiven(ticket.id, "repeated")
        hinders = self._hinders(file)
        if hinders is not None:
            return AnswerGiven(ticket.id, "refused", hinders)
        data = {"source": office.code, "no": ticket.external.no if ticket.external else ""}
        line = TicketEvent(
            at=self._keeper.clock.now(),
            kind=ANSWERED,
            text=f"已答复{office.name.zh}",
            actor=by.id,
            data=data,
            client_id=f"exchange:{client_id}",
        )
        await self._keeper.write(session, ticket.id, line)
        await self._keeper.keep(session, ticket)
        return AnswerGiven(ticket.id, "done")

    async def _files(self, session: Session, tickets: Sequence[Ticket]) -> list[TicketFile]:
        """Tickets with their logs; one that was merged has the log of the ticket it follows."""
        files = await self._keeper.files(session, tickets)
        parents = await self._keeper.store.logs(
            session, list({one.follows.id for one in files if one.follows})
        )
        return [
            replace(one, log=[*one.log, *parents[one.follows.id]]) if one.follows else one
            for one in files
        ]

    def _hinders(self, file: TicketFile) -> Words | None:
        """Why it cannot be answered yet: the work goes on, or the caller was not asked."""
        whole = file.follows or file.ticket
        if file.ticket.status in _DROPPED:
            return None
        if not whole.is_done:
            return _NOT_DONE
        form = self._keeper.rules.form_of(file.ticket.type_code) or TypeForm()
        if form.call_back == _BEFORE_REPLY and not _was_asked(file, whole):
            return _NOT_ASKED
        return None

    def _cells(self, office: Office, file: TicketFile, *, by: Staff) -> list[str]:
        ticket, whole = file.ticket, file.follows or file.ticket
        form = self._keeper.rules.form_of(whole.type_code) or TypeForm()
        ends = [line for line in since_reopened(file.log) if line.kind in _ENDS]
        solved = {True: "yes", False: "no", None: "unknown"}[ticket.call_back.solved]
        values = {
            "no": ticket.external.no if ticket.external else "",
            "our_no": ticket.work_order_no,
            "result": _named(form.results, whole.outcome.result_code) or file.status_name,
            "text": whole.outcome.text or (ends[-1].text if ends else ""),
            "cause": _named(form.causes, whole.outcome.cause_code),
            "contacted_at": _local(_last(file.log, "contacted", "called_back")),
            "satisfied": office.sheet.words[solved],
            "resolved_at": _local(ends[0].at if ends else None),
            "answered_at": _local(self._keeper.clock.now()),
            "answered_by": by.name,
        }
        return [values[told] for _, told in office.sheet.answer]

    async def _audit(
        self, session: Session, deed: str, source: str, by: Staff, *, many: int
    ) -> None:
        await Audit(self._keeper.clock).record(
            session,
            by,
            deed,
            subject_kind="office",
            subject_id=source,
            details={"tickets": many},
        )


_ENDS: Final = ("resolved", "voided", "withdrawn")
_NOT_THEIRS: Final = Words(
    zh="没有这张工单，或它不是这个来源的。", en="There is no such ticket of this office."
)
_NOT_DONE: Final = Words(
    zh="工单还没有处理完，处理完才能答复。", en="The work is not done yet; resolve it first."
)
_NOT_ASKED: Final = Words(
    zh="答复前要先回访诉求人：请完成回访，或在处理完之后记录一次“联系客户”；"
    "联系不上时由班长写明原因办结。",
    en="Call the person back before the answer: finish the call-back, or note a contact after the"
    " work; if nobody can be reached, a supervisor closes it with the reason.",
)


def _was_asked(file: TicketFile, whole: Ticket) -> bool:
    """Whether somebody spoke with the caller after the work, or wrote down why he could not."""
    if "done" in (file.ticket.call_back.state, whole.call_back.state):
        return True
    lines = since_reopened(file.log)
    done_at = max((line.at for line in lines if line.kind == "resolved"), default=None)
    after = [line for line in lines if done_at is None or line.at >= done_at]
    return any(
        line.kind == "contacted" or (line.kind == "closed" and line.text.strip()) for line in after
    )


def _answer_of(file: TicketFile, source: str) -> TicketEvent | None:
    """The answer of this round of work to an office."""
    lines = since_reopened(file.log)
    told = (one for one in lines if one.kind == ANSWERED and one.data.get("source") == source)
    return next(told, None)


def _is_late(ticket: Ticket, now: datetime) -> bool:
    deadline = ticket.external.deadline if ticket.external else None
    return deadline is not None and deadline < now


def _named(choices: Iterable[Choice], code: str | None) -> str:
    return next((one.name.zh for one in choices if one.code == code), code or "")


def _last(log: Sequence[TicketEvent], *kinds: str) -> datetime | None:
    return max((line.at for line in log if line.kind in kinds), default=None)


def _local(at: datetime | None) -> str:
    return f"{at.astimezone(LOCAL):%Y-%m-%d %H:%M}" if at else ""


def _csv(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    out.write(_MARK)
    csv.writer(out).writerows([[_safe(cell) for cell in row] for row in rows])
    return out.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
