"""The address at which the business systems tell of changes."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request, Response

from hearthline.business.errors import EventNotValid, EventTooLarge
from hearthline.business.receiving import BusinessEvents
from hearthline.platform.db import Database
from hearthline.platform.http import here

BODY_BYTES = 1024 * 1024
HOOK_TYPE = "X-Gateway-Event-Type"

router = APIRouter(prefix="/api/v1/business", tags=["business"])

DatabaseHere = Annotated[Database, Depends(here(Database))]
BusinessEventsHere = Annotated[BusinessEvents, Depends(here(BusinessEvents))]
Signature = Annotated[str, Header(alias="X-Gateway-Signature")]
HookId = Annotated[str, Header(alias="X-Gateway-Event-Id")]


@router.post("/events", status_code=204, operation_id="receiveBusinessEvent")
async def receive_event(
    request: Request,
    database: DatabaseHere,
    events: BusinessEventsHere,
    signature: Signature = "",
    hook_id: HookId = "",
) -> Response:
    """Take a signed event; a repeat and an overtaken one are taken too, and change nothing."""
    body = await _limited(request)
    tenant_id = events.tenant_of(signature, body)
    event = events.read(body)
    hook_type = request.headers.get(HOOK_TYPE)
    if (hook_id or event.event_id, hook_type or event.type) != (event.event_id, event.type):
        raise EventNotValid
    async with database.session(tenant_id) as session:
        await events.take(session, event)
    return Response(status_code=204)


async def _limited(request: Request) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > BODY_BYTES:
            raise EventTooLarge(http_status=413)
    return bytes(body)
