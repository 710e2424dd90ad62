"""The verbs of cards: make one in time, find the present one, note what became of it."""

import asyncio
import difflib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from hearthline.access import Staff
from hearthline.assist.cards.errors import CardUnknown
from hearthline.assist.cards.events import AssistAlerted
from hearthline.assist.cards.making import alarms, candidates
from hearthline.assist.cards.model import (
    PUSH_WITHIN,
    Candidate,
    Card,
    CardId,
    CardKind,
    Feedback,
    Past,
    Said,
)
from hearthline.assist.cards.ranking import best
from hearthline.assist.cards.store import CardStore
from hearthline.assist.situation import PATIENCE, Informed, Situation
from hearthline.conversations import Conversation, Conversations, Status
from hearthline.kernel import Clock, ConversationId, EventId, StaffId, TenantId
from hearthline.knowledge import Hit, Knowledge
from hearthline.platform.db import Database, Session
from hearthline.platform.log import get_log
from hearthline.platform.outbox import Outbox

log = get_log(__name__)

_MINUTE: Final = timedelta(minutes=1)
_LEARNT_FROM: Final = timedelta(days=30)
_LEARN_AGAIN: Final = timedelta(minutes=10)
_HITS: Final = 3
_LINES_ASKED: Final = 2


class Cards:
    """Cards for the people who answer."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        informed: Informed,
        knowledge: Knowledge,
        conversations: Conversations,
        within: timedelta = PUSH_WITHIN,
    ) -> None:
        """Collaborators, made by composition; a card that takes longer than `within` is late."""
        self._database = database
        self._clock = clock
        self._knowledge = knowledge
        self._conversations = conversations
        self._informed = informed
        self._within = within
        self._store = CardStore()
        self._outbox = Outbox()
        self._rates: dict[TenantId, tuple[datetime, dict[CardKind, tuple[int, int]]]] = {}

    async def after(self, staff: Staff, conversation_id: ConversationId) -> Card | None:
        """The card after the customer's last message, if it is ready in time; else none at all.

        A card that is late, or that another message has overtaken, is dropped, never shown.
        """
        try:
            async with asyncio.timeout(self._within.total_seconds()):
                return await self.now(staff, conversation_id)
        except TimeoutError:
            log.info("assist.card_late", conversation_id=str(conversation_id))
            return None

    async def now(self, staff: Staff, conversation_id: ConversationId) -> Card | None:
        """The card after the customer's last message: the one that was made, else a fresh one.

        What it holds of the customer's own data is for the person it was made for. Raises
        NoSuchConversation.
        """
        began = self._clock.monotonic()
        thread, known = await self._standing(staff.tenant_id, conversation_id)
        seq = thread.last_customer_seq
        if known is not None:
            return known if known.staff_id == staff.id or not known.content.has_own else None
        if thread.status is not Status.AGENT or seq == 0:
            return None
        situation = await self._informed.of(thread, staff)
        found = await self._chosen(situation, staff.id)
        if found is None or situation.thread.last_customer_seq != seq:
            return None
        chosen, worth = found
        card = Card(
            id=CardId.new(),
            conversation_id=conversation_id,
            seq=seq,
            staff_id=staff.id,
            kind=chosen.kind,
            ref=chosen.ref,
            content=chosen.content,
            utility=worth,
            took_ms=round((self._clock.monotonic() - began) * 1000),
            made_at=self._clock.now(),
        )
        async with self._database.session(staff.tenant_id) as session:
            return await self._kept(session, card)

    async def completed(self, staff: Staff, conversation_id: ConversationId) -> Card | None:
        """The card of now with the facts that came after it; None when nothing more is to come.

        It stays the same card; only a step gives way to the step that the facts call for. One that
        was used, put away or overtaken meanwhile is left as it is.
        """
        thread, known = await self._standing(staff.tenant_id, conversation_id)
        if known is None or not (known.content.awaits and known.is_open):
            return None
        if known.staff_id != staff.id:
            return None
        situation = await self._informed.of(thread, staff, wait_seconds=PATIENCE)
        if situation.thread.last_customer_seq != known.seq:
            return None
        hits = await self._hits(situation)
        made = await asyncio.to_thread(candidates, situation, hits)
        same = next((one for one in made if one.ref == known.ref), None) or _instead(known, made)
        whole = Candidate(known.kind, known.ref, known.content) if same is None else same
        whole = replace(whole, content=replace(whole.content, awaits=False))
        async with self._database.session(staff.tenant_id) as session:
            return await self._store.complete(session, known.id, whole)

    async def _standing(
        self, tenant_id: TenantId, conversation_id: ConversationId
    ) -> tuple[Conversation, Card | None]:
        async with self._database.session(tenant_id) as session:
            thread = await self._conversations.get(session, conversation_id)
            card = await self._store.of_message(session, conversation_id, thread.last_customer_seq)
        return thread, card

    async def watch(
        self, tenant_id: TenantId, conversation_id: ConversationId, staff_id: StaffId | None
    ) -> list[AssistAlerted]:
        """Tell supervisors of severe rules that have come to hold; each once a conversation."""
        situation = await self._informed.alone(tenant_id, conversation_id)
        found = await asyncio.to_thread(alarms, situation)
        told: list[AssistAlerted] = []
        async with self._database.session(tenant_id) as session:
            for rule, seqs in found:
                event = AssistAlerted(
                    event_id=EventId.new(),
                    tenant_id=tenant_id,
                    at=self._clock.now(),
                    conversation_id=conversation_id,
                    rule=rule.id,
                    severity=rule.severity,
                    seq=max(seqs, default=0),
                    staff_id=staff_id,
                )
                if rule.severity == "critical" and await self._is_news(session, event):
                    await self._outbox.publish(session, event)
                    told.append(event)
        return told

    async def feedback(
        self, tenant_id: TenantId, conversation_id: ConversationId, card_id: CardId, *, said: Said
    ) -> Card:
        """Note what an agent did with a card. Raises NoSuchConversation, CardUnknown."""
        async with self._database.session(tenant_id) as session:
            await self._conversations.get(session, conversation_id)
            card = await self._store.get(session, card_id)
            if card is None:
                raise CardUnknown
            return await self._noted(session, card, said)

    async def _noted(self, session: Session, card: Card, said: Said) -> Card:
        now = self._clock.now()
        is_used = said.deed in (Feedback.USED, Feedback.EDITED)
        noted = await self._store.note(
            session,
            card.id,
            shown=now,
            used=now if is_used else None,
            distance=_distance(card.content.text, said.text) if is_used else None,
            dismissed=now if said.deed is Feedback.DISMISSED else None,
            reason=said.reason,
        )
        return noted or card

    async def _chosen(
        self, situation: Situation, staff_id: StaffId
    ) -> tuple[Candidate, float] | None:
        hits = await self._hits(situation)
        past = await self._past(situation, staff_id)
        made = await asyncio.to_thread(candidates, situation, hits)
        return best(made, past)

    async def _hits(self, situation: Situation) -> list[Hit]:
        """What the search that customers and agents use finds for the customer's last words."""
        asked = situation.of("customer")[-_LINES_ASKED:]
        if not asked:
            return []
        view = self._knowledge.view(audience="agent", channel=situation.channel)
        return await self._knowledge.search(
            situation.tenant_id, asked[-1].text, view=view, limit=_HITS
        )

    async def _past(self, situation: Situation, staff_id: StaffId) -> Past:
        now = self._clock.now()
        async with self._database.session(situation.tenant_id) as session:
            past = await self._store.past(
                session, situation.id, staff_id, now=now, minute_ago=now - _MINUTE
            )
            rates = await self._rates_of(session, now)
        return Past(past.pushes, past.cooling, past.dismissed, past.used, rates)

    async def _rates_of(self, session: Session, now: datetime) -> dict[CardKind, tuple[int, int]]:
        """How often each kind is used in this tenant; asked for again now and then."""
        tenant_id = TenantId.of(session.tenant_id)
        known = self._rates.get(tenant_id)
        if known is None or known[0] < now - _LEARN_AGAIN:
            rates = await self._store.rates(session, since=now - _LEARNT_FROM)
            known = self._rates[tenant_id] = (now, rates)
        return known[1]

    async def _kept(self, session: Session, card: Card) -> Card | None:
        """Store it, unless the customer has written again meanwhile."""
        thread = await self._conversations.get(session, card.conversation_id)
        if thread.last_customer_seq != card.seq:
            return None
        added = await self._store.add(session, card)
        return added or await self._store.of_message(session, card.conversation_id, card.seq)

    async def _is_news(self, session: Session, event: AssistAlerted) -> bool:
        return await self._store.alert(
            session,
            event.conversation_id,
            (event.rule, event.severity),
            seq=event.seq,
            staff_id=event.staff_id,
            now=event.at,
        )


def _instead(known: Card, made: Sequence[Candidate]) -> Candidate | None:
    """The step that comes next now that more is known."""
    steps = (one for one in made if one.kind is CardKind.SOP)
    return next(steps, None) if known.kind is CardKind.SOP else None


def _distance(offered: str, sent: str | None) -> float | None:
    """How much of the words was changed, 0 to 1; None when it is not known."""
    if sent is None:
        return None
    return round(1.0 - difflib.SequenceMatcher(None, offered, sent, autojunk=False).ratio(), 4)
