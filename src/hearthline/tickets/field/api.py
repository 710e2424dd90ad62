"""Routes of the field page, and of the desk to what was recorded there (R85, R86)."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, File, Form, Query, Request, Response, UploadFile

from hearthline.access import Permission, Staff, needs
from hearthline.kernel import TenantId, TicketId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here, locale_of
from hearthline.tickets.field.bodies import SyncIn
from hearthline.tickets.field.errors import PhotoTooLarge
from hearthline.tickets.field.evidence import Attached, FieldEvidence
from hearthline.tickets.field.given import read_given
from hearthline.tickets.field.model import LARGEST_PHOTO_BYTES, Evidence, EvidenceId
from hearthline.tickets.field.records import FieldRecords
from hearthline.tickets.field.service import FieldSync
from hearthline.tickets.field.tasks import FieldTasks
from hearthline.tickets.field.wire import (
    DeedOut,
    EvidenceOut,
    FieldRecordOut,
    PhoneOut,
    SyncOut,
    TaskOut,
    TaskPage,
)

router = APIRouter(prefix="/api/v1/field", tags=["field"], route_class=StrictJson)
desk_router = APIRouter(prefix="/api/v1/tickets", tags=["tickets"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
TasksHere = Annotated[FieldTasks, Depends(here(FieldTasks))]
RecordsHere = Annotated[FieldRecords, Depends(here(FieldRecords))]
SyncHere = Annotated[FieldSync, Depends(here(FieldSync))]
EvidenceHere = Annotated[FieldEvidence, Depends(here(FieldEvidence))]
Worker = Annotated[Staff, Depends(needs(Permission.FIELD_WORK))]
Viewer = Annotated[Staff, Depends(needs(Permission.TICKETS_VIEW))]

_LARGEST_EXIF: Final = 64 * 1024
_SHOWN: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "private, max-age=3600",
    "Content-Disposition": "inline",
}


@router.get("/tasks", operation_id="listFieldTasks")
async def list_tasks(
    caller: Worker,
    database: DatabaseHere,
    tasks: TasksHere,
    evidence: EvidenceHere,
    cursor: TicketId | None = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 50,
) -> TaskPage:
    """What the caller has to do and what his teams could take, newest first."""
    async with database.session(caller.tenant_id) as session:
        found = await tasks.page(session, caller, before=cursor, limit=limit)
    return TaskPage(
        items=[
            TaskOut.of(task, _links(caller.tenant_id, task.evidence, evidence)) for task in found
        ],
        next_cursor=str(found[-1].ticket.id) if len(found) == limit else None,
        server_time=tasks.now(),
    )


@router.get("/tasks/{task_id}", operation_id="getFieldTask")
async def get_task(
    task_id: TicketId,
    caller: Worker,
    database: DatabaseHere,
    tasks: TasksHere,
    evidence: EvidenceHere,
) -> TaskOut:
    """One task of the caller or of his teams."""
    async with database.session(caller.tenant_id) as session:
        task = await tasks.get(session, caller, task_id)
    return TaskOut.of(task, _links(caller.tenant_id, task.evidence, evidence))


@router.post("/tasks/{task_id}/call", operation_id="showFieldPhone")
async def show_phone(
    task_id: TicketId, caller: Worker, database: DatabaseHere, tasks: TasksHere
) -> PhoneOut:
    """The number to call; that it was shown is written into the audit (R174)."""
    async with database.session(caller.tenant_id) as session:
        return PhoneOut(phone=await tasks.phone(session, caller, task_id))


@router.post("/sync", operation_id="syncFieldWork")
async def sync(body: SyncIn, request: Request, caller: Worker, service: SyncHere) -> SyncOut:
    """Take what was done, in its order; each is done, was known already, or is refused in words."""
    synced = await service.take(caller, body.sent_at, body.sent())
    return SyncOut.of(synced, locale_of(request))


class EvidenceForm:
    """Evidence as it is sent: `meta` as JSON, its picture as `file` (10 MB).

    `exif` is what the camera wrote into a picture that was made smaller since.
    """

    def __init__(
        self,
        meta: Annotated[str, Form(max_length=1_000_000)],
        file: Annotated[UploadFile | None, File()] = None,
        exif: Annotated[UploadFile | None, File()] = None,
    ) -> None:
        """Made by the route."""
        self.meta, self._file, self._exif = meta, file, exif

    async def attached(self) -> Attached:
        """The bytes; raises PhotoTooLarge."""
        return Attached(
            await _bytes_of(self._file, LARGEST_PHOTO_BYTES),
            await _bytes_of(self._exif, _LARGEST_EXIF),
        )


@router.post("/tasks/{task_id}/evidence", operation_id="addFieldEvidence")
async def add_evidence(
    task_id: TicketId,
    caller: Worker,
    evidence: EvidenceHere,
    response: Response,
    form: Annotated[EvidenceForm, Depends()],
) -> EvidenceOut:
    """Keep a photo, signature or reading: 201 when it is new, 200 when it was kept before."""
    given = read_given(form.meta)
    kept, is_new = await evidence.take(caller, task_id, given, attached=await form.attached())
    response.status_code = 201 if is_new else 200
    link = evidence.link(caller.tenant_id, kept)
    return EvidenceOut.of(kept, {caller.id: caller.name}, link)


@router.get("/files/{token}", operation_id="readFieldFile", response_class=Response)
async def read_file(token: str, evidence: EvidenceHere) -> Response:
    """The picture that a signed link names, for an hour."""
    kept, content = await evidence.open(token)
    return Response(content, media_type=kept.media_type, headers=_SHOWN)


@desk_router.get("/{ticket_id}/field", operation_id="getFieldRecord")
async def get_field_record(
    ticket_id: TicketId,
    request: Request,
    caller: Viewer,
    database: DatabaseHere,
    records: RecordsHere,
    evidence: EvidenceHere,
) -> FieldRecordOut:
    """What came from the field: evidence, and every action with what became of it."""
    async with database.session(caller.tenant_id) as session:
        record = await records.of(session, ticket_id)
    links = _links(caller.tenant_id, record.evidence, evidence)
    locale = locale_of(request)
    return FieldRecordOut(
        evidence=[EvidenceOut.of(one, record.names, links[one.id]) for one in record.evidence],
        deeds=[DeedOut.of(one, record.names, locale) for one in record.deeds],
    )


def _links(
    tenant_id: TenantId, kept: list[Evidence], evidence: FieldEvidence
) -> dict[EvidenceId, str | None]:
    return {one.id: evidence.link(tenant_id, one) for one in kept}


async def _bytes_of(file: UploadFile | None, most: int) -> bytes | None:
    """All of it, if it is not more than may be."""
    if file is None:
        return None
    content = await file.read(most + 1)
    if len(content) > most:
        raise PhotoTooLarge(most_mb=max(1, most // (1024 * 1024)))
    return content
