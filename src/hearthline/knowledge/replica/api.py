"""Routes: let items out, make bundles, take bundles in."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response, UploadFile

from hearthline.access import Access, Permission, Staff, needs
from hearthline.kernel import ArticleId
from hearthline.knowledge.replica.packing import MOST_BYTES
from hearthline.knowledge.replica.receiving import Replicas
from hearthline.knowledge.replica.sending import Bundles
from hearthline.knowledge.replica.wire import (
    BundleOut,
    BundlePage,
    MakeBundle,
    ReplicaOut,
    WaitingOut,
    WaitingPage,
)
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1/knowledge", tags=["knowledge"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
AccessHere = Annotated[Access, Depends(here(Access))]
BundlesHere = Annotated[Bundles, Depends(here(Bundles))]
ReplicasHere = Annotated[Replicas, Depends(here(Replicas))]
Viewer = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_VIEW))]
Reviewer = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_REVIEW))]
Limit = Annotated[int, Query(ge=1, le=200)]
BundleNumber = Annotated[int | None, Query(ge=1, le=2**62)]
Slug = Annotated[str, Query(max_length=200)]


@router.get("/exports/waiting", operation_id="listExportsWaiting")
async def list_waiting(
    caller: Reviewer,
    database: DatabaseHere,
    access: AccessHere,
    bundles: BundlesHere,
    cursor: Slug = "",
    limit: Limit = 50,
) -> WaitingPage:
    """A page of published items that are flagged for export and wait for a second person."""
    async with database.session(caller.tenant_id) as session:
        found, following = await bundles.waiting(session, after=cursor, limit=limit)
        people = {one.author_id for one in found if one.author_id is not None}
        names = await access.names(session, people)
    return WaitingPage(items=[WaitingOut.of(one, names) for one in found], next_cursor=following)


@router.post("/articles/{article_id}/export", operation_id="approveExport", status_code=204)
async def approve_export(
    article_id: ArticleId, caller: Reviewer, database: DatabaseHere, bundles: BundlesHere
) -> Response:
    """Let what is published of an item out; not by whoever wrote it."""
    async with database.session(caller.tenant_id) as session:
        await bundles.approve(session, article_id, by=caller)
    return Response(status_code=204)


@router.delete("/articles/{article_id}/export", operation_id="revokeExport", status_code=204)
async def revoke_export(
    article_id: ArticleId, caller: Reviewer, database: DatabaseHere, bundles: BundlesHere
) -> Response:
    """Let an item out no longer; the next bundle takes it back."""
    async with database.session(caller.tenant_id) as session:
        await bundles.revoke(session, article_id, by=caller)
    return Response(status_code=204)


@router.get("/bundles", operation_id="listBundles")
async def list_bundles(
    caller: Reviewer,
    database: DatabaseHere,
    access: AccessHere,
    bundles: BundlesHere,
    cursor: BundleNumber = None,
    limit: Limit = 50,
) -> BundlePage:
    """A page of bundles that were made, the latest first."""
    async with database.session(caller.tenant_id) as session:
        found = await bundles.list(session, before=cursor, limit=limit)
        names = await access.names(session, {one.by for one in found if one.by is not None})
        key = bundles.public_key(session)
    return BundlePage(
        items=[BundleOut.of(one, names) for one in found],
        next_cursor=found[-1].number if len(found) == limit else None,
        public_key=key,
    )


@router.post(
    "/bundles",
    operation_id="makeBundle",
    response_class=Response,
    responses={200: {"content": {"application/zip": {}}}},
)
async def make_bundle(
    body: MakeBundle, caller: Reviewer, database: DatabaseHere, bundles: BundlesHere
) -> Response:
    """Make the next bundle and give its file, to be carried to the replica."""
    async with database.session(caller.tenant_id) as session:
        made = await bundles.make(session, body.kind, by=caller)
    return Response(
        made.content,
        media_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{made.file_name}"'},
    )


@router.get("/replica", operation_id="getReplica")
async def get_replica(caller: Viewer, database: DatabaseHere, replicas: ReplicasHere) -> ReplicaOut:
    """Whether the knowledge here follows a master, and how far it has come."""
    async with database.session(caller.tenant_id) as session:
        return ReplicaOut.of(await replicas.standing(session))


@router.post("/replica/bundles", operation_id="receiveBundle")
async def receive_bundle(
    file: UploadFile, caller: Reviewer, database: DatabaseHere, replicas: ReplicasHere
) -> ReplicaOut:
    """Verify a bundle and apply it; whatever is wrong, nothing of it is applied."""
    content = await file.read(MOST_BYTES + 1)
    async with database.session(caller.tenant_id) as session:
        return ReplicaOut.of(await replicas.receive(session, content))
