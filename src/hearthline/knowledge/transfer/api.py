"""Routes: import documents with a look before anything is stored, and export."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Form, Path, Query, Request, Response, UploadFile

from hearthline.access import Access, Permission, Staff, needs
from hearthline.kernel import ArticleId
from hearthline.knowledge.transfer.exporting import Exports
from hearthline.knowledge.transfer.exporting import Form as ExportForm
from hearthline.knowledge.transfer.model import Finding, Import, ImportId
from hearthline.knowledge.transfer.service import Imports, ItemsWanted
from hearthline.knowledge.transfer.wire import (
    AppliedOut,
    ChangeImportItem,
    ImportItemOut,
    ImportItemPage,
    ImportOut,
    ImportPage,
    PickImportItems,
)
from hearthline.platform.db import Database, Session
from hearthline.platform.http import StrictJson, here, locale_of

router = APIRouter(prefix="/api/v1/knowledge", tags=["knowledge"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
AccessHere = Annotated[Access, Depends(here(Access))]
ImportsHere = Annotated[Imports, Depends(here(Imports))]
ExportsHere = Annotated[Exports, Depends(here(Exports))]
Viewer = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_VIEW))]
Editor = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_EDIT))]
Limit = Annotated[int, Query(ge=1, le=200)]
ItemNumber = Annotated[int, Query(ge=0, le=2_000_000_000)]
ItemPlace = Annotated[int, Path(ge=1, le=2_000_000_000)]
Domain = Annotated[str, Form(pattern=r"^[a-z_]{0,40}$")]

_PIECE_BYTES: Final = 1 << 20
_MEDIA: Final = {
    "md": "text/markdown; charset=utf-8",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Telling:
    """How imports are told to whoever asks: in his language, with people by name."""

    def __init__(self, request: Request, access: AccessHere) -> None:
        """A dependency of routes."""
        self.locale = locale_of(request)
        self._access = access

    async def imports(self, session: Session, found: Sequence[Import]) -> list[ImportOut]:
        """Imports as they are shown."""
        people = {one.by for one in found if one.by is not None}
        names = await self._access.names(session, people)
        return [ImportOut.of(one, names, self.locale) for one in found]


@dataclass(frozen=True, slots=True)
class ItemAddress:
    """An item of an import by its number."""

    import_id: ImportId
    number: int


def item_address(import_id: ImportId, item_number: ItemPlace) -> ItemAddress:
    """The item that the path names."""
    return ItemAddress(import_id, item_number)


TellingHere = Annotated[Telling, Depends()]


def items_wanted(
    finding: Finding | None = None, cursor: ItemNumber = 0, limit: Limit = 50
) -> ItemsWanted:
    """The page that the query asks for; a cursor is the last number of the page before."""
    return ItemsWanted(finding, cursor, limit)


@router.post("/imports", operation_id="importKnowledge", status_code=202)
async def import_file(
    file: UploadFile,
    telling: TellingHere,
    caller: Editor,
    database: DatabaseHere,
    imports: ImportsHere,
    domain: Domain = "",
) -> ImportOut:
    """Give a file of at most 50 MB to be read; what it holds is seen before it is stored."""
    new = await imports.take(
        caller.tenant_id, _pieces(file), name=file.filename or "", domain=domain, by=caller
    )
    async with database.session(caller.tenant_id) as session:
        return (await telling.imports(session, [new]))[0]


@router.get("/imports", operation_id="listKnowledgeImports")
async def list_imports(
    telling: TellingHere,
    caller: Editor,
    database: DatabaseHere,
    imports: ImportsHere,
    cursor: ImportId | None = None,
    limit: Limit = 50,
) -> ImportPage:
    """A page of imports, the newest first; a cursor is the last id of the page before."""
    async with database.session(caller.tenant_id) as session:
        found = await imports.list(session, before=cursor, limit=limit)
        items = await telling.imports(session, found)
    return ImportPage(items=items, next_cursor=found[-1].id if len(found) == limit else None)


@router.get("/imports/{import_id}", operation_id="getKnowledgeImport")
async def get_import(
    import_id: ImportId,
    telling: TellingHere,
    caller: Editor,
    database: DatabaseHere,
    imports: ImportsHere,
) -> ImportOut:
    """How far an import has come, what it found, and what is wrong with its file."""
    async with database.session(caller.tenant_id) as session:
        found = await imports.get(session, import_id)
        return (await telling.imports(session, [found]))[0]


@router.get("/imports/{import_id}/items", operation_id="listKnowledgeImportItems")
async def list_items(
    import_id: ImportId,
    telling: TellingHere,
    caller: Editor,
    database: DatabaseHere,
    imports: ImportsHere,
    wanted: Annotated[ItemsWanted, Depends(items_wanted)],
) -> ImportItemPage:
    """A page of what an import holds: new, changed, the same, like another, or faulty."""
    async with database.session(caller.tenant_id) as session:
        found = await imports.items(session, import_id, wanted)
    return ImportItemPage(
        items=[ImportItemOut.of(item, telling.locale) for item in found],
        next_cursor=found[-1].number if len(found) == wanted.limit else None,
    )


@router.patch("/imports/{import_id}/items/{item_number}", operation_id="changeKnowledgeImportItem")
async def change_item(
    address: Annotated[ItemAddress, Depends(item_address)],
    body: ChangeImportItem,
    telling: TellingHere,
    caller: Editor,
    database: DatabaseHere,
    imports: ImportsHere,
) -> ImportItemOut:
    """Correct an item, or pick it or leave it."""
    async with database.session(caller.tenant_id) as session:
        if body.members is not None:
            item = await imports.correct(
                session, address.import_id, address.number, changes=body.members, by=caller
            )
        if body.is_picked is not None or body.members is None:
            item = await imports.pick(
                session, address.import_id, address.number, is_picked=body.is_picked is not False
            )
    return ImportItemOut.of(item, telling.locale)


@router.post("/imports/{import_id}/pick", operation_id="pickKnowledgeImportItems")
async def pick_items(
    import_id: ImportId,
    body: PickImportItems,
    telling: TellingHere,
    caller: Editor,
    database: DatabaseHere,
    imports: ImportsHere,
) -> ImportOut:
    """Pick or leave all items of a finding."""
    async with database.session(caller.tenant_id) as session:
        found = await imports.pick_all(
            session, import_id, finding=body.finding, is_picked=body.is_picked
        )
        return (await telling.imports(session, [found]))[0]


@router.post("/imports/{import_id}/apply", operation_id="applyKnowledgeImport")
async def apply_import(
    import_id: ImportId,
    telling: TellingHere,
    caller: Editor,
    database: DatabaseHere,
    imports: ImportsHere,
) -> AppliedOut:
    """Write what is picked into drafts, all of it at once; they are reviewed like any other."""
    async with database.session(caller.tenant_id) as session:
        applied = await imports.apply(session, import_id, by=caller)
    return AppliedOut.of(applied, telling.locale)


@router.post("/imports/{import_id}/undo", operation_id="undoKnowledgeImport")
async def undo_import(
    import_id: ImportId,
    telling: TellingHere,
    caller: Editor,
    database: DatabaseHere,
    imports: ImportsHere,
) -> AppliedOut:
    """Take back what an import wrote, where nobody has written on since."""
    async with database.session(caller.tenant_id) as session:
        undone = await imports.undo(session, import_id, by=caller)
    return AppliedOut.of(undone, telling.locale)


@router.delete("/imports/{import_id}", operation_id="discardKnowledgeImport", status_code=204)
async def discard_import(
    import_id: ImportId, caller: Editor, database: DatabaseHere, imports: ImportsHere
) -> Response:
    """Let an import go that was not applied."""
    async with database.session(caller.tenant_id) as session:
        await imports.discard(session, import_id, by=caller)
    return Response(status_code=204)


@router.get(
    "/exports",
    operation_id="exportKnowledge",
    response_class=Response,
    responses={200: {"content": {media: {} for media in _MEDIA.values()}}},
)
async def export(
    caller: Editor,
    exports: ExportsHere,
    form: ExportForm = ExportForm.MARKDOWN,
    article_id: Annotated[list[ArticleId] | None, Query(max_length=500)] = None,
    *,
    published_only: bool = True,
) -> Response:
    """The items named, or all: Markdown (a folder as zip, one item as itself), or a table."""
    drafts = await exports.drafts(
        caller.tenant_id, article_id or None, published_only=published_only
    )
    name, content = await exports.file(drafts, form)
    return Response(
        content,
        media_type=_MEDIA[name.rpartition(".")[2]],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


async def _pieces(file: UploadFile) -> AsyncIterator[bytes]:
    while piece := await file.read(_PIECE_BYTES):
        yield piece
