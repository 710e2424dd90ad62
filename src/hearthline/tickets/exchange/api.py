"""Routes of the sheets of other offices: taken in and answered by supervisors, seen by the desk."""

from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Path, Query, Response, UploadFile
from starlette.exceptions import HTTPException

from hearthline.access import Permission, Staff, needs
from hearthline.kernel import TicketId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here
from hearthline.tickets.exchange.answering import Answers
from hearthline.tickets.exchange.errors import SheetMissing
from hearthline.tickets.exchange.intake import Intakes
from hearthline.tickets.exchange.model import LARGEST_SHEET_BYTES
from hearthline.tickets.exchange.wire import (
    AnswerOut,
    AnswersOut,
    DuePage,
    DueTicketOut,
    GiveAnswers,
    IntakeOut,
    OfficeList,
    OfficeOut,
)

router = APIRouter(prefix="/api/v1/exchange", tags=["exchange"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
IntakesHere = Annotated[Intakes, Depends(here(Intakes))]
AnswersHere = Annotated[Answers, Depends(here(Answers))]
Viewer = Annotated[Staff, Depends(needs(Permission.TICKETS_VIEW))]
Head = Annotated[Staff, Depends(needs(Permission.TICKETS_SUPERVISE))]
_CODE = r"^[0-9A-Za-z]{1,20}$"
SourceHere = Annotated[str, Path(pattern=_CODE)]


@router.get("/offices", operation_id="listExchangeOffices")
async def list_offices(caller: Viewer, intakes: IntakesHere) -> OfficeList:
    """The offices whose sheets are known, with their headings."""
    del caller
    return OfficeList(items=[OfficeOut.of(one) for one in intakes.offices.all.values()])


@router.post("/intakes", operation_id="takeInSheet")
async def take_in(
    caller: Head,
    database: DatabaseHere,
    intakes: IntakesHere,
    source: Annotated[str, Form(pattern=_CODE)],
    *,
    stamp: Annotated[str, Form(max_length=64)] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> IntakeOut:
    """Show what a sheet would do; with the stamp of what was shown, do it. 5 MB, 2 000 rows."""
    if file is None:
        raise SheetMissing
    content = await file.read(LARGEST_SHEET_BYTES + 1)
    if len(content) > LARGEST_SHEET_BYTES:
        raise HTTPException(413, "At most 5 MB")
    async with database.session(caller.tenant_id) as session:
        if not stamp:
            return IntakeOut.of(await intakes.preview(session, source, content))
        return IntakeOut.of(await intakes.apply(session, source, content, stamp=stamp, by=caller))


@router.get("/{source}/due", operation_id="listDueAnswers")
async def list_due(
    source: SourceHere,
    caller: Viewer,
    database: DatabaseHere,
    answers: AnswersHere,
    *,
    cursor: TicketId | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
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
