"""Routes: search the knowledge base and read an article, for staff."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from hearthline.access import Permission, Staff, needs
from hearthline.kernel import ArticleId
from hearthline.knowledge.learning import SearchLog
from hearthline.knowledge.model import Audience
from hearthline.knowledge.service import Knowledge
from hearthline.knowledge.wire import ArticleOut, HitList, HitOut
from hearthline.platform.db import Database
from hearthline.platform.http import here

router = APIRouter(prefix="/api/v1/knowledge", tags=["knowledge"])

KnowledgeHere = Annotated[Knowledge, Depends(here(Knowledge))]
DatabaseHere = Annotated[Database, Depends(here(Database))]
Viewer = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_VIEW))]


class Eyes:
    """With whose eyes is searched, and how many hits are wanted."""

    def __init__(
        self,
        audience: Audience = Audience.AGENT,
        channel: Annotated[str, Query(pattern=r"^[a-z]{1,20}$")] = "web",
        limit: Annotated[int, Query(ge=1, le=20)] = 5,
    ) -> None:
        """An agent's on the web without any."""
        self.audience = audience
        self.channel = channel
        self.limit = limit


@router.get("/search", operation_id="searchKnowledge")
async def search(
    caller: Viewer,
    knowledge: KnowledgeHere,
    log: Annotated[SearchLog, Depends()],
    eyes: Annotated[Eyes, Depends()],
    q: Annotated[str, Query(min_length=1, max_length=500)],
) -> HitList:
    """What a customer or an agent would be told: the very search that the bot uses."""
    view = knowledge.view(eyes.audience, eyes.channel)
    hits = await knowledge.search(caller.tenant_id, q, view=view, limit=eyes.limit)
    await log.note(caller, q, hits, audience=eyes.audience, channel=eyes.channel)
    return HitList(items=[HitOut.of(hit) for hit in hits])


@router.get("/articles/{article_id}", operation_id="readArticle")
async def read_article(
    article_id: ArticleId,
    caller: Viewer,
    *,
    knowledge: KnowledgeHere,
    database: DatabaseHere,
    version: Annotated[int | None, Query(ge=1, le=2_000_000_000)] = None,
) -> ArticleOut:
    """A version of an article; without `version` the published one."""
    async with database.session(caller.tenant_id) as session:
        return ArticleOut.of(await knowledge.get(session, article_id, version=version))
