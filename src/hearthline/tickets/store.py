"""Rows of tickets and their logs; account numbers are sealed."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from psycopg.types.json import Jsonb

from hearthline.business import WorkOrder
from hearthline.kernel import ConversationId, CustomerId, TicketId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Row, Session
from hearthline.tickets.model import Ticket, TicketEvent
from hearthline.tickets.rows import changing, grams_of, line_of, opening, ticket_of

_RECORD = """
INSERT INTO ticket AS t (id, work_order_no, domain, type_code, type_name, priority, status,
  status_text, description, account_fingerprint, sealed_account_no, conversation_id, customer_id,
  team, repeat_no, urge_count, related_outage_id, contact_by, arrive_by, resolve_by, promise_text,
  opened_at, changed_at, grams)
VALUES (%(id)s, %(number)s, %(domain)s, %(type_code)s, %(type_name)s, %(priority)s, %(status)s,
  %(status_text)s, %(description)s, %(fingerprint)s, %(sealed)s, %(conversation)s, %(customer)s,
  %(team)s, %(repeat_no)s, %(urge_count)s, %(outage)s, %(contact_by)s, %(arrive_by)s,
  %(resolve_by)s, %(promise_text)s, %(opened_at)s, %(now)s, %(grams)s)
ON CONFLICT (tenant_id, work_order_no) DO UPDATE SET
  conversation_id = coalesce(t.conversation_id, excluded.conversation_id),
  customer_id = coalesce(t.customer_id, excluded.customer_id)
RETURNING *, xmax = 0 AS is_new
"""
_ADD = """
INSERT INTO ticket (id, work_order_no, domain, type_code, type_name, priority, status,
  status_text, description, account_fingerprint, sealed_account_no, conversation_id, customer_id,
  team, repeat_no, urge_count, related_outage_id, contact_by, arrive_by, resolve_by, promise_text,
  opened_at, changed_at, reopens, kept_by, title, source_channel, submitter_kind, submitter_name,
  sealed_submitter_phone, sealed_contact_phone, address, community, building, unit, station,
  details, emotion, split_from, opened_by, client_id, incident_id, external_source, external_no,
  external_deadline, is_flagged, grams)
VALUES (%(id)s, %(number)s, %(domain)s, %(type_code)s, %(type_name)s, %(priority)s, %(status)s,
  %(status_text)s, %(description)s, %(fingerprint)s, %(sealed)s, %(conversation)s, %(customer)s,
  %(team)s, %(repeat_no)s, %(urge_count)s, %(outage)s, %(contact_by)s, %(arrive_by)s,
  %(resolve_by)s, %(promise_text)s, %(opened_at)s, %(changed_at)s, %(reopens)s, %(kept_by)s,
  %(title)s, %(channel)s, %(submitter_kind)s, %(submitter_name)s, %(submitter_phone)s,
  %(contact_phone)s, %(address)s, %(community)s, %(building)s, %(unit)s, %(station)s, %(details)s,
  %(emotion)s, %(split_from)s, %(opened_by)s, %(client_id)s, %(incident)s, %(external_source)s,
  %(external_no)s, %(external_deadline)s, %(is_flagged)s, %(grams)s)
"""
_SAVE = """
UPDATE ticket SET status = %(status)s, status_text = %(status_text)s, priority = %(priority)s,
  team = %(team)s, urge_count = %(urge_count)s, contact_by = %(contact_by)s,
  arrive_by = %(arrive_by)s, resolve_by = %(resolve_by)s, promise_text = %(promise_text)s,
  call_back = %(call_back)s, solved = %(solved)s, score = %(score)s, comment = %(comment)s,
  next_deadline_at = %(deadline)s, next_warning_at = %(warning)s, changed_at = %(changed_at)s,
  appointment_at = %(appointment)s, team_id = %(team_id)s, worker_id = %(worker)s,
  parent_id = %(parent)s, incident_id = %(incident)s, external_source = %(external_source)s,
  external_no = %(external_no)s, external_deadline = %(external_deadline)s,
  result_code = %(result_code)s, cause_code = %(cause_code)s,
  responsibility = %(responsibility)s, result_text = %(result_text)s,
  is_flagged = %(is_flagged)s, escalated_to = %(escalated_to)s
WHERE id = %(id)s
"""
_NOTE = """
INSERT INTO ticket_event (ticket_id, at, kind, text, noted_at, actor, data, client_id)
VALUES (%(id)s, %(at)s, %(kind)s, %(text)s, %(now)s, %(actor)s, %(data)s, %(client_id)s)
ON CONFLICT DO NOTHING
RETURNING kind
"""
_LOGS = """
SELECT ticket_id, at, kind, text, actor, data, client_id FROM ticket_event
WHERE ticket_id = ANY(%(ids)s) ORDER BY at, noted_at
"""
_NEXT_NUMBER = """
INSERT INTO ticket_number AS n (day, last) VALUES (%(day)s, 1)
ON CONFLICT (tenant_id, day) DO UPDATE SET last = n.last + 1 RETURNING last
"""
_MANY = "SELECT * FROM ticket WHERE id = ANY(%(ids)s)"
_CHILDREN = """
SELECT * FROM ticket WHERE parent_id = %(id)s ORDER BY id LIMIT %(limit)s FOR UPDATE
"""
_RELATED = """
SELECT * FROM ticket WHERE parent_id = %(id)s OR split_from = %(id)s OR reopens = %(id)s
  OR id = ANY(%(ids)s) ORDER BY id LIMIT %(limit)s
"""
_TOLD_BEFORE = """
SELECT coalesce(max(repeat_no), 0) AS times FROM ticket
WHERE account_fingerprint = %(account)s AND opened_at >= %(since)s
  AND left(type_code, %(length)s) = %(group)s AND status NOT IN ('voided', 'withdrawn')
"""
_BY_CLIENT = "SELECT * FROM ticket WHERE client_id = %(client_id)s"
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
_MOST_CHILDREN = 500


class _Reading:
    """Rows become tickets, and the logs of tickets."""

    def __init__(self, vault: Vault) -> None:
        """The vault seals account numbers."""
        self._vault = vault

    def read(self, row: Row) -> Ticket:
        """The ticket of a row with every column of `ticket`."""
        return ticket_of(row, self._vault)

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
                "actor": line.actor,
                "data": Jsonb(dict(line.data)),
                "client_id": line.client_id,
            }
            added += await session.maybe(_NOTE, params) is not None
        return added

    async def logs(
        self, session: Session, ticket_ids: Sequence[TicketId]
    ) -> dict[TicketId, list[TicketEvent]]:
        """The logs of tickets, oldest line first (a ticket has some dozen lines)."""
        found: dict[TicketId, list[TicketEvent]] = {ticket_id: [] for ticket_id in ticket_ids}
        for row in await session.all(_LOGS, {"ids": list(ticket_ids)}):
            found[TicketId.of(row["ticket_id"])].append(line_of(row))
        return found


class _Finding(_Reading):
    """Finds tickets."""

    async def find(
        self, session: Session, ticket_id: TicketId, *, lock: bool = False
    ) -> Ticket | None:
        """A ticket, or None; `lock` holds its row until the session ends."""
        row = await session.maybe(_FIND_AND_LOCK if lock else _FIND, {"id": ticket_id})
        return self.read(row) if row else None

    async def find_order(self, session: Session, number: str) -> Ticket | None:
        """The ticket of a work order, its row held until the session ends."""
        row = await session.maybe(_BY_NUMBER, {"number": number})
        return self.read(row) if row else None

    async def get_many(self, session: Session, ids: Sequence[TicketId]) -> list[Ticket]:
        """These tickets, in no order."""
        rows = await session.all(_MANY, {"ids": list(ids)}) if ids else []
        return [self.read(row) for row in rows]

    async def of_client(self, session: Session, client_id: str) -> Ticket | None:
        """The ticket that was opened with this client id."""
        row = await session.maybe(_BY_CLIENT, {"client_id": client_id})
        return self.read(row) if row else None

    async def children(self, session: Session, ticket_id: TicketId) -> list[Ticket]:
        """The tickets merged into one, their rows held until the session ends (at most 500)."""
        rows = await session.all(_CHILDREN, {"id": ticket_id, "limit": _MOST_CHILDREN})
        return [self.read(row) for row in rows]

    async def related(self, session: Session, ticket: Ticket) -> list[Ticket]:
        """Parent, children, parts and the ones before and after (at most 500)."""
        others = [ticket.parent_id, ticket.split_from, ticket.reopens]
        ids = [other for other in others if other is not None]
        params = {"id": ticket.id, "ids": ids, "limit": _MOST_CHILDREN}
        return [self.read(row) for row in await session.all(_RELATED, params)]

    async def told_before(
        self, session: Session, domain: str, account_no: str, *, group: str, since: datetime
    ) -> int:
        """How often an account told of a group of types since a moment."""
        params = {
            "account": self._vault.fingerprint(domain, account_no),
            "group": f"{group}-",
            "length": len(group) + 1,
            "since": since,
        }
        return int((await session.one(_TOLD_BEFORE, params))["times"])

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
        return [self.read(row) for row in await session.all(sql, given | {"limit": limit})]


class TicketStore(_Finding):
    """Tickets in the database."""

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
            "grams": grams_of(description, order.type_name, order.work_order_no),
        }
        row = await session.one(_RECORD, params)
        return self.read(row), bool(row["is_new"])

    async def save(self, session: Session, ticket: Ticket) -> None:
        """Write what can change of a ticket; the caller holds its row."""
        await session.execute(_SAVE, changing(ticket))

    async def add(self, session: Session, ticket: Ticket) -> None:
        """Add a ticket that is opened here."""
        await session.execute(_ADD, opening(ticket, self._vault))

    async def next_number(self, session: Session, day: date) -> str:
        """The next number of a day, as 20261121-0042; one that is rolled back is given again."""
        row = await session.one(_NEXT_NUMBER, {"day": day})
        return f"{day:%Y%m%d}-{row['last']:04d}"

    async def link(self, session: Session, ticket_id: TicketId, *, reopens: TicketId) -> bool:
        """Note that a ticket goes on with another; False when that is known, or it is itself."""
        params = {"id": ticket_id, "reopens": reopens}
        return await session.maybe(_LINK, params) is not None
