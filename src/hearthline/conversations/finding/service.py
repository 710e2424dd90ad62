"""The search over everything that was said: newest first, a page at a time, within a tenant.

A frequent phrase has thousands of hits in a week and a rare one a single hit in three years. So
time is looked through backwards in spans of whole days that grow eightfold: each is only reached
when those before it did not fill the page, which bounds the work whatever is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hearthline.conversations.finding.excerpt import excerpt
from hearthline.conversations.finding.grams import query_of, terms_of, times_of
from hearthline.conversations.finding.model import (
    Asked,
    Elsewhere,
    Hit,
    HitKind,
    Numbered,
    Page,
    Place,
    nothing_elsewhere,
)
from hearthline.conversations.finding.store import FindingStore, conversation_id
from hearthline.conversations.model import Status
from hearthline.kernel import ChannelId, Clock, ConversationId
from hearthline.platform.db import Row, Session

# The day at hand, and then so many days at once (UTC, as the marks of days are); then the rest.
_SPANS = (timedelta(0), *(timedelta(days=many) for many in (1, 8, 64, 512)))
_AHEAD = timedelta(hours=1)
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
_BATCH = 400
_MOST_BATCHES = 4
_NUMBERS = 5


@dataclass(frozen=True, slots=True)
class Span:
    """A span of time that is looked through at once."""

    since: datetime
    until: datetime
    is_last: bool = False


class Finding:
    """Finds words in messages, notes and labels, and numbers elsewhere."""

    def __init__(self, clock: Clock, *, elsewhere: Elsewhere = nothing_elsewhere) -> None:
        """`elsewhere` knows what above the conversations has a number (work orders)."""
        self._clock = clock
        self._elsewhere = elsewhere
        self._store = FindingStore()

    async def search(self, session: Session, asked: Asked) -> Page:
        """A page of hits, newest first; numbers of work orders lead the first page."""
        terms = terms_of(asked.q)
        if not terms:
            return Page([], None)
        rows, after = await self._rows(session, asked, terms)
        hits = await self._hits(session, rows, terms)
        if asked.before is None and not _is_filtered(asked):
            found = await self._elsewhere(session, asked.q.strip(), _NUMBERS)
            hits = [_numbered(one, terms) for one in found] + hits
        return Page(hits, after)

    async def conversations(
        self, session: Session, q: str, *, limit: int = 200
    ) -> list[ConversationId]:
        """The conversations in which the words were said last."""
        terms = terms_of(q)
        if not terms:
            return []
        asked = Asked(q, limit=limit)
        rows, _ = await self._rows(session, asked, terms)
        return list(dict.fromkeys(conversation_id(row) for row in rows))

    async def _rows(
        self, session: Session, asked: Asked, terms: list[str]
    ) -> tuple[list[Row], Place | None]:
        kept: list[Row] = []
        batches = 0
        before = asked.before
        for span in self._spans(asked):
            query = query_of(terms, times_of(session.tenant_id, *_days(span)))
            while True:
                params = _params(asked, span, before)
                rows = await self._store.found(session, query=query, params=params)
                batches += 1
                for row in rows:
                    if _fits(row, asked):
                        kept.append(row)
                    before = Place(row["at"], row["n"])
                    if len(kept) == asked.limit:
                        return kept, before
                if len(rows) < params["limit"]:
                    break
                if batches >= _MOST_BATCHES:
                    return kept, before
        return kept, None

    def _spans(self, asked: Asked) -> Iterator[Span]:
        now = self._clock.now() + _AHEAD
        until = min(one for one in (asked.until, asked.before and asked.before.at, now) if one)
        until += timedelta(microseconds=1)
        since = asked.since or _BEGINNING
        for span in _SPANS:
            begin = max(since, _midnight(until) - span)
            if until > begin:
                yield Span(begin, until)
                until = begin
        if until > since:
            yield Span(since, until, is_last=True)

    async def _hits(self, session: Session, rows: list[Row], terms: list[str]) -> list[Hit]:
        places = [(row["conversation_id"], row["seq"]) for row in rows if row["kind"] == "message"]
        texts = await self._store.texts(session, places)
        noted = await self._store.notes(session, [r["note_id"] for r in rows if r["note_id"]])
        hits = [_hit(row, texts, noted, terms) for row in rows]
        return [hit for hit in hits if hit is not None]


def _midnight(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _params(asked: Asked, span: Span, before: Place | None) -> dict[str, Any]:
    is_filtered = asked.agent or asked.status
    return {
        "since": span.since,
        "until": span.until,
        "before_at": before.at if before else span.until,
        "before_n": before.n if before else 2**62,
        "limit": _BATCH if is_filtered else min(_BATCH * 2, asked.limit + 1),
        "agent": asked.agent,
        "channel": asked.channel_id,
    }


def _days(span: Span) -> tuple[Any, Any]:
    last = span.until - timedelta(microseconds=1)
    since = None if span.is_last else span.since.astimezone(UTC).date()
    return since, last.astimezone(UTC).date()


def _fits(row: Row, asked: Asked) -> bool:
    return row["is_agents"] and (asked.status is None or row["status"] == asked.status)


def _is_filtered(asked: Asked) -> bool:
    return any((asked.channel_id, asked.agent, asked.status, asked.since, asked.until))


def _hit(
    row: Row,
    texts: dict[tuple[UUID, int], Row],
    noted: dict[UUID, Row],
    terms: list[str],
) -> Hit | None:
    """The row with its words; None when the words are gone meanwhile."""
    kind = HitKind(row["kind"])
    source: Row | None = {"text": row["label"], "by": ""}
    if kind is HitKind.MESSAGE:
        source = texts.get((row["conversation_id"], row["seq"]))
    elif kind is HitKind.NOTE:
        source = noted.get(row["note_id"])
    if source is None:
        return None
    return Hit(
        kind=kind,
        conversation_id=conversation_id(row),
        label=row["label"],
        at=row["at"],
        excerpt=excerpt(source["text"], terms),
        seq=row["seq"],
        ref=row["note_id"],
        status=Status(row["status"]),
        channel_id=ChannelId.of(row["channel_id"]),
        speaker=source.get("sender_name") or source.get("staff_name") or "",
    )


def _numbered(found: Numbered, terms: list[str]) -> Hit:
    return Hit(
        kind=HitKind.TICKET,
        conversation_id=found.conversation_id,
        label=found.label,
        at=found.at,
        excerpt=excerpt(f"{found.number} {found.title}".strip(), terms),
        ref=found.ref,
    )
