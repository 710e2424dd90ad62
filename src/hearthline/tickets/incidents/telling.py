"""What customers are told of an incident, once each and in order, behind the request.

In the conversation in which they reported or asked; where that is over, in another open one of
the same customer. Whoever has a ticket is asked after the end by the ordinary call-back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from hearthline.conversations import (
    Conversation,
    ConversationClosed,
    Conversations,
    MessageKind,
    Saying,
    Sender,
)
from hearthline.kernel import ConversationId, IncidentId, TenantId, TicketId
from hearthline.platform.db import Database, Session
from hearthline.tickets.counting import LOCAL
from hearthline.tickets.events import TicketResolved
from hearthline.tickets.incidents.events import IncidentChanged
from hearthline.tickets.incidents.model import Concerned, Incident
from hearthline.tickets.incidents.report_store import ReportStore
from hearthline.tickets.incidents.store import IncidentStore
from hearthline.tickets.model import CallBackResult
from hearthline.tickets.service import Tickets

TOLD: Final = frozenset({"confirmed", "updated", "restored"})


@dataclass(frozen=True, slots=True)
class _News:
    """What is told, and of which state of which incident."""

    incident_id: IncidentId
    counter: int
    text: str


class Telling:
    """Says the news of an incident to everybody whom it concerns."""

    def __init__(self, database: Database, conversations: Conversations, tickets: Tickets) -> None:
        """Each is told in a transaction of its own."""
        self._database = database
        self._conversations = conversations
        self._tickets = tickets
        self._store, self._reports = IncidentStore(), ReportStore()

    async def tell(self, event: IncidentChanged) -> None:
        """Tell everybody of a change; told twice, nobody hears it twice."""
        if event.deed not in TOLD:
            return
        async with self._database.session(event.tenant_id) as session:
            incident = await self._store.find(session, event.incident_id)
            concerned = await self._reports.concerned(session, event.incident_id)
        is_end = event.deed == "restored"
        if incident is None or (incident.counter != event.counter and not is_end):
            return  # what came after it is told instead
        news = _News(incident.id, event.counter, words_of(incident, event.deed))
        for one in _once(concerned):
            await self._tell_one(event.tenant_id, news, one)
        if is_end:
            for one in concerned:
                if one.ticket_id is not None:
                    await self._ask(event.tenant_id, one.ticket_id)

    async def welcome(self, session: Session, incident: Incident, one: Concerned) -> None:
        """Tell somebody who joins a confirmed incident what is known of it."""
        if one.conversation_id is not None:
            news = _News(incident.id, incident.counter, words_of(incident, "confirmed"))
            await self._say(session, news, one.conversation_id)

    async def _tell_one(self, tenant_id: TenantId, news: "_News", one: Concerned) -> None:
        if one.conversation_id is None:
            return
        async with self._database.session(tenant_id) as session:
            await self._say(session, news, one.conversation_id)

    async def _say(self, session: Session, news: "_News", conversation_id: ConversationId) -> None:
        conversation = await self._place(session, conversation_id)
        if conversation is None:
            return
        name = f"incident:{news.incident_id}:{news.counter}:{conversation_id}"
        saying = Saying(
            Sender.system("系统通知"),
            news.text,
            kind=MessageKind.NOTICE,
            data={"incident": str(news.incident_id)},
            client_id=uuid5(NAMESPACE_URL, name),
        )
        try:
            await self._conversations.say(session, conversation.id, saying)
        except ConversationClosed:
            return  # it was closed at this very moment; the call-back asks in a new one

    async def _place(
        self, session: Session, conversation_id: ConversationId
    ) -> Conversation | None:
        own = await self._conversations.get(session, conversation_id)
        if own.is_open or own.customer_id is None:
            return own if own.is_open else None
        return await self._conversations.open_of_customer(session, own.customer_id)

    async def _ask(self, tenant_id: TenantId, ticket_id: TicketId) -> None:
        """Have the customer asked whether it is well now, once; his no goes on as ever (R91)."""
        keeper = self._tickets.keeper
        async with self._database.session(tenant_id) as session:
            ticket = await keeper.store.find(session, ticket_id, lock=True)
            is_asked = ticket is None or ticket.call_back.state != "none"
            if ticket is None or is_asked or ticket.conversation_id is None:
                return
            asked = replace(ticket, call_back=CallBackResult("asked"))
            await keeper.publish(session, TicketResolved, asked)
            await keeper.keep(session, asked)


def words_of(incident: Incident, deed: str) -> str:
    """What customers are told: only what a supervisor said, or that it is known and worked on."""
    where = incident.scope.words
    if deed == "restored":
        return f"{where}已恢复。如果您家里还没有恢复，请直接回复告诉我们，会马上派人处理。"
    until = f"，预计 {_moment(incident.eta)} 前恢复" if incident.eta else ""
    if deed == "updated":
        said = f"：{incident.words}" if incident.words else ""
        return f"{where}抢修进展{said}{until}。"
    said = f"{incident.words}。" if incident.words else ""
    return (
        f"您反映的情况属于{where}的同一起故障，已经在抢修{until}。{said}"
        "恢复后会在这里告诉您，不用再次报修。"
    )


def _moment(at: datetime) -> str:
    local = at.astimezone(LOCAL)
    return f"{local.month}月{local.day}日 {local:%H:%M}"


def _once(concerned: Sequence[Concerned]) -> list[Concerned]:
    """One of each conversation."""
    seen: dict[ConversationId, Concerned] = {}
    for one in concerned:
        if one.conversation_id is not None:
            seen.setdefault(one.conversation_id, one)
    return list(seen.values())
