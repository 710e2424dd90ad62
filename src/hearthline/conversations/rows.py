"""Lists of conversations as agents see them: mine, the queue, all, closed; paged by cursor."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from hearthline.conversations.channels import ChannelStore
from hearthline.conversations.model import Channel, LastWords, ListRow, SenderKind
from hearthline.conversations.store import conversation_of
from hearthline.kernel import ConversationId, CustomerId, StaffId
from hearthline.platform.db import Row, Session

Found: TypeAlias = Callable[[Session, str], Awaitable[list[ConversationId]]]
Names: TypeAlias = Callable[[Session, Iterable[StaffId]], Awaitable[dict[StaffId, str]]]

_LAST = """
SELECT m.* FROM unnest(%(ids)s::uuid[]) AS wanted (id)
CROSS JOIN LATERAL (SELECT * FROM message WHERE conversation_id = wanted.id
  AND kind <> 'notice' ORDER BY seq DESC LIMIT 1) m
"""
_UNREAD = """
SELECT c.id, count(m.seq) AS unread FROM conversation c
JOIN message m ON m.conversation_id = c.id AND m.seq > c.agent_read_seq
  AND m.sender_kind = 'customer'
WHERE c.id = ANY(%(ids)s) AND c.status IN ('queued', 'agent') GROUP BY c.id
"""
_SEEK = " AND id < %(before)s"
_PAGE = " ORDER BY id DESC LIMIT %(limit)s"
# What the search has not taken in yet (the last seconds) is looked for in the newest few.
_SEARCH = """{view} AND id IN (
  SELECT id FROM (SELECT id, label, subject FROM conversation WHERE {view}
    ORDER BY id DESC LIMIT {looked_through}) AS recent
  WHERE label ILIKE %(like)s OR subject = %(q)s OR EXISTS (
    SELECT FROM message m WHERE m.conversation_id = recent.id AND m.text ILIKE %(like)s)
  UNION SELECT unnest(%(found)s::uuid[]))"""
_LOOKED_THROUGH = 200
_VIEWS = {
    "mine": "status <> 'closed' AND (holder_id = %(staff)s OR offered_to = %(staff)s"
    " OR members @> ARRAY[%(staff)s]::uuid[])",
    "queue": "status = 'queued'",
    "all": "status <> 'closed'",
    "closed": "status = 'closed'",
    "one": "id = ANY(%(ids)s)",
    "customer": "customer_id = ANY(%(customers)s)",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked for: conversations begun before `before`, at most 200."""

    view: str
    staff_id: StaffId
    q: str | None = None
    before: ConversationId | None = None
    limit: int = 50


class Rows:
    """Conversations with what a list shows of them."""

    def __init__(self, names: Names, *, found: Found | None = None) -> None:
        """`names` tells what the staff are called (the access slice's verb).

        `found` tells in which conversations words were said (the search's verb).
        """
        self._channels = ChannelStore()
        self._names = names
        self._found = found

    async def page(self, session: Session, wanted: Wanted) -> list[ListRow]:
        """One page, newest conversation first."""
        params: dict[str, Any] = {"staff": wanted.staff_id, "limit": wanted.limit}
        where = _VIEWS[wanted.view]
        if wanted.q:
            found = await self._found(session, wanted.q) if self._found else []
            where = _SEARCH.format(view=where, looked_through=_LOOKED_THROUGH)
            params |= {"q": wanted.q, "like": f"%{_literal(wanted.q)}%", "found": found}
        if wanted.before:
            where += _SEEK
            params |= {"before": wanted.before}
        return await self._rows(session, where + _PAGE, params)

    async def of(self, session: Session, ids: list[ConversationId]) -> list[ListRow]:
        """The rows of some conversations, as they are now."""
        return await self._rows(session, _VIEWS["one"], {"ids": ids})

    async def of_customer(
        self, session: Session, *customers: CustomerId, limit: int = 20
    ) -> list[ListRow]:
        """The conversations of a customer with one entry or several, newest first."""
        params = {"customers": list(customers), "limit": limit}
        return await self._rows(session, _VIEWS["customer"] + _PAGE, params)

    async def _rows(self, session: Session, where: str, params: dict[str, Any]) -> list[ListRow]:
        sql = f"SELECT * FROM conversation WHERE {where}"  # noqa: S608  (our own words only)
        found = await session.all(sql, params)
        ids = [row["id"] for row in found]
        if not ids:
            return []
        last = {
            row["conversation_id"]: _words(row) for row in await session.all(_LAST, {"ids": ids})
        }
        unread = {row["id"]: row["unread"] for row in await session.all(_UNREAD, {"ids": ids})}
        holders = {StaffId.of(row["holder_id"]) for row in found if row["holder_id"]}
        names = await self._names(session, holders)
        channels = await self._channels.by_id(session)
        return [_row(row, channels, last, (unread, names)) for row in found]


def _row(
    row: Row,
    channels: dict[UUID, Channel],
    last: dict[UUID, LastWords],
    marks: tuple[dict[UUID, int], dict[StaffId, str]],
) -> ListRow:
    unread, names = marks
    conversation = conversation_of(row)
    return ListRow(
        conversation=conversation,
        channel=channels[row["channel_id"]],
        last=last.get(row["id"]),
        unread=unread.get(row["id"], 0),
        holder_name=names.get(conversation.holder_id) if conversation.holder_id else None,
    )


def _words(row: Row) -> LastWords:
    return LastWords(
        row["seq"], SenderKind(row["sender_kind"]), row["text"][:120], row["created_at"]
    )


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
