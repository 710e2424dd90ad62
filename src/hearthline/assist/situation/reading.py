"""Reads situations: one short transaction, then what can be found out without it."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hearthline.assist.situation.fields import values_in
from hearthline.assist.situation.model import Line, Situation
from hearthline.assist.situation.turning import Known, turns_of
from hearthline.conversations import (
    Channel,
    Channels,
    Conversations,
    Message,
    MessageKind,
)
from hearthline.conversations import Conversation as Thread
from hearthline.dialogue import Brain, Dialogue, HandoverView, ReleaseBrains, Trade
from hearthline.kernel import Clock, ConversationId, TenantId
from hearthline.platform.db import Database, Session
from hearthline.rules import Conversation, Deed
from hearthline.tickets import Ticket, Tickets
from hearthline.understanding import emotion, hazard_of

_MOST_LINES: Final = 200
_MOST_READ: Final = 12
_REMEMBERED: Final = 4000
_PROVED: Final = ("L2", "L3")


@dataclass(frozen=True, slots=True)
class _Stored:
    """What the database has of it."""

    thread: Thread
    channel: Channel
    messages: list[Message]
    view: HandoverView
    tickets: list[Ticket]


class Situations:
    """Conversations as the help while answering sees them."""

    def __init__(  # noqa: PLR0913  (a situation is what all of these know)
        self,
        database: Database,
        clock: Clock,
        *,
        conversations: Conversations,
        channels: Channels,
        dialogue: Dialogue,
        brains: ReleaseBrains,
        tickets: Tickets,
    ) -> None:
        """Collaborators, made by composition."""
        self._database = database
        self._clock = clock
        self._conversations = conversations
        self._channels = channels
        self._dialogue = dialogue
        self._brains = brains
        self._tickets = tickets
        self._read: OrderedDict[tuple[str | None, str], Mapping[str, float]] = OrderedDict()

    async def of(self, tenant_id: TenantId, conversation_id: ConversationId) -> Situation:
        """A conversation as it stands; raises NoSuchConversation."""
        trades = await self._brains.trades(tenant_id, None)
        async with self._database.session(tenant_id) as session:
            stored = await self._stored(session, conversation_id)
        domains = stored.channel.domains
        served = tuple(one for one in trades if one.pack.domain in domains) or trades
        # The brain of all trades is trained at the start: nobody waits for one of his own here.
        brain = await self._brains.brain(tenant_id, release=None, domains=())
        return await asyncio.to_thread(self._made, stored, served, brain)

    async def _stored(self, session: Session, conversation_id: ConversationId) -> _Stored:
        thread = await self._conversations.get(session, conversation_id)
        return _Stored(
            thread=thread,
            channel=await self._channels.by_id(session, thread.channel_id),
            messages=await self._conversations.read(
                session, conversation_id, before_seq=thread.last_seq + 1, limit=_MOST_LINES
            ),
            view=await self._dialogue.handover(session, conversation_id),
            tickets=await self._tickets.of_conversation(session, conversation_id),
        )

    def _made(self, stored: _Stored, trades: tuple[Trade, ...], brain: Brain) -> Situation:
        lines = tuple(_line(one) for one in stored.messages if _has_words(one))
        now = self._clock.now()
        asked = [line for line in lines if line.role == "customer"]
        meant = {line.seq: self._meaning(brain, line.text) for line in asked[-_MOST_READ:]}
        found = values_in(asked, now)
        level, view = stored.view.verify_level, stored.view
        talk = Conversation(
            turns=tuple(turns_of(lines, meant, Known.of(stored.thread, view, now))),
            deeds=tuple(_deeds(stored, lines)),
            facts={
                "channel": stored.channel.kind.value,
                "status": stored.thread.status.value,
                "verify_level": level,
                "has_address": "address" in found or any(s.name == "address" for s in view.slots),
                "tickets": len(stored.tickets),
            },
        )
        return Situation(
            thread=stored.thread,
            channel=stored.channel.kind.value,
            domains=stored.channel.domains,
            lines=lines,
            talk=talk,
            view=view,
            trades=trades,
            found=found,
            intents=_strongest(list(meant.values())),
            now=now,
            order_no=stored.tickets[0].work_order_no if stored.tickets else "",
        )

    def _meaning(self, brain: Brain, text: str) -> Mapping[str, float]:
        """What a text means, with probabilities; remembered, for it is asked for again."""
        key = (brain.release, text)
        known = self._read.get(key)
        if known is not None:
            self._read.move_to_end(key)
            return known
        reading = brain.hearing.intents.understanding.read(text)
        ranked = reading.ranked if reading.in_scope else ()
        meant = {guess.intent: guess.confidence for guess in ranked[:3]}
        self._read[key] = meant
        while len(self._read) > _REMEMBERED:
            self._read.popitem(last=False)
        return meant


def _has_words(message: Message) -> bool:
    return bool(message.text.strip()) and message.kind is not MessageKind.NOTICE


def _line(message: Message) -> Line:
    role = message.sender.kind.value
    if role != "customer":
        return Line(message.seq, role, message.text, message.created_at)
    sign = hazard_of(message.text)
    return Line(
        message.seq,
        role,
        message.text,
        message.created_at,
        mood=emotion(message.text).value,
        hazard=sign.kind.value if sign is not None and sign.is_grave else None,
    )


def _deeds(stored: _Stored, lines: Sequence[Line]) -> list[Deed]:
    """What was done, and after how many lines: identity, outages looked up, tickets filed."""
    deeds: list[Deed] = []
    if stored.view.verify_level in _PROVED:
        deeds.append(Deed("verified", 0))
    for ticket in stored.tickets:
        place = sum(1 for line in lines if line.at <= ticket.opened_at)
        deeds.append(Deed("ticket_filed", place, data={"type": ticket.type_code}))
    if any("停" in note and "查" in note for note in stored.view.tried):
        deeds.append(Deed("outage_checked", 0))
    return deeds


def _strongest(meant: Sequence[Mapping[str, float]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for one in meant:
        for intent, probability in one.items():
            found[intent] = max(found.get(intent, 0.0), probability)
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))
