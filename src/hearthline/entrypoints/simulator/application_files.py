"""Papers for an application: their type is read from their bytes, and they are scanned."""

import hashlib
from typing import Annotated, Any, get_args

from fastapi import APIRouter, File, Form, UploadFile

from hearthline.entrypoints.simulator.applications import ENDED, find, papers_came
from hearthline.entrypoints.simulator.problems import Problem, bad_request, conflict
from hearthline.entrypoints.simulator.records import StoredFile
from hearthline.entrypoints.simulator.route import CallerHere, GatewayRoute, WorldHere, known_for
from hearthline.entrypoints.simulator.wire_services import DocKind

router = APIRouter(route_class=GatewayRoute)

LARGEST_BYTES = 20 * 1024 * 1024
_BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
_TEST_VIRUS = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


@router.post(
    "/applications/{application_no}/files", operation_id="uploadApplicationFile", status_code=201
)
async def upload_application_file(
    application_no: str,
    kind: Annotated[str, Form()],
    file: Annotated[UploadFile, File()],
    world: WorldHere,
    caller: CallerHere,
) -> dict[str, Any]:
    """Take a paper; with the last missing one the review begins."""
    if kind not in get_args(DocKind):
        raise bad_request("/kind", "没有这种资料")
    one = find(world, application_no)
    known_for(world, caller, one.account_no)
    if one.status in ENDED:
        raise conflict("申请已结束", f"申请{one.status_text}，不用再交资料。")
    content = await file.read(LARGEST_BYTES + 1)
    stored = StoredFile(
        file_id=f"F{world.state.next_number('file')}",
        application_no=application_no,
        kind=kind,
        media_type=_checked(content),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        stored_at=world.now(),
    )
    world.state.files.append(stored)
    papers_came(world, one, [kind])
    return {"file_id": stored.file_id, "kind": kind, "scan": "CLEAN"}


def _checked(content: bytes) -> str:
    """The media type, by the first bytes; a problem when it may not be taken."""
    if len(content) > LARGEST_BYTES:
        raise _refused("FILE_TOO_LARGE", "文件超过 20 MB，请压缩后再传")
    kind = next((kind for start, kind in _BEGINNINGS.items() if content.startswith(start)), None)
    if kind is None:
        raise _refused("FILE_TYPE", "只收 PDF、JPEG 或 PNG 文件")
    if _TEST_VIRUS in content:
        raise _refused("FILE_INFECTED", "文件没有通过安全检查，请换一份")
    return kind


def _refused(code: str, text: str) -> Problem:
    reason = {"code": code, "text": text, "field": "/file"}
    return Problem("BAD_REQUEST", "文件不能接收", f"{text}。", reasons=[reason])
