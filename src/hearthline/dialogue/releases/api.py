"""Routes: releases of the packs, their tests, which of them is in force."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Query, Response, UploadFile

from hearthline.access import Access, Permission, Staff, needs
from hearthline.dialogue.releases.archive import MOST_BYTES
from hearthline.dialogue.releases.asking import TestRuns
from hearthline.dialogue.releases.brains import ReleaseBrains
from hearthline.dialogue.releases.examples import OwnExamples
from hearthline.dialogue.releases.model import Activation, Release, Run, RunId
from hearthline.dialogue.releases.runs import ResultsWanted, RunsWanted
from hearthline.dialogue.releases.service import Releases, examine
from hearthline.dialogue.releases.wire import (
    ActivateRelease,
    ActivationOut,
    ActivationPage,
    BotOut,
    CompareReleases,
    ComparisonOut,
    PlainText,
    ReleaseAddress,
    ReleaseOut,
    ReleasePage,
    ResultOut,
    ResultPage,
    RunOut,
    RunPage,
)
from hearthline.platform.db import Database, Session
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1/bot", tags=["bot"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
AccessHere = Annotated[Access, Depends(here(Access))]
ReleasesHere = Annotated[Releases, Depends(here(Releases))]
RunsHere = Annotated[TestRuns, Depends(here(TestRuns))]
BrainsHere = Annotated[ReleaseBrains, Depends(here(ReleaseBrains))]
ExamplesHere = Annotated[OwnExamples, Depends(here(OwnExamples))]
Viewer = Annotated[Staff, Depends(needs(Permission.BOT_VIEW))]
Manager = Annotated[Staff, Depends(needs(Permission.BOT_MANAGE))]
Limit = Annotated[int, Query(ge=1, le=200)]
RowNumber = Annotated[int | None, Query(ge=0, le=2_000_000_000)]


def runs_wanted(
    release_id: ReleaseAddress | None = None, cursor: RunId | None = None, limit: Limit = 50
) -> RunsWanted:
    """The page that the query asks for; a cursor is the last run of the page before."""
    return RunsWanted(release_id, cursor, limit)


def results_wanted(
    only: Literal["all", "failed"] = "all", cursor: RowNumber = None, limit: Limit = 50
) -> ResultsWanted:
    """The page that the query asks for; a cursor is the last number of the page before."""
    return ResultsWanted(only == "failed", cursor or 0, limit)


@router.get("", operation_id="getBot")
async def get_bot(
    caller: Viewer,
    database: DatabaseHere,
    access: AccessHere,
    releases: ReleasesHere,
    examples: ExamplesHere,
    brains: BrainsHere,
) -> BotOut:
    """What answers customers now, and whether this process is learning something."""
    standing = await brains.standing(caller.tenant_id)
    trained = brains.trained(caller.tenant_id)
    async with database.session(caller.tenant_id) as session:
        in_force = await releases.in_force(session)
        release = (await _shown(session, access, [await releases.get(session, in_force)]))[0]
        count = sum((await examples.counts(session)).values())
        edition = await examples.edition(session)
    answering = standing.release_id or releases.shelf.release_id
    return BotOut(
        release=release,
        shipped_id=releases.shelf.release_id,
        examples_count=count,
        is_training=brains.is_training(caller.tenant_id),
        is_behind=(answering, standing.edition) != (in_force, edition),
        trained_at=None if trained is None else trained.at,
        trained_s=None if trained is None else round(trained.took.total_seconds(), 2),
    )


@router.get("/releases", operation_id="listReleases")
async def list_releases(
    caller: Viewer,
    database: DatabaseHere,
    access: AccessHere,
    releases: ReleasesHere,
    cursor: ReleaseAddress | None = None,
    limit: Limit = 50,
) -> ReleasePage:
    """A page of releases, newest first; the packs of this installation are among them."""
    async with database.session(caller.tenant_id) as session:
        found = await releases.list(session, before=cursor, limit=limit)
        items = await _shown(session, access, found)
    stored = [one for one in found if one.is_stored]
    return ReleasePage(items=items, next_cursor=stored[-1].id if len(stored) == limit else None)


@router.post("/releases", operation_id="uploadRelease", status_code=201)
async def upload_release(
    file: UploadFile,
    caller: Manager,
    database: DatabaseHere,
    access: AccessHere,
    releases: ReleasesHere,
    note: Annotated[PlainText, Form()] = "",
) -> ReleaseOut:
    """Keep an archive of packs as a draft, and say what is wrong in it; 20 MB at most."""
    content = await file.read(MOST_BYTES + 1)
    candidate = await asyncio.to_thread(examine, content)
    async with database.session(caller.tenant_id) as session:
        release = await releases.add(session, candidate, by=caller, note=note)
        return (await _shown(session, access, [release]))[0]


@router.get("/releases/{release_id}", operation_id="getRelease")
async def get_release(
    release_id: ReleaseAddress,
    caller: Viewer,
    database: DatabaseHere,
    access: AccessHere,
    releases: ReleasesHere,
) -> ReleaseOut:
    """One release with its faults and its last test run."""
    async with database.session(caller.tenant_id) as session:
        return (await _shown(session, access, [await releases.get(session, release_id)]))[0]


@router.get(
    "/releases/{release_id}/archive",
    operation_id="downloadRelease",
    response_class=Response,
    responses={200: {"content": {"application/zip": {}}}},
)
async def download_release(
    release_id: ReleaseAddress, caller: Viewer, database: DatabaseHere, releases: ReleasesHere
) -> Response:
    """The files of a release as a zip archive, to be changed and uploaded again."""
    async with database.session(caller.tenant_id) as session:
        archive = await releases.files(session, release_id)
    name = f"packs-{release_id[:12]}.zip"
    return Response(
        archive,
        media_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@router.post("/releases/{release_id}/activate", operation_id="activateRelease")
async def activate_release(
    release_id: ReleaseAddress,
    body: ActivateRelease,
    caller: Manager,
    database: DatabaseHere,
    access: AccessHere,
    releases: ReleasesHere,
) -> ActivationOut:
    """Put a release in force, in one step; open conversations end on the one they began with."""
    return await _activated(database, access, releases, (caller, release_id, body.reason))


@router.post("/roll-back", operation_id="rollBackRelease")
async def roll_back(
    body: ActivateRelease,
    caller: Manager,
    database: DatabaseHere,
    access: AccessHere,
    releases: ReleasesHere,
) -> ActivationOut:
    """Put in force again what was before."""
    async with database.session(caller.tenant_id) as session:
        before = await releases.before(session)
    return await _activated(database, access, releases, (caller, before, body.reason))


@router.get("/activations", operation_id="listActivations")
async def list_activations(
    caller: Viewer,
    database: DatabaseHere,
    access: AccessHere,
    releases: ReleasesHere,
    cursor: RowNumber = None,
    limit: Limit = 50,
) -> ActivationPage:
    """What was put in force, by whom, when and why, newest first."""
    async with database.session(caller.tenant_id) as session:
        found = await releases.activations(session, before=cursor, limit=limit)
        names = await access.names(session, {one.by for one in found})
    return ActivationPage(
        items=[ActivationOut.of(one, names) for one in found],
        next_cursor=str(found[-1].number) if len(found) == limit else None,
    )


@router.post("/releases/{release_id}/runs", operation_id="testRelease", status_code=202)
async def test_release(
    release_id: ReleaseAddress,
    caller: Manager,
    database: DatabaseHere,
    access: AccessHere,
    runs: RunsHere,
) -> RunOut:
    """Play all conversation tests of a release in the background."""
    async with database.session(caller.tenant_id) as session:
        run = await runs.ask(session, release_id, by=caller)
        return (await _runs_shown(session, access, [run]))[0]


@router.get("/runs", operation_id="listRuns")
async def list_runs(
    caller: Viewer,
    database: DatabaseHere,
    access: AccessHere,
    runs: RunsHere,
    wanted: Annotated[RunsWanted, Depends(runs_wanted)],
) -> RunPage:
    """A page of test runs and comparisons, newest first."""
    async with database.session(caller.tenant_id) as session:
        found = await runs.list(session, wanted)
        items = await _runs_shown(session, access, found)
    is_full = len(found) == wanted.limit
    return RunPage(items=items, next_cursor=str(found[-1].id) if is_full else None)


@router.get("/runs/{run_id}", operation_id="getRun")
async def get_run(
    run_id: RunId, caller: Viewer, database: DatabaseHere, access: AccessHere, runs: RunsHere
) -> RunOut:
    """How far a run has come."""
    async with database.session(caller.tenant_id) as session:
        return (await _runs_shown(session, access, [await runs.get(session, run_id)]))[0]


@router.get("/runs/{run_id}/results", operation_id="listRunResults")
async def list_results(
    run_id: RunId,
    caller: Viewer,
    database: DatabaseHere,
    runs: RunsHere,
    wanted: Annotated[ResultsWanted, Depends(results_wanted)],
) -> ResultPage:
    """The tests that were played, in order, with what was said; a cursor is the last number."""
    async with database.session(caller.tenant_id) as session:
        found = await runs.results(session, run_id, wanted)
    return ResultPage(
        items=[ResultOut.of(number, test) for number, test in found],
        next_cursor=str(found[-1][0]) if len(found) == wanted.limit else None,
    )


@router.post("/comparisons", operation_id="compareReleases", status_code=202)
async def compare(
    body: CompareReleases,
    caller: Manager,
    database: DatabaseHere,
    access: AccessHere,
    runs: RunsHere,
) -> RunOut:
    """Compare two releases on their tests and utterances, in the background."""
    async with database.session(caller.tenant_id) as session:
        run = await runs.ask(session, body.left, by=caller, other_id=body.right)
        return (await _runs_shown(session, access, [run]))[0]


@router.get("/comparisons/{comparison_id}", operation_id="getComparison")
async def get_comparison(
    comparison_id: RunId, caller: Viewer, database: DatabaseHere, runs: RunsHere
) -> ComparisonOut:
    """What a comparison found; 409 while it is not done."""
    async with database.session(caller.tenant_id) as session:
        return ComparisonOut.of(await runs.comparison(session, comparison_id))


async def _activated(
    database: Database, access: Access, releases: Releases, deed: tuple[Staff, str, str]
) -> ActivationOut:
    """Read the articles first: the transaction itself is to be short."""
    caller, release_id, reason = deed
    async with database.session(caller.tenant_id) as session:
        release = await releases.get(session, release_id)
        articles = [] if release.errors else await releases.articles(session, release_id)
        profiles = [] if release.errors else await releases.profiles(session, release_id)
    async with database.session(caller.tenant_id) as session:
        activation = await releases.activate(
            session,
            release_id,
            articles=articles,
            profiles=profiles,
            by=caller,
            reason=reason,
        )
        return await _activation_shown(session, access, activation)


async def _activation_shown(
    session: Session, access: Access, activation: Activation
) -> ActivationOut:
    return ActivationOut.of(activation, await access.names(session, {activation.by}))


async def _shown(session: Session, access: Access, found: Sequence[Release]) -> list[ReleaseOut]:
    people = {one.made_by for one in found} | {
        one.last_run.asked_by for one in found if one.last_run is not None
    }
    names = await access.names(session, [one for one in people if one is not None])
    return [ReleaseOut.of(one, names) for one in found]


async def _runs_shown(session: Session, access: Access, found: Sequence[Run]) -> list[RunOut]:
    names = await access.names(session, {one.asked_by for one in found})
    return [RunOut.of(one, names) for one in found]
