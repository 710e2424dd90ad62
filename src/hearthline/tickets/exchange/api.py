"""Routes of the sheets of other offices: taken in and answered by supervisors, seen by the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Path, Query, Response, UploadFile
from starlette.exceptions import HTTPException

from hearthline.access import Access, Permission, Staff, needs
from hearthline.kernel import TicketId
from hearthline.platform.db import Database, Session
from hearthline.platform.http import StrictJson, here
from hearthline.tickets.exchange.answering import Answers
from hearthline.tickets.exchange.errors import SheetMissing
from hearthline.tickets.exchange.intake import Intakes, LinesWanted
from hearthline.tickets.exchange.model import LARGEST_SHEET_BYTES, Intake, IntakeId, Outcome
from hearthline.tickets.exchange.wire import (
    AnswerOut,
    AnswersOut,
    DuePage,
    DueTicketOut,
    GiveAnswers,
    IntakeLinePage,
    IntakeOut,
    IntakePage,
    OfficeList,
    OfficeOut,
    SheetShown,
    TakenLineOut,
)

router = APIRouter(prefix="/api/v1/exchange", tags=["exchange"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
IntakesHere = Annotated[Intakes, Depends(here(Intakes))]
AnswersHere = Annotated[Answers, Depends(here(Answers))]
Viewer = Annotated[Staff, Depends(needs(Permission.TICKETS_VIEW))]
Head = Annotated[Staff, Depends(needs(Permission.TICKETS_SUPERVISE))]
_CODE = r"^[0-9A-Za-z]{1,20}$"
SourceHere = Annotated[str, Path(pattern=_CODE)]
Limit = Annotated[int, Query(ge=1, le=200)]


class Telling:
    """How sheets are told: with people by name."""

    def __init__(self, access: Annotated[Access, Depends(here(Access))]) -> None:
        """A dependency of routes."""
        self._access = access

    async def intakes(self, session: Session, found: Sequence[Intake]) -> list[IntakeOut]:
        """Sheets as they are shown."""
        names = await self._access.names(session, {one.taken_by for one in found})
        return [IntakeOut.of(one, names) for one in found]


TellingHere = Annotated[Telling, Depends()]


@dataclass(frozen=True, slots=True)
class GivenSheet:
    """A sheet as it was sent."""

    source: str
    name: str
    content: bytes


async def given_sheet(
    source: Annotated[str, Form(pattern=_CODE)],
    file: Annotated[UploadFile | None, File()] = None,
) -> GivenSheet:
    """The sheet of the request, of at most 5 MB."""
    if file is None:
        raise SheetMissing
    content = await file.read(LARGEST_SHEET_BYTES + 1)
    if len(content) > LARGEST_SHEET_BYTES:
        raise HTTPException(413, "At most 5 MB")
    return GivenSheet(source, file.filename or "", content)


SheetHere = Annotated[GivenSheet, Depends(given_sheet)]


def lines_wanted(
    outcome: Outcome | None = None,
    cursor: Annotated[int, Query(ge=0, le=2_000_000_000)] = 0,
    limit: Limit = 50,
) -> LinesWanted:
    """The page that the query asks for; a cursor is the last row of the page before."""
    return LinesWanted(outcome, cursor, limit)


@router.get("/offices", operation_id="listExchangeOffices")
async def list_offices(caller: Viewer, intakes: IntakesHere) -> OfficeList:
    """The offices whose sheets are known, with their headings."""
    del caller
    return OfficeList(items=[OfficeOut.of(one) for one in intakes.offices.all.values()])


@router.post("/intakes/preview", operation_id="previewSheet")
async def preview(
    caller: Head,
    database: DatabaseHere,
    intakes: IntakesHere,
    sheet: SheetHere,
) -> SheetShown:
    """What a sheet would do, row by row; nothing is stored. At most 5 MB and 2 000 rows."""
    async with database.session(caller.tenant_id) as session:
        return SheetShown.of(await intakes.preview(session, sheet.source, sheet.content))


@router.post("/intakes", operation_id="takeInSheet", status_code=202)
async def take_in(
    telling: TellingHere,
    caller: Head,
    database: DatabaseHere,
    intakes: IntakesHere,
    sheet: SheetHere,
    stamp: Annotated[str, Form(min_length=1, max_length=64)],
) -> IntakeOut:
    """Do what was shown, by the stamp of the preview; the worker does it, and this tells of it."""
    async with database.session(caller.tenant_id) as session:
        taken = await intakes.take(
            session, sheet.source, sheet.content, stamp=stamp, file_name=sheet.name, by=caller
        )
        return (await telling.intakes(session, [taken]))[0]


@router.get("/intakes", operation_id="listIntakes")
async def list_intakes(
    telling: TellingHere,
    caller: Viewer,
    database: DatabaseHere,
    intakes: IntakesHere,
    cursor: IntakeId | None = None,
    limit: Limit = 50,
) -> IntakePage:
    """A page of the sheets that were taken in, the newest first."""
    async with database.session(caller.tenant_id) as session:
        found = await intakes.newest(session, before=cursor, limit=limit)
        items = await telling.intakes(session, found)
    return IntakePage(items=items, next_cursor=found[-1].id if len(found) == limit else None)


@router.get("/intakes/{intake_id}", operation_id="getIntake")
async def get_intake(
    intake_id: IntakeId,
    telling: TellingHere,
    caller: Viewer,
    database: DatabaseHere,
    intakes: IntakesHere,
) -> IntakeOut:
    """How far a sheet has come, and what came of it."""
    async with database.session(caller.tenant_id) as session:
        found = await intakes.get(session, intake_id)
        return (await telling.intakes(session, [found]))[0]


@router.get("/intakes/{intake_id}/lines", operation_id="listIntakeLines")
async def list_intake_lines(
    intake_id: IntakeId,
    caller: Viewer,
    database: DatabaseHere,
    intakes: IntakesHere,
    wanted: Annotated[LinesWanted, Depends(lines_wanted)],
) -> IntakeLinePage:
    """A page of a sheet's rows with their tickets, or with what is wrong in them."""
    async with database.session(caller.tenant_id) as session:
        found = await intakes.lines(session, intake_id, wanted)
    return IntakeLinePage(
        items=[TakenLineOut.told(one) for one in found],
        next_cursor=found[-1].line.row if len(found) == wanted.limit else None,
    )


@router.get("/{source}/due", operation_id="listDueAnswers")
async def list_due(
    source: SourceHere,
    caller: Viewer,
    database: DatabaseHere,
    answers: AnswersHere,
    *,
    cursor: TicketId | None = None,
    limit: Limit = 50,
) -> DuePage:
    """Tickets that the office waits for, overdue ones first."""
    async with database.session(caller.tenant_id) as session:
        due = await answers.due(session, source, after=cursor, limit=limit)
    is_full = len(due) == limit
    return DuePage(
        items=[DueTicketOut.of(one) for one in due],
        next_cursor=str(due[-1].file.ticket.id) if is_full else None,
    )


@router.get(
    "/{source}/answers.csv",
    operation_id="downloadAnswers",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}}}},
)
async def download_answers(
    source: SourceHere, caller: Head, database: DatabaseHere, answers: AnswersHere
) -> Response:
    """What can be answered now, in the office's columns; audited."""
    async with database.session(caller.tenant_id) as session:
        sheet = await answers.sheet(session, source, by=caller)
    headers = {"Content-Disposition": f'attachment; filename="answers-{source}.csv"'}
    return Response(sheet, media_type="text/csv; charset=utf-8", headers=headers)


@router.post("/{source}/answered", operation_id="noteAnswered")
async def note_answered(
    source: SourceHere,
    body: GiveAnswers,
    caller: Head,
    database: DatabaseHere,
    answers: AnswersHere,
) -> AnswersOut:
    """The office was answered about these; what is not done or not asked is refused with words."""
    async with database.session(caller.tenant_id) as session:
        given = await answers.answered(
            session, source, body.ticket_ids, client_id=body.client_id, by=caller
        )
    return AnswersOut(items=[AnswerOut.of(one) for one in given])
