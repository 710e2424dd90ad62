"""Reading the log of questions, newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hearthline.kernel import ArticleId, ConversationId
from hearthline.knowledge.learning.model import Outcome, QuestionId, Reason, Source
from hearthline.knowledge.model import Band
from hearthline.platform.db import Row, Session

_PAGE: Final = """
SELECT q.*, c.title FROM knowledge_question q
LEFT JOIN article_card c ON c.tenant_id = q.tenant_id AND c.article_id = q.article_id
WHERE (%(source)s::text IS NULL OR q.source = %(source)s)
  AND (%(outcome)s::text IS NULL OR q.outcome = %(outcome)s)
  AND (%(reason)s::text IS NULL OR q.reason = %(reason)s)
  AND (%(article)s::uuid IS NULL OR q.article_id = %(article)s)
  AND (%(channel)s::text IS NULL OR q.channel = %(channel)s)
  AND (%(since)s::timestamptz IS NULL OR q.at >= %(since)s)
  AND (%(until)s::timestamptz IS NULL OR q.at < %(until)s)
  AND (%(before)s::uuid IS NULL OR (q.at, q.id) <
    (SELECT l.at, l.id FROM knowledge_question l WHERE l.id = %(before)s))
ORDER BY q.at DESC, q.id DESC LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which questions are wanted; every member narrows the list."""

    source: Source | None = None
    outcome: Outcome | None = None
    reason: Reason | None = None
    article_id: ArticleId | None = None
    channel: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: QuestionId | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Logged:
    """A question as it stands in the log; `title` is of the best article now."""

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


class QuestionLog:
    """The log as editors read it."""

    async def page(self, session: Session, wanted: LogFilter) -> list[Logged]:
        """A page of questions, newest first."""
        params = {
            "source": wanted.source,
            "outcome": wanted.outcome,
            "reason": wanted.reason,
            "article": wanted.article_id,
            "channel": wanted.channel,
            "since": wanted.since,
            "until": wanted.until,
            "before": wanted.before,
            "limit": wanted.limit,
        }
        return [_logged(row) for row in await session.all(_PAGE, params)]


def _logged(row: Row) -> Logged:
    return Logged(
        id=QuestionId.of(row["id"]),
        at=row["at"],
        source=Source(row["source"]),
        channel=row["channel"],
        audience=row["audience"],
        domain=row["domain"],
        text=row["text"],
        outcome=Outcome(row["outcome"]),
        band=Band(row["band"]),
        score=row["score"],
        article_id=ArticleId.or_none(row["article_id"]),
        version=row["version"],
        title=row["title"],
        reason=None if row["reason"] is None else Reason(row["reason"]),
        is_rejected=row["is_rejected"],
        is_handed=row["is_handed"],
        is_rated_low=row["is_rated_low"],
        vote=row["vote"],
        conversation_id=ConversationId.or_none(row["conversation_id"]),
    )
