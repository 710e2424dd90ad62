"""The route of the log of questions."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Self

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime, BaseModel

from hearthline.access import Permission, Staff, needs
from hearthline.kernel import ArticleId, ConversationId
from hearthline.knowledge.learning.log_reading import LogFilter, Logged, QuestionLog
from hearthline.knowledge.learning.model import Outcome, QuestionId, Reason, Source
from hearthline.knowledge.model import Band
from hearthline.platform.db import Database
from hearthline.platform.http import here

router = APIRouter(prefix="/api/v1/knowledge/questions", tags=["knowledge"])

DatabaseHere = Annotated[Database, Depends(here(Database))]
LogHere = Annotated[QuestionLog, Depends(here(QuestionLog))]
Editor = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_EDIT))]


class QuestionOut(BaseModel):
    """A question without personal data, what was found for it and how it went on."""

    id: QuestionId
    at: datetime
    source: Source
    channel: str
    audience: str
    domain: str
    text: str
    outcome: Outcome
    band: Band
    score: float | None
    article_id: ArticleId | None
    version: int | None
    title: str | None
    reason: Reason | None
    is_rejected: bool
    is_handed: bool
    is_rated_low: bool
    vote: int
    conversation_id: ConversationId | None

    @classmethod
    def of(cls, logged: Logged) -> Self:
        """From the model."""
        return cls(**asdict(logged))


class QuestionPage(BaseModel):
    """Questions, newest first; `next_cursor` asks for the next."""

    items: list[QuestionOut]
    next_cursor: str | None


class Where:
    """On which channel and when; the end is not included."""

    def __init__(
        self,
        channel: Annotated[str | None, Query(pattern=r"^[a-z]{1,20}$")] = None,
        since: AwareDatetime | None = None,
        until: AwareDatetime | None = None,
    ) -> None:
        """Everywhere and always without any."""
        self.channel = channel
        self.since = since
        self.until = until


class Narrowed:
    """By whom, where, and how it went on."""

    def __init__(
        self,
        where: Annotated[Where, Depends()],
        source: Source | None = None,
        outcome: Outcome | None = None,
        reason: Reason | None = None,
        article_id: ArticleId | None = None,
    ) -> None:
        """All of them without any."""
        self.where = where
        self.source = source
        self.outcome = outcome
        self.reason = reason
        self.article_id = article_id


@router.get("", operation_id="listKnowledgeQuestions")
async def list_questions(
    caller: Editor,
    narrowed: Annotated[Narrowed, Depends()],
    database: DatabaseHere,
    questions: LogHere,
    cursor: QuestionId | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> QuestionPage:
    """What was asked of the base, what was found and how it went on."""
    wanted = LogFilter(
        source=narrowed.source,
        outcome=narrowed.outcome,
        reason=narrowed.reason,
        article_id=narrowed.article_id,
        channel=narrowed.where.channel,
        since=narrowed.where.since,
        until=narrowed.where.until,
        before=cursor,
        limit=limit,
    )
    async with database.session(caller.tenant_id) as session:
        found = await questions.page(session, wanted)
    return QuestionPage(
        items=[QuestionOut.of(one) for one in found],
        next_cursor=str(found[-1].id) if len(found) == limit else None,
    )
