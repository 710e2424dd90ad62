"""Sheets and answers of other offices on the wire."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from hearthline.kernel import StaffId, TicketId, Words
from hearthline.tickets.exchange.answering import AnswerGiven, DueTicket
from hearthline.tickets.exchange.model import (
    Intake,
    IntakeId,
    IntakeLine,
    IntakeState,
    Line,
    Office,
    Outcome,
    Plan,
)

Source = Annotated[str, Field(pattern=r"^[0-9A-Za-z]{1,20}$")]
_LONGEST_CONTENT = 120
_NOWHERE = Words(zh="", en="")


class OfficeOut(BaseModel):
    """An office; `columns` are the headings that its sheet may have, by field."""

    code: str
    zh: str
    en: str
    columns: dict[str, list[str]]
    answer_columns: list[str]

    @classmethod
    def of(cls, office: Office) -> Self:
        """The office on the wire."""
        return cls(
            code=office.code,
            zh=office.name.zh,
            en=office.name.en,
            columns={name: list(titles) for name, titles in office.sheet.columns.items()},
            answer_columns=[title for title, _ in office.sheet.answer],
        )


class OfficeList(BaseModel):
    """Every office whose sheets are known."""

    items: list[OfficeOut]


class IntakeLineOut(BaseModel):
    """A row of the sheet: new, known, twice or faulty; `column` and `why_zh` say what is wrong."""

    row: int
    outcome: Outcome
    no: str
    type_code: str
    content: str
    deadline: datetime | None
    was_deadline: datetime | None
    is_moved: bool
    is_urged: bool
    ticket_id: TicketId | None
    work_order_no: str
    column: str
    why_zh: str
    why_en: str

    @classmethod
    def of(cls, line: Line) -> Self:
        """The row on the wire."""
        why = line.why or _NOWHERE
        return cls(
            row=line.row,
            outcome=line.outcome,
            no=line.no,
            type_code=line.type_code,
            content=line.content,
            deadline=line.deadline,
            was_deadline=line.was_deadline,
            is_moved=line.is_moved,
            is_urged=line.is_urged,
            ticket_id=line.ticket_id,
            work_order_no=line.work_order_no,
            column=line.column,
            why_zh=why.zh,
            why_en=why.en,
        )


class SheetShown(BaseModel):
    """What a sheet would do; the stamp is given back to take it in."""

    source: str
    stamp: str
    counts: dict[Outcome, int]
    lines: list[IntakeLineOut]

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """The plan on the wire."""
        return cls(
            source=plan.source,
            stamp=plan.stamp,
            counts={one: plan.count(one) for one in Outcome},
            lines=[IntakeLineOut.of(line) for line in plan.lines],
        )


class IntakeOut(BaseModel):
    """A sheet that is taken in: `done` of `total` rows; `counts` are its rows as they were shown.

    `failed`: it broke off, `why_zh` and `why_en` say why, and what was done stays.
    """

    id: IntakeId
    source: str
    file_name: str
    state: IntakeState
    counts: dict[Outcome, int]
    total: int
    done: int
    opened: int
    moved: int
    urged: int
    refused: int
    taken_by: str
    taken_at: datetime
    ended_at: datetime | None
    why_zh: str
    why_en: str

    @classmethod
    def of(cls, intake: Intake, names: Mapping[StaffId, str]) -> Self:
        """The sheet on the wire."""
        tally, why = intake.tally, intake.why or _NOWHERE
        return cls(
            id=intake.id,
            source=intake.source,
            file_name=intake.file_name,
            state=intake.state,
            counts=dict(intake.counts),
            total=intake.total,
            done=intake.done,
            opened=tally.opened,
            moved=tally.moved,
            urged=tally.urged,
            refused=tally.refused,
            taken_by=names.get(intake.taken_by, ""),
            taken_at=intake.taken_at,
            ended_at=intake.ended_at,
            why_zh=why.zh,
            why_en=why.en,
        )


class IntakePage(BaseModel):
    """A page of sheets, the newest first."""

    items: list[IntakeOut]
    next_cursor: IntakeId | None


class TakenLineOut(IntakeLineOut):
    """A row of a sheet that is taken in; `is_done` when nothing is left to do for it."""

    is_done: bool

    @classmethod
    def told(cls, one: IntakeLine) -> Self:
        """The row on the wire."""
        return cls(is_done=one.is_done, **IntakeLineOut.of(one.line).model_dump())


class IntakeLinePage(BaseModel):
    """A page of a sheet's rows; the cursor is the last row of the page."""

    items: list[TakenLineOut]
    next_cursor: int | None


class DueTicketOut(BaseModel):
    """A ticket that an office waits for; without `hinders_zh` it can be answered now.

    `content` is the beginning of what they wrote.
    """

    ticket_id: TicketId
    work_order_no: str
    no: str
    title: str
    content: str
    status: str
    status_name: str
    deadline: datetime | None
    is_overdue: bool
    can_be_answered: bool
    hinders_zh: str
    hinders_en: str

    @classmethod
    def of(cls, due: DueTicket) -> Self:
        """The ticket on the wire."""
        ticket, hinders = due.file.ticket, due.hinders or _NOWHERE
        external = ticket.external
        return cls(
            ticket_id=ticket.id,
            work_order_no=ticket.work_order_no,
            no=external.no if external else "",
            title=ticket.title,
            content=ticket.description[:_LONGEST_CONTENT],
            status=ticket.status,
            status_name=due.file.status_name,
            deadline=external.deadline if external else None,
            is_overdue=due.is_overdue,
            can_be_answered=due.hinders is None,
            hinders_zh=hinders.zh,
            hinders_en=hinders.en,
        )


class DuePage(BaseModel):
    """A page of tickets, the soonest deadline first."""

    items: list[DueTicketOut]
    next_cursor: str | None


class GiveAnswers(BaseModel):
    """Which tickets the office was answered about."""

    model_config = ConfigDict(extra="forbid")

    ticket_ids: Annotated[list[TicketId], Field(min_length=1, max_length=200)]
    client_id: Annotated[str, Field(min_length=1, max_length=60)]


class AnswerOut(BaseModel):
    """What came of one: done, repeated or refused."""

    ticket_id: TicketId
    outcome: str
    why_zh: str
    why_en: str

    @classmethod
    def of(cls, given: AnswerGiven) -> Self:
        """The same on the wire."""
        why = given.why or _NOWHERE
        return cls(ticket_id=given.ticket_id, outcome=given.outcome, why_zh=why.zh, why_en=why.en)


class AnswersOut(BaseModel):
    """What came of each."""

    items: list[AnswerOut]
