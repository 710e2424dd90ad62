"""Routes: try the search as somebody else, keep test sets, run them, hold the gate."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, status

from hearthline.access import Permission, Staff, needs
from hearthline.kernel import TrialRunId, TrialSetId
from hearthline.knowledge.service import Knowledge
from hearthline.knowledge.trials.service import KnowledgeTrials
from hearthline.knowledge.trials.wire import (
    AddTrialSet,
    Attempt,
    AttemptOut,
    ChangeTrialSet,
    GateOut,
    TrialRunOut,
    TrialRunPage,
    TrialSetOut,
    TrialSetPage,
    TrialSetRow,
)
from hearthline.knowledge.wire import HitOut
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1/knowledge/trials", tags=["knowledge"], route_class=StrictJson)

TrialsHere = Annotated[KnowledgeTrials, Depends(here(KnowledgeTrials))]
KnowledgeHere = Annotated[Knowledge, Depends(here(Knowledge))]
DatabaseHere = Annotated[Database, Depends(here(Database))]
Viewer = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_VIEW))]
Editor = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_EDIT))]
Limit = Annotated[int, Query(ge=1, le=200)]


@router.post("/try", operation_id="tryKnowledge")
async def attempt(
    caller: Viewer,
    trials: TrialsHere,
    knowledge: KnowledgeHere,
    *,
    database: DatabaseHere,
    body: Attempt,
) -> AttemptOut:
    """What is found with another's eyes, by the very call that answers customers."""
    eyes = body.eyes()
    hits = await trials.attempt(caller.tenant_id, body.question, eyes, limit=body.limit)
    hindrances: list[str] = []
    if body.article_id:
        async with database.session(caller.tenant_id) as session:
            article = await knowledge.get(session, body.article_id)
        hindrances = trials.hindrances(article, eyes)
    return AttemptOut(items=[HitOut.of(hit) for hit in hits], hindrances=hindrances)


@router.post("/gate", operation_id="runTrialGate")
async def gate(caller: Editor, trials: TrialsHere) -> GateOut:
    """Run every set; it passes when every verdict does."""
    runs = await trials.gate(caller.tenant_id, by=caller.id)
    told = [TrialRunOut.of(run) for run in runs]
    return GateOut(passes=all(run.verdict.passes for run in runs), runs=told)


@router.get("/sets", operation_id="listTrialSets")
async def list_sets(
    caller: Viewer,
    trials: TrialsHere,
    database: DatabaseHere,
    *,
    cursor: TrialSetId | None = None,
    limit: Limit = 50,
) -> TrialSetPage:
    """The test sets."""
    async with database.session(caller.tenant_id) as session:
        sets = await trials.sets(session, after=cursor, limit=limit + 1)
    items = [TrialSetRow.of(one) for one in sets[:limit]]
    return TrialSetPage(items=items, cursor=items[-1].id if len(sets) > limit else None)


@router.post("/sets", operation_id="addTrialSet", status_code=status.HTTP_201_CREATED)
async def add_set(
    caller: Editor, trials: TrialsHere, database: DatabaseHere, body: AddTrialSet
) -> TrialSetOut:
    """Save questions under a name."""
    async with database.session(caller.tenant_id) as session:
        return TrialSetOut.of(await trials.add(session, body.content(), by=caller.id))


@router.get("/sets/{trial_set_id}", operation_id="readTrialSet")
async def read_set(
    trial_set_id: TrialSetId, caller: Viewer, trials: TrialsHere, *, database: DatabaseHere
) -> TrialSetOut:
    """A set with its questions."""
    async with database.session(caller.tenant_id) as session:
        return TrialSetOut.of(await trials.get(session, trial_set_id))


@router.put("/sets/{trial_set_id}", operation_id="changeTrialSet")
async def change_set(
    trial_set_id: TrialSetId,
    caller: Editor,
    trials: TrialsHere,
    *,
    database: DatabaseHere,
    body: ChangeTrialSet,
) -> TrialSetOut:
    """Exchange a set; refused when somebody else changed it meanwhile."""
    async with database.session(caller.tenant_id) as session:
        changed = await trials.change(
            session, trial_set_id, body.content(), counter=body.counter, by=caller.id
        )
    return TrialSetOut.of(changed)


@router.delete(
    "/sets/{trial_set_id}", operation_id="removeTrialSet", status_code=status.HTTP_204_NO_CONTENT
)
async def remove_set(
    trial_set_id: TrialSetId, caller: Editor, trials: TrialsHere, *, database: DatabaseHere
) -> None:
    """Forget a set and its runs."""
    async with database.session(caller.tenant_id) as session:
        await trials.remove(session, trial_set_id)


@router.post("/sets/{trial_set_id}/runs", operation_id="runTrialSet", status_code=201)
async def run_set(trial_set_id: TrialSetId, caller: Editor, trials: TrialsHere) -> TrialRunOut:
    """Ask every question of a set, and compare with the last run."""
    return TrialRunOut.of(await trials.run(caller.tenant_id, trial_set_id, by=caller.id))


@router.get("/sets/{trial_set_id}/runs", operation_id="listTrialRuns")
async def list_runs(
    trial_set_id: TrialSetId,
    caller: Viewer,
    trials: TrialsHere,
    *,
    database: DatabaseHere,
    cursor: TrialRunId | None = None,
    limit: Limit = 20,
) -> TrialRunPage:
    """The runs of a set, the last first."""
    async with database.session(caller.tenant_id) as session:
        runs = await trials.runs(session, trial_set_id, before=cursor, limit=limit + 1)
    items = [TrialRunOut.of(run) for run in runs[:limit]]
    return TrialRunPage(items=items, cursor=items[-1].id if len(runs) > limit else None)


@router.get("/runs/{trial_run_id}", operation_id="readTrialRun")
async def read_run(
    trial_run_id: TrialRunId, caller: Viewer, trials: TrialsHere, *, database: DatabaseHere
) -> TrialRunOut:
    """One run."""
    async with database.session(caller.tenant_id) as session:
        return TrialRunOut.of(await trials.read_run(session, trial_run_id))
