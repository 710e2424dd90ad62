"""Rows of tickets and their logs; account numbers are sealed."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
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
_SAVE = """
UPDATE ticket SET status = %(status)s, status_text = %(status_text)s, priority = %(priority)s,
  team = %(team)s, urge_count = %(urge_count)s, contact_by = %(contact_by)s,
  arrive_by = %(arrive_by)s, resolve_by = %(resolve_by)s, promise_text = %(promise_text)s,
  call_back = %(call_back)s, solved = %(solved)s, score = %(score)s, comment = %(comment)s,
  next_deadline_at = %(deadline)s, changed_at = %(changed_at)s
WHERE id = %(id)s
"""
_NOTE = """
INSERT INTO ticket_event (ticket_id, at, kind, text, noted_at)
VALUES (%(id)s, %(at)s, %(kind)s, %(text)s, %(now)s) ON CONFLICT DO NOTHING
RETURNING kind
"""
_LOGS = """
SELECT ticket_id, at, kind, text FROM ticket_event WHERE ticket_id = ANY(%(ids)s)
ORDER BY at, noted_at
"""
_FIND = "SELECT * FROM ticket WHERE id = %(id)s"
_FIND_AND_LOCK = "SELECT * FROM ticket WHERE id = %(id)s FOR UPDATE"
_BY_NUMBER = "SELECT * FROM ticket WHERE work_order_no = %(number)s FOR UPDATE"
_LINK = """
UPDATE ticket SET reopens = %(reopens)s
WHERE id = %(id)s AND reopens IS NULL AND id <> %(reopens)s RETURNING id
"""
_FILTERS = {
    "conversation": "conversation_id = %(conversation)s",
    "customer": "customer_id = %(customer)s",
    "account": "account_fingerprint = %(account)s",
    "status": "status = %(status)s",
    "before": "id < %(before)s",
}
# Word for word the condition of the index `ticket_open`.
IS_OPEN = """status NOT IN ('archived', 'callback_pending', 'closed', 'merged', 'resolved',
  'voided', 'withdrawn')"""
_INSTANT = timedelta(microseconds=1)


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
        promised = order.promises
        params = {
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
            "priority": order.priority,
            "status": order.status,
            "status_text": order.status_text,
            "team": order.team,
            "urge_count": order.urge_count,
            "contact_by": promised.contact_by,
            "arrive_by": promised.arrive_by,
            "resolve_by": promised.resolve_by,
            "promise_text": promised.text,
            "now": now,
        }
        row = await session.one(_RECORD, params)
        return self._ticket(row), bool(row["is_new"])

    async def save(self, session: Session, ticket: Ticket) -> None:
        """Write what can change of a ticket; the caller holds its row."""
        promised, result = ticket.promised, ticket.call_back
        params = {
            "id": ticket.id,
            "status": ticket.status,
            "status_text": ticket.status_text,
            "priority": ticket.priority,
            "team": ticket.team,
            "urge_count": ticket.urge_count,
            "contact_by": promised.contact_by,
            "arrive_by": promised.arrive_by,
            "resolve_by": promised.resolve_by,
            "promise_text": promised.text,
            "call_back": result.state,
            "solved": result.solved,
            "score": result.score,
            "comment": result.comment,
            "deadline": ticket.next_deadline_at,
            "changed_at": ticket.changed_at,
        }
        await session.execute(_SAVE, params)

    async def note(
        self, session: Session, ticket_id: TicketId, lines: Iterable[TicketEvent], *, now: datetime
    ) -> int:
        """Add lines to the log, and count those that were not there already.

        Lines of one moment keep the order in which they were told.
        """
        added = 0
        for index, line in enumerate(lines):
            params = {
                "id": ticket_id,
                "at": line.at,
                "kind": line.kind,
                "text": line.text,
                "now": now + index * _INSTANT,
            }
            added += await session.maybe(_NOTE, params) is not None
        return added

    async def logs(
        self, session: Session, ticket_ids: Sequence[TicketId]
    ) -> dict[TicketId, list[TicketEvent]]:
        """The logs of tickets, oldest line first (a ticket has some dozen lines)."""
        found: dict[TicketId, list[TicketEvent]] = {ticket_id: [] for ticket_id in ticket_ids}
        for row in await session.all(_LOGS, {"ids": list(ticket_ids)}):
            line = TicketEvent(row["at"], row["kind"], row["text"])
            found[TicketId.of(row["ticket_id"])].append(line)
        return found

    async def find(
        self, session: Session, ticket_id: TicketId, *, lock: bool = False
    ) -> Ticket | None:
        """A ticket, or None; `lock` holds its row until the session ends."""
        row = await session.maybe(_FIND_AND_LOCK if lock else _FIND, {"id": ticket_id})
        return self._ticket(row) if row else None

    async def find_order(self, session: Session, number: str) -> Ticket | None:
        """The ticket of a work order, its row held until the session ends."""
        row = await session.maybe(_BY_NUMBER, {"number": number})
        return self._ticket(row) if row else None

    async def link(self, session: Session, ticket_id: TicketId, *, reopens: TicketId) -> bool:
        """Note that a ticket goes on with another; False when that is known, or it is itself."""
        params = {"id": ticket_id, "reopens": reopens}
        return await session.maybe(_LINK, params) is not None

    async def open_of_account(
        self, session: Session, domain: str, account_no: str, *, limit: int
    ) -> list[Ticket]:
        """The tickets of an account that are open, newest first."""
        account = self._vault.fingerprint(domain, account_no)
        return await self.page(session, limit=limit, is_open=True, account=account)

    async def page(
        self, session: Session, *, limit: int, is_open: bool = False, **wanted: Any
    ) -> list[Ticket]:
        """Tickets by conversation, customer or status; newest first, before an id."""
        given = {name: value for name, value in wanted.items() if value is not None}
        terms = [_FILTERS[name] for name in given] + ([IS_OPEN] if is_open else [])
        where = " AND ".join(terms) or "true"
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
