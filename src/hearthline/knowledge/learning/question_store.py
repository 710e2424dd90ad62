"""Rows of what was asked and used; texts are masked before they come here."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hearthline.kernel import ConversationId, EventId
from hearthline.knowledge.learning.model import Asked, QuestionId, Used
from hearthline.platform.db import Session

_ADD = """
INSERT INTO knowledge_question (id, at, changed_at, source, conversation_id, seq, staff_id, channel,
  audience, domain, text, article_id, version, score, band, outcome)
VALUES (%(id)s, %(now)s, %(now)s, %(source)s, %(conversation)s, %(seq)s, %(staff)s, %(channel)s,
  %(audience)s, %(domain)s, %(text)s, %(article)s, %(version)s, %(score)s, %(band)s, %(outcome)s)
ON CONFLICT DO NOTHING
"""
# Search as you type: the longer text takes the place of the shorter one.
_REPLACE_TYPED = """
UPDATE knowledge_question q SET text = %(text)s, article_id = %(article)s, version = %(version)s,
  score = %(score)s, band = %(band)s, outcome = %(outcome)s, changed_at = %(now)s
WHERE q.id = (SELECT id FROM knowledge_question l
    WHERE l.staff_id = %(staff)s AND l.at > %(since)s ORDER BY l.at DESC LIMIT 1)
  AND q.audience = %(audience)s AND q.gathered_at IS NULL
  AND (starts_with(%(text)s, q.text) OR starts_with(q.text, %(text)s))
RETURNING id
"""
_LAST = """
UPDATE knowledge_question SET {change}, changed_at = %(now)s,
  gathered_at = CASE WHEN gap_id IS NULL THEN NULL ELSE gathered_at END
WHERE id = (SELECT id FROM knowledge_question l WHERE l.conversation_id = %(conversation)s
    AND l.at > %(since)s AND l.seq > %(after)s ORDER BY l.seq DESC LIMIT 1)
"""
_REJECT = _LAST.format(change="is_rejected = true") + " AND outcome IN ('told', 'asked')"
_HAND_OFF = _LAST.format(change="is_handed = true")
_RATE_LOW = _LAST.format(change="is_rated_low = %(is_low)s")
_CHOSEN = "outcome = 'told', article_id = %(article)s, version = %(version)s, score = %(score)s"
_TELL_AFTER_ALL = _LAST.format(change=_CHOSEN) + " AND outcome = 'asked'"
_VOTE = """
UPDATE knowledge_question SET vote = %(vote)s, changed_at = %(now)s,
  gathered_at = CASE WHEN gap_id IS NULL THEN NULL ELSE gathered_at END
WHERE conversation_id = %(conversation)s AND seq = %(seq)s AND outcome = 'told' RETURNING id
"""
_USE = """
INSERT INTO article_use (id, at, staff_id, article_id, version, how, conversation_id)
VALUES (%(id)s, %(now)s, %(staff)s, %(article)s, %(version)s, %(how)s, %(conversation)s)
"""
_FORGET = """
DELETE FROM knowledge_question WHERE id IN (
  SELECT id FROM knowledge_question WHERE at < %(before)s ORDER BY at LIMIT %(limit)s)
"""
_FORGET_USES = """
DELETE FROM article_use WHERE id IN (
  SELECT id FROM article_use WHERE at < %(before)s ORDER BY at LIMIT %(limit)s)
"""


@dataclass(frozen=True, slots=True)
class Last:
    """The last question of a conversation after a moment and a message."""

    conversation_id: ConversationId
    since: datetime
    after_seq: int = 0


class QuestionStore:
    """Writes the log of questions of the session's tenant."""

    async def add(self, session: Session, asked: Asked, *, now: datetime) -> None:
        """Write a question; the same message twice changes nothing."""
        await session.execute(_ADD, {**_columns(asked, now), "id": QuestionId.new()})

    async def replace_typed(
        self, session: Session, asked: Asked, *, now: datetime, within: timedelta
    ) -> bool:
        """Let a search take the place of its own beginning, typed a moment ago."""
        params = {**_columns(asked, now), "since": now - within}
        return await session.maybe(_REPLACE_TYPED, params) is not None

    async def reject(self, session: Session, last: Last, *, now: datetime) -> None:
        """Note that the customer did not want what the last answer said."""
        await session.execute(_REJECT, _of(last, now))

    async def hand_off(self, session: Session, last: Last, *, now: datetime) -> None:
        """Note that a person had to help after the last question."""
        await session.execute(_HAND_OFF, _of(last, now))

    async def rate(self, session: Session, last: Last, *, is_low: bool, now: datetime) -> None:
        """Note on the last question how its conversation was rated."""
        await session.execute(_RATE_LOW, {**_of(last, now), "is_low": is_low})

    async def tell_after_all(
        self, session: Session, last: Last, asked: Asked, *, now: datetime
    ) -> None:
        """Note that the question asked back about was answered by what the customer chose."""
        await session.execute(_TELL_AFTER_ALL, {**_columns(asked, now), **_of(last, now)})

    async def vote(
        self,
        session: Session,
        conversation_id: ConversationId,
        *,
        seq: int,
        vote: int,
        now: datetime,
    ) -> bool:
        """Keep a thumb on the answer to message `seq`; False when no such question was told."""
        params = {"conversation": conversation_id, "seq": seq, "vote": vote, "now": now}
        return await session.maybe(_VOTE, params) is not None

    async def use(self, session: Session, used: Used, *, now: datetime) -> None:
        """Write that a member of staff used an article."""
        params = {
            "id": EventId.new(),
            "now": now,
            "staff": used.by,
            "article": used.article_id,
            "version": used.version,
            "how": used.how,
            "conversation": used.conversation_id,
        }
        await session.execute(_USE, params)

    async def forget(self, session: Session, *, before: datetime, limit: int) -> int:
        """Delete the oldest of what was asked and used before a moment; how many rows."""
        params = {"before": before, "limit": limit}
        questions = (await session.execute(_FORGET, params)).rowcount
        return questions + (await session.execute(_FORGET_USES, params)).rowcount


def _of(last: Last, now: datetime) -> dict[str, object]:
    return {
        "conversation": last.conversation_id,
        "since": last.since,
        "after": last.after_seq,
        "now": now,
    }


def _columns(asked: Asked, now: datetime) -> dict[str, object]:
    best = asked.best
    return {
        "now": now,
        "source": asked.source,
        "conversation": asked.conversation_id,
        "seq": asked.seq,
        "staff": asked.staff_id,
        "channel": asked.channel,
        "audience": asked.audience,
        "domain": asked.domain,
        "text": asked.text,
        "article": None if best is None else best.article_id,
        "version": None if best is None else best.version,
        "score": None if best is None else best.score,
        "band": "none" if best is None else best.band,
        "outcome": asked.outcome,
    }
