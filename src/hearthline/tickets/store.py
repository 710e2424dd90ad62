"""Rows of tickets and their logs; account numbers are sealed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from hearthline.business import WorkOrder
from hearthline.kernel import ConversationId, CustomerId, TicketId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Row, Session
from hearthline.tickets.model import CallBackResult, Promised, Ticket, TicketEvent

_RECORD = """
INSERT INTO ticket AS t (id, work_order_no, domain, type_code, type_name, priority, status,
  status_text, description, account_fingerprint, sealed_account_no, conversation_id, customer_id,
  team, repeat_no, urge_count, related_outage_id, contact_by, arrive_by, resolve_by, promise_text,
  opened_at, changed_at)
VALUES (%(id)s, %(number)s, %(domain)s, %(type_code)s, %(type_name)s, %(priority)s, %(status)s,
  %(status_text)s, %(description)s, %(fingerprint)s, %(sealed)s, %(conversation)s, %(customer)s,
  %(team)s, %(repeat_no)s, %(urge_count)s, %(outage)s, %(contact_by)s, %(arrive_by)s,
  %(resolve_by)s, %(promise_text)s, %(opened_at)s, %(now)s)
ON CONFLICT (tenant_id, work_order_no) DO UPDATE SET
  conversation_id = coalesce(t.conversation_id, excluded.conversation_id),
  customer_id = coalesce(t.customer_id, excluded.customer_id)
RETURNING *, xmax = 0 AS is_new
"""
_FOLLOW = """
UPDATE ticket SET status = %(status)s, status_text = %(status_text)s, priority = %(priority)s,
  team = %(team)s, urge_count = greatest(urge_count, %(urge_count)s),
  contact_by = coalesce(%(contact_by)s, contact_by),
  arrive_by = coalesce(%(arrive_by)s, arrive_by),
  resolve_by = coalesce(%(resolve_by)s, resolve_by),
  promise_text = coalesce(%(promise_text)s, promise_text), changed_at = %(now)s
WHERE id = %(id)s RETURNING *
"""
_NOTE = """
INSERT INTO ticket_event (ticket_id, at, kind, text, noted_at)
VALUES (%(id)s, %(at)s, %(kind)s, %(text)s, %(now)s) ON CONFLICT DO NOTHING
RETURNING kind
"""
_LOG = "SELECT at, kind, text FROM ticket_event WHERE ticket_id = %(id)s ORDER BY at, noted_at"
_LATEST = """
SELECT kind FROM ticket_event WHERE ticket_id = %(id)s
  AND kind NOT IN ('called_back', 'answered', 'contacted', 'urged')
ORDER BY at DESC, noted_at DESC LIMIT 1
"""
_FIND = "SELECT * FROM ticket WHERE id = %(id)s"
_BY_NUMBER = "SELECT * FROM ticket WHERE work_order_no = %(number)s FOR UPDATE"
_CALL_BACK = """
UPDATE ticket SET call_back = %(state)s, solved = %(solved)s, score = %(score)s,
  comment = %(comment)s, changed_at = %(now)s
WHERE id = %(id)s AND call_back <> 'done' RETURNING *
"""
_REOPENS = """
UPDATE ticket SET reopens = %(reopens)s WHERE id = %(id)s AND reopens IS NULL RETURNING id
"""
_DEADLINE = "UPDATE ticket SET next_deadline_at = %(deadline)s WHERE id = %(id)s"
_FILTERS = {
    "conversation": "conversation_id = %(conversation)s",
    "customer": "customer_id = %(customer)s",
    "status": "status = %(status)s",
    "open": "status NOT IN ('resolved', 'callback_pending', 'closed', 'archived', 'withdrawn',"
    " 'voided', 'merged')",
    "before": "id < %(before)s",
}


class TicketStore:
    """Tickets in the database."""

    def __init__(self, vault: Vault) -> None:
        """The vault seals account numbers."""
        self._vault = vault

    async def record(
        self,
        session: Session,
        order: WorkOrder,
        *,
        conversation_id: ConversationId | None,
        customer_id: CustomerId | None,
        description: str,
        now: datetime,
    ) -> tuple[Ticket, bool]:
        """Add the mirror of a work order, or find the one that is there; whether it is new."""
        account = order.account_no
        params = _facts(order, now) | {
            "id": TicketId.new(),
            "number": order.work_order_no,
            "domain": order.domain,
            "type_code": order.type_code,
            "type_name": order.type_name,
            "description": description or order.description or "",
            "fingerprint": self._vault.fingerprint(order.domain, account) if account else None,
            "sealed": self._vault.seal(account) if account else None,
            "conversation": conversation_id,
            "customer": customer_id,
            "repeat_no": order.repeat_no,
            "outage": order.related_outage_id,
            "opened_at": order.created_at,
        }
        row = await session.one(_RECORD, params)
        return self._ticket(row), bool(row["is_new"])

    async def save(
        self, session: Session, ticket: Ticket, order: WorkOrder, *, status: str, now: datetime
    ) -> Ticket:
        """Take over what the business system says now."""
        params = _facts(order, now) | {"id": ticket.id, "status": status}
        return self._ticket(await session.one(_FOLLOW, params))

    async def note(
        self, session: Session, ticket_id: TicketId, events: Iterable[TicketEvent], *, now: datetime
    ) -> int:
        """Add lines to the log; those that are there already count for nothing."""
        added = 0
        for event in events:
            params = {
                "id": ticket_id,
                "at": event.at,
                "kind": event.kind,
                "text": event.text,
                "now": now,
            }
            added += await session.maybe(_NOTE, params) is not None
        return added

    async def log(self, session: Session, ticket_id: TicketId) -> list[TicketEvent]:
        """The log, oldest first (a ticket has some dozen lines)."""
        rows = await session.all(_LOG, {"id": ticket_id})
        return [TicketEvent(row["at"], row["kind"], row["text"]) for row in rows]

    async def latest_status(self, session: Session, ticket_id: TicketId) -> str | None:
        """The status of the newest line of the log."""
        row = await session.maybe(_LATEST, {"id": ticket_id})
        return str(row["kind"]) if row else None

    async def find(self, session: Session, ticket_id: TicketId) -> Ticket | None:
        """A ticket, or None."""
        row = await session.maybe(_FIND, {"id": ticket_id})
        return self._ticket(row) if row else None

    async def find_locked(self, session: Session, number: str) -> Ticket | None:
        """The ticket of a work order, its row held until the session ends."""
        row = await session.maybe(_BY_NUMBER, {"number": number})
        return self._ticket(row) if row else None

    async def call_back(
        self, session: Session, ticket_id: TicketId, result: CallBackResult, *, now: datetime
    ) -> Ticket | None:
        """Write the call-back; None when it was done before."""
        params = {
            "id": ticket_id,
            "state": result.state,
            "solved": result.solved,
            "score": result.score,
            "comment": result.comment,
            "now": now,
        }
        row = await session.maybe(_CALL_BACK, params)
        return self._ticket(row) if row else None

    async def link(self, session: Session, ticket_id: TicketId, *, reopens: TicketId) -> bool:
        """Note that a ticket goes on with another; False when that is known."""
        params = {"id": ticket_id, "reopens": reopens}
        return await session.maybe(_REOPENS, params) is not None

    async def keep_deadline(
        self, session: Session, ticket_id: TicketId, deadline: datetime | None
    ) -> None:
        """Store the next deadline, the one computed value that is kept."""
        await session.execute(_DEADLINE, {"id": ticket_id, "deadline": deadline})

    async def page(self, session: Session, *, limit: int, **wanted: Any) -> list[Ticket]:
        """Tickets by conversation, customer, status or `open`; newest first, before an id."""
        given = {name: value for name, value in wanted.items() if value is not None}
        where = " AND ".join(_FILTERS[name] for name in given) or "true"
        sql = f"SELECT * FROM ticket WHERE {where} ORDER BY id DESC LIMIT %(limit)s"  # noqa: S608  (our own words only)
        return [self._ticket(row) for row in await session.all(sql, given | {"limit": limit})]

    def _ticket(self, row: Row) -> Ticket:
        sealed = row["sealed_account_no"]
        return Ticket(
            id=TicketId.of(row["id"]),
            work_order_no=row["work_order_no"],
            domain=row["domain"],
            type_code=row["type_code"],
            type_name=row["type_name"],
            priority=row["priority"],
            status=row["status"],
            description=row["description"],
            opened_at=row["opened_at"],
            changed_at=row["changed_at"],
            status_text=row["status_text"],
            account_no=self._vault.open(bytes(sealed)) if sealed else None,
            conversation_id=ConversationId.or_none(row["conversation_id"]),
            customer_id=CustomerId.or_none(row["customer_id"]),
            team=row["team"],
            repeat_no=row["repeat_no"],
            urge_count=row["urge_count"],
            related_outage_id=row["related_outage_id"],
            promised=Promised(
                row["contact_by"], row["arrive_by"], row["resolve_by"], row["promise_text"]
            ),
            call_back=CallBackResult(row["call_back"], row["solved"], row["score"], row["comment"]),
            reopens=TicketId.or_none(row["reopens"]),
            next_deadline_at=row["next_deadline_at"],
        )


def _facts(order: WorkOrder, now: datetime) -> dict[str, Any]:
    return {
        "priority": order.priority,
        "status": order.status,
        "status_text": order.status_text,
        "team": order.team,
        "urge_count": order.urge_count,
        "contact_by": order.promises.contact_by,
        "arrive_by": order.promises.arrive_by,
        "resolve_by": order.promises.resolve_by,
        "promise_text": order.promises.text,
        "now": now,
    }
