"""Routes: give a file to be attached to an item, and read it."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated, Final, Self

from fastapi import APIRouter, Depends, Request, Response, UploadFile
from pydantic import BaseModel

from hearthline.access import Permission, Staff, needs
from hearthline.knowledge.files.model import FileId, KeptFile
from hearthline.knowledge.files.service import ItemFiles
from hearthline.knowledge.files.serving import holds_already, served
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1/knowledge", tags=["knowledge"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
FilesHere = Annotated[ItemFiles, Depends(here(ItemFiles))]
Viewer = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_VIEW))]
Writer = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_EDIT))]

_PIECE_BYTES: Final = 1 << 18


class FileOut(BaseModel):
    """A file as it was taken; an item attaches it by its id."""

    file_id: FileId
    name: str
    media_type: str
    size_bytes: int
    added_at: datetime

    @classmethod
    def of(cls, file: KeptFile) -> Self:
        """From a kept file."""
        return cls(
            file_id=file.id,
            name=file.name,
            media_type=file.media_type,
            size_bytes=file.size_bytes,
            added_at=file.added_at,
        )


@router.post("/files", operation_id="uploadItemFile", status_code=201)
async def upload_file(file: UploadFile, caller: Writer, files: FilesHere) -> FileOut:
    """Give a picture, PDF, audio or office file of at most 20 MB; its type is found by content."""
    taken = await files.take(caller.tenant_id, _pieces(file), name=file.filename or "", by=caller)
    return FileOut.of(taken)


@router.get("/files/{file_id}", operation_id="readItemFile", response_class=Response)
async def read_file(
    file_id: FileId, request: Request, caller: Viewer, database: DatabaseHere, files: FilesHere
) -> Response:
    """A file of items; pictures are shown, everything else is saved."""
    async with database.session(caller.tenant_id) as session:
        file = await files.get(session, file_id)
    has = holds_already(request, file)
    content = None if has else await files.content(caller.tenant_id, file)
    return served(file, content, is_public=False)


async def _pieces(file: UploadFile) -> AsyncIterator[bytes]:
    while piece := await file.read(_PIECE_BYTES):
        yield piece
