"""Rows of cards and alarms."""

from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from hearthline.assist.cards.model import (
    COOL_DOWN,
    Candidate,
    Card,
    CardId,
    CardKind,
    CitedItem,
    Content,
    Past,
)
from hearthline.kernel import ConversationId, StaffId
from hearthline.platform.db import Row, Session

_ADD = """
INSERT INTO assist_card (id, conversation_id, seq, staff_id, kind, ref, body, utility, took_ms,
  made_at)
VALUES (%(id)s, %(conversation)s, %(seq)s, %(staff)s, %(kind)s, %(ref)s, %(body)s, %(utility)s,
  %(took)s, %(now)s)
ON CONFLICT (tenant_id, conversation_id, seq) DO NOTHING RETURNING *
"""
_OF_MESSAGE = """
SELECT * FROM assist_card WHERE conversation_id = %(conversation)s AND seq = %(seq)s
"""
_ONE = "SELECT * FROM assist_card WHERE id = %(id)s"
_CITED = """
SELECT * FROM assist_card WHERE conversation_id = %(conversation)s
  AND kind IN ('knowledge', 'reply') ORDER BY seq DESC LIMIT 1
"""
_PUSHES = """
SELECT count(*) AS n FROM assist_card
WHERE staff_id = %(staff)s AND made_at > %(since)s AND NOT (body->>'severity' = 'critical')
"""
_FATE = """
SELECT kind, ref, dismissed_at, used_at FROM assist_card
WHERE conversation_id = %(conversation)s ORDER BY seq DESC LIMIT 100
"""
_RATES = """
SELECT kind, count(*) FILTER (WHERE used_at IS NOT NULL) AS used, count(*) AS shown
FROM assist_card WHERE made_at > %(since)s AND shown_at IS NOT NULL GROUP BY kind
"""
_FEEDBACK = """
UPDATE assist_card SET shown_at = coalesce(shown_at, %(shown)s),
  used_at = coalesce(used_at, %(used)s), distance = coalesce(%(distance)s, distance),
  dismissed_at = coalesce(dismissed_at, %(dismissed)s), reason = coalesce(%(reason)s, reason)
WHERE id = %(id)s RETURNING *
"""
_COMPLETE = """
UPDATE assist_card SET body = %(body)s, ref = %(ref)s
WHERE id = %(id)s AND used_at IS NULL AND dismissed_at IS NULL RETURNING *
"""
_ALERT = """
INSERT INTO assist_alert (conversation_id, rule, severity, seq, staff_id, told_at)
VALUES (%(conversation)s, %(rule)s, %(severity)s, %(seq)s, %(staff)s, %(now)s)
ON CONFLICT DO NOTHING RETURNING rule
"""


class CardStore:
    """The tables of cards and alarms."""

    async def add(self, session: Session, card: Card) -> Card | None:
        """Store a card; None when there is one for this message already."""
        params = {
            "id": card.id,
            "conversation": card.conversation_id,
            "seq": card.seq,
            "staff": card.staff_id,
            "kind": card.kind,
            "ref": card.ref,
            "body": Jsonb(card.content.to_json()),
            "utility": card.utility,
            "took": card.took_ms,
            "now": card.made_at,
        }
        row = await session.maybe(_ADD, params)
        return None if row is None else _card(row)

    async def of_message(
        self, session: Session, conversation_id: ConversationId, seq: int
    ) -> Card | None:
        """The card that was made after a customer's message."""
        row = await session.maybe(_OF_MESSAGE, {"conversation": conversation_id, "seq": seq})
        return None if row is None else _card(row)

    async def get(self, session: Session, card_id: CardId) -> Card | None:
        """A card of the tenant."""
        row = await session.maybe(_ONE, {"id": card_id})
        return None if row is None else _card(row)

    async def cited(self, session: Session, conversation_id: ConversationId) -> CitedItem | None:
        """The item that was shown last in a conversation."""
        row = await session.maybe(_CITED, {"conversation": conversation_id})
        return None if row is None else _card(row).content.item

    async def past(
        self,
        session: Session,
        conversation_id: ConversationId,
        staff_id: StaffId,
        *,
        now: datetime,
        minute_ago: datetime,
    ) -> Past:
        """What was shown of late, and what became of it."""
        pushes = await session.one(_PUSHES, {"staff": staff_id, "since": minute_ago})
        rows = await session.all(_FATE, {"conversation": conversation_id})
        put_away = [row for row in rows if row["dismissed_at"] is not None]
        cooling = {row["kind"] for row in put_away if row["dismissed_at"] > now - COOL_DOWN}
        return Past(
            pushes=int(pushes["n"]),
            cooling=frozenset(CardKind(kind) for kind in cooling),
            dismissed=frozenset(row["ref"] for row in put_away),
            used=frozenset(row["ref"] for row in rows if row["used_at"] is not None),
        )

    async def rates(self, session: Session, *, since: datetime) -> dict[CardKind, tuple[int, int]]:
        """How many cards of each kind were used, out of those that were shown."""
        rows = await session.all(_RATES, {"since": since})
        return {CardKind(row["kind"]): (row["used"], row["shown"]) for row in rows}

    async def note(self, session: Session, card_id: CardId, **fate: Any) -> Card | None:
        """Write down what became of a card; what was written before stays."""
        plain = dict.fromkeys(("shown", "used", "distance", "dismissed", "reason"))
        row = await session.maybe(_FEEDBACK, plain | fate | {"id": card_id})
        return None if row is None else _card(row)

    async def complete(self, session: Session, card_id: CardId, whole: Candidate) -> Card | None:
        """Put more on a card with which nothing was done yet; None when something was."""
        params = {"id": card_id, "body": Jsonb(whole.content.to_json()), "ref": whole.ref}
        row = await session.maybe(_COMPLETE, params)
        return None if row is None else _card(row)

    async def alert(
        self,
        session: Session,
        conversation_id: ConversationId,
        rule: tuple[str, str],
        *,
        seq: int,
        staff_id: StaffId | None,
        now: datetime,
    ) -> bool:
        """Write an alarm down (rule and severity); False when it was told before."""
        params = {
            "conversation": conversation_id,
            "rule": rule[0],
            "severity": rule[1],
            "seq": seq,
            "staff": staff_id,
            "now": now,
        }
        return await session.maybe(_ALERT, params) is not None


def _card(row: Row) -> Card:
    return Card(
        id=CardId.of(row["id"]),
        conversation_id=ConversationId.of(row["conversation_id"]),
        seq=row["seq"],
        staff_id=StaffId.of(row["staff_id"]),
        kind=CardKind(row["kind"]),
        ref=row["ref"],
        content=Content.from_json(row["body"]),
        utility=row["utility"],
        took_ms=row["took_ms"],
        made_at=row["made_at"],
        shown_at=row["shown_at"],
        used_at=row["used_at"],
        distance=row["distance"],
        dismissed_at=row["dismissed_at"],
    )
