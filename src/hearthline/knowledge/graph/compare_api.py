"""Routes: items and regions side by side, and how a rule came to be what it is."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from hearthline.access import Permission, Staff, needs
from hearthline.kernel import ArticleId
from hearthline.knowledge.graph.compare_wire import (
    ComparisonOut,
    MomentOut,
    ProfileList,
    ProfileOut,
    TimelineOut,
)
from hearthline.knowledge.graph.comparisons import Comparisons
from hearthline.platform.db import Database
from hearthline.platform.http import here

router = APIRouter(prefix="/api/v1/knowledge", tags=["knowledge"])

DatabaseHere = Annotated[Database, Depends(here(Database))]
ComparisonsHere = Annotated[Comparisons, Depends(here(Comparisons))]
Viewer = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_VIEW))]
ProfileRef = Annotated[str, Query(pattern=r"^[a-z0-9-]{1,80}(@[0-9]{1,6})?$")]


@router.get("/compare/items", operation_id="compareItems")
async def compare_items(
    ids: Annotated[list[ArticleId], Query(alias="id", min_length=1, max_length=8)],
    caller: Viewer,
    *,
    database: DatabaseHere,
    comparisons: ComparisonsHere,
    at: datetime | None = None,
) -> ComparisonOut:
    """Two to four items side by side, as published now or as of a time."""
    async with database.session(caller.tenant_id) as session:
        return ComparisonOut.of(await comparisons.items(session, ids, at=at))


@router.get("/compare/policies", operation_id="comparePolicies")
async def compare_policies(
    ids: Annotated[list[ProfileRef], Query(alias="id", min_length=1, max_length=8)],
    caller: Viewer,
    *,
    database: DatabaseHere,
    comparisons: ComparisonsHere,
) -> ComparisonOut:
    """The rules of two to four regions; `id@3` asks for a version, `id` for today's."""
    wanted = []
    for one in ids:
        name, at, version = one.partition("@")
        wanted.append((name, int(version) if at else None))
    async with database.session(caller.tenant_id) as session:
        return ComparisonOut.of(await comparisons.regions(session, wanted))


@router.get("/policies", operation_id="listPolicyProfiles")
async def list_policies(
    caller: Viewer, database: DatabaseHere, comparisons: ComparisonsHere
) -> ProfileList:
    """The regions whose rules are known, each in today's version."""
    async with database.session(caller.tenant_id) as session:
        found = await comparisons.profiles(session)
    return ProfileList(items=[ProfileOut.of(one) for one in found])


@router.get("/policies/{profile_id}/timeline", operation_id="readPolicyTimeline")
async def read_policy_timeline(
    profile_id: str, caller: Viewer, database: DatabaseHere, comparisons: ComparisonsHere
) -> TimelineOut:
    """How a region's rules changed from version to version."""
    async with database.session(caller.tenant_id) as session:
        found = await comparisons.history_of_profile(session, profile_id)
    return TimelineOut(items=[MomentOut.of(one) for one in found])


@router.get("/articles/{article_id}/timeline", operation_id="readArticleTimeline")
async def read_article_timeline(
    article_id: ArticleId, caller: Viewer, database: DatabaseHere, comparisons: ComparisonsHere
) -> TimelineOut:
    """The versions of an item: when each held, and what it changed."""
    async with database.session(caller.tenant_id) as session:
        found = await comparisons.history(session, article_id)
    return TimelineOut(items=[MomentOut.of(one) for one in found])
