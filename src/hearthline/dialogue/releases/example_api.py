"""Routes: what the tenant teaches the bot itself."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from hearthline.dialogue.releases.api import (
    AccessHere,
    BrainsHere,
    DatabaseHere,
    ExamplesHere,
    Limit,
    Manager,
    ReleasesHere,
    Viewer,
)
from hearthline.dialogue.releases.archive import read_archive
from hearthline.dialogue.releases.example_wire import (
    AddExample,
    ExampleOut,
    ExamplePage,
    ExportExamples,
    IntentName,
)
from hearthline.dialogue.releases.examples import ExamplesWanted
from hearthline.dialogue.releases.exporting import with_examples
from hearthline.dialogue.releases.model import ExampleId, ExampleKind, Origin, OwnExample
from hearthline.dialogue.releases.service import examine_files
from hearthline.dialogue.releases.teaching import teach
from hearthline.dialogue.releases.wire import ReleaseOut
from hearthline.platform.http import StrictJson

router = APIRouter(prefix="/api/v1/bot/examples", tags=["bot"], route_class=StrictJson)


def examples_wanted(
    intent: IntentName | None = None,
    kind: ExampleKind | None = None,
    q: Annotated[str | None, Query(max_length=100)] = None,
    cursor: ExampleId | None = None,
    limit: Limit = 50,
) -> ExamplesWanted:
    """The page that the query asks for; a cursor is the last example of the page before."""
    words = q.strip().replace("\0", "") if q else None
    return ExamplesWanted(intent, kind, words or None, cursor, limit)


@router.get("", operation_id="listExamples")
async def list_examples(
    caller: Viewer,
    database: DatabaseHere,
    access: AccessHere,
    examples: ExamplesHere,
    wanted: Annotated[ExamplesWanted, Depends(examples_wanted)],
) -> ExamplePage:
    """A page of the tenant's own examples, newest first."""
    async with database.session(caller.tenant_id) as session:
        found = await examples.list(session, wanted)
        names = await access.names(session, {one.by for one in found})
    return ExamplePage(
        items=[ExampleOut.of(one, names) for one in found],
        next_cursor=str(found[-1].id) if len(found) == wanted.limit else None,
    )


@router.post("", operation_id="addExample", status_code=201)
async def add_example(
    body: AddExample,
    caller: Manager,
    database: DatabaseHere,
    access: AccessHere,
    examples: ExamplesHere,
    brains: BrainsHere,
) -> ExampleOut:
    """Teach a text; the bot learns it beside answering, in seconds."""
    example = OwnExample(
        id=ExampleId.new(),
        intent=body.intent,
        text=body.text,
        kind=ExampleKind(body.kind),
        by=caller.id,
        at=examples.clock.now(),
        domain=body.domain,
    )
    trades = await brains.trades(caller.tenant_id, None)
    async with database.session(caller.tenant_id) as session:
        added = await teach(session, examples, example, trades=trades, by=caller)
        names = await access.names(session, {added.by})
    return ExampleOut.of(added, names)


@router.delete("/{example_id}", operation_id="removeExample", status_code=204)
async def remove_example(
    example_id: ExampleId, caller: Manager, database: DatabaseHere, examples: ExamplesHere
) -> None:
    """Take an example away again."""
    async with database.session(caller.tenant_id) as session:
        await examples.remove(session, example_id, by=caller)


@router.post("/export", operation_id="exportExamples", status_code=201)
async def export_examples(
    body: ExportExamples,
    caller: Manager,
    database: DatabaseHere,
    access: AccessHere,
    releases: ReleasesHere,
    examples: ExamplesHere,
) -> ReleaseOut:
    """Make a release of the one in force with the tenant's own examples written into it."""
    async with database.session(caller.tenant_id) as session:
        archive = await releases.files(session, await releases.in_force(session))
        own = await examples.all(session)
    candidate = await asyncio.to_thread(
        lambda: examine_files(with_examples(read_archive(archive), own))
    )
    async with database.session(caller.tenant_id) as session:
        release = await releases.add(
            session, candidate, by=caller, note=body.note, origin=Origin.EXPORT
        )
        names = await access.names(session, {caller.id})
    return ReleaseOut.of(release, names)
