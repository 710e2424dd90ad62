"""Routes of the release gate: try a version before it is published, and whether the gate blocks."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from hearthline.access import Permission, Staff, needs
from hearthline.kernel import ArticleId
from hearthline.knowledge.life.api import GateHere, RoomHere
from hearthline.knowledge.life.bodies import ChooseGate, TryVersion
from hearthline.knowledge.life.gate import GateMode
from hearthline.platform.http import StrictJson

router = APIRouter(prefix="/api/v1/knowledge", tags=["knowledge"], route_class=StrictJson)

Viewer = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_VIEW))]
Reviewer = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_REVIEW))]


class GateModeOut(BaseModel):
    """`block` stops a publication that makes trials come out worse, `tell` does not."""

    mode: GateMode


class FindingOut(BaseModel):
    """A set of trials that would come out worse, and the figures against it."""

    trial_set: str
    against: list[str]


class RehearsalOut(BaseModel):
    """What publishing would do to the saved trials."""

    passes: bool
    findings: list[FindingOut]


@router.get("/gate", operation_id="getKnowledgeGate")
async def get_gate(caller: Viewer, room: RoomHere, gate: GateHere) -> GateModeOut:
    """Whether the gate blocks."""
    async with room.database.session(caller.tenant_id) as session:
        return GateModeOut(mode=await gate.mode(session))


@router.put("/gate", operation_id="chooseKnowledgeGate")
async def choose_gate(
    body: ChooseGate, caller: Reviewer, room: RoomHere, gate: GateHere
) -> GateModeOut:
    """Have the gate block, or only tell; audited."""
    async with room.database.session(caller.tenant_id) as session:
        await gate.choose(session, body.mode, by=caller)
    return GateModeOut(mode=body.mode)


@router.post("/articles/{article_id}/rehearse", operation_id="rehearseArticle")
async def rehearse(
    article_id: ArticleId, body: TryVersion, caller: Reviewer, *, room: RoomHere, gate: GateHere
) -> RehearsalOut:
    """Run every set of trials as if this version were in force; nothing is published."""
    async with room.database.session(caller.tenant_id) as session:
        article = await room.editing.version(session, article_id, body.version)
    found = await gate.findings(caller.tenant_id, article, by=caller)
    findings = [FindingOut(trial_set=f.trial_set, against=list(f.against)) for f in found]
    return RehearsalOut(passes=not found, findings=findings)
