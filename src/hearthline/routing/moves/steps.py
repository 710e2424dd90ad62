"""Lending a conversation to the bot for one named flow, and taking over (R52, R62).

While it is lent its status is `bot` and it keeps its holder: the bot answers, the agent sees it
and keeps still, and the place at his desk stays his.
"""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from hearthline.access import Permission, Staff
from hearthline.conversations import Conversation, ConversationClosed, Move, Status
from hearthline.kernel import ConversationId, EventId
from hearthline.platform.db import Session
from hearthline.platform.outbox import Outbox
from hearthline.routing.errors import HeldByOther
from hearthline.routing.model import Outcome
from hearthline.routing.moves import notices
from hearthline.routing.moves.bench import Bench
from hearthline.routing.moves.errors import FlowUnknown, NotWithAnAgent
from hearthline.routing.moves.events import BotStepAsked
from hearthline.routing.moves.model import Asked, BotFlow, BotStep, BotStepId, TransferEnd
from hearthline.routing.moves.passing import Passing

FlowsOf: TypeAlias = Callable[[Session, ConversationId], Awaitable[list[BotFlow]]]


class Steps:
    """Lends conversations to the bot and takes them back."""

    def __init__(self, bench: Bench, passing: Passing, outbox: Outbox, *, flows: FlowsOf) -> None:
        """`flows` tells which flows may be run in a conversation (the dialogue's knowledge)."""
        self._bench = bench
        self._passing = passing
        self._outbox = outbox
        self.flows = flows

    async def to_bot(
        self,
        session: Session,
        conversation_id: ConversationId,
        staff: Staff,
        *,
        flow: str,
        asked: Asked,
    ) -> Conversation:
        """Have the bot run a flow here; asked again with the same client_id nothing changes.

        Raises FlowUnknown, OnItsWay, and what `Bench.held` raises.
        """
        bench, now = self._bench, self._bench.clock.now()
        conversation = await bench.conversations.get(session, conversation_id, lock=True)
        if await bench.steps.by_client(session, conversation_id, asked.client_id):
            return conversation
        conversation = await bench.held(session, conversation_id, staff)
        await bench.check_at_rest(session, conversation)
        wanted = await self._flow(session, conversation_id, flow)
        holder = conversation.holder_id or staff.id
        step = BotStep(
            BotStepId.new(),
            asked.client_id,
            conversation_id,
            staff_id=holder,
            flow=wanted,
            note=asked.note,
            asked_at=now,
        )
        await bench.steps.add(session, step)
        name = await bench.name(session, holder)
        saying = notices.step_begins(conversation, wanted.name, name)
        await bench.conversations.say(session, conversation_id, saying)
        lent = Move(Status.BOT, holder_id=holder)
        moved = await bench.conversations.move(session, conversation_id, lent)
        event = BotStepAsked(
            event_id=EventId.new(),
            tenant_id=session.tenant_id,
            at=now,
            conversation_id=conversation_id,
            step_id=str(step.id),
        )
        await self._outbox.publish(session, event)
        return moved

    async def take_over(
        self, session: Session, conversation_id: ConversationId, staff: Staff
    ) -> Conversation:
        """Have the conversation: the holder from the bot, a supervisor from whoever has it.

        One's own changes nothing. Raises ConversationClosed, HeldByOther, NotWithAnAgent.
        """
        bench = self._bench
        conversation = await bench.conversations.get(session, conversation_id, lock=True)
        if conversation.status is Status.CLOSED:
            raise ConversationClosed
        if conversation.holder_id == staff.id:
            await self._passing.take_back(session, conversation, "taken_over")
            return await bench.conversations.get(session, conversation_id)
        if not staff.may(Permission.DESK_SUPERVISE):
            if conversation.holder_id is None:
                raise NotWithAnAgent
            raise HeldByOther(name=await bench.name(session, conversation.holder_id))
        return await self._seize(session, conversation, staff)

    async def _seize(
        self, session: Session, conversation: Conversation, staff: Staff
    ) -> Conversation:
        bench, now = self._bench, self._bench.clock.now()
        hands = (conversation.holder_id, conversation.offered_to, staff.id)
        await bench.hold_presences(session, *(one for one in hands if one is not None))
        await bench.steps.end(session, conversation.id, "taken_over", now=now)
        await bench.transfers.end(session, conversation.id, TransferEnd.WITHDRAWN, now=now)
        await bench.offers.answer(session, conversation.id, Outcome.WITHDRAWN, now=now)
        await bench.offers.finish(session, conversation.id, note="由主管接管", now=now)
        queue_id = conversation.queue_id or await bench.queue_of(session, conversation.id)
        if queue_id is not None:
            await bench.offers.add(
                session, conversation.id, queue_id=queue_id, staff_id=staff.id, now=now
            )
            await bench.offers.answer(session, conversation.id, Outcome.ACCEPTED, now=now)
        members = tuple(one for one in conversation.members if one != staff.id)
        held = await bench.give(session, conversation, staff.id, members=members)
        saying = notices.taken_over(conversation, staff.name)
        await bench.conversations.say(session, conversation.id, saying)
        return held

    async def _flow(
        self, session: Session, conversation_id: ConversationId, wanted: str
    ) -> BotFlow:
        """By its name, or by `domain:name` where two trades have one of that name."""
        known = await self.flows(session, conversation_id)
        for one in known:
            if wanted in (one.flow, f"{one.domain}:{one.flow}"):
                return one
        names = "、".join(sorted({one.name for one in known}))
        raise FlowUnknown(flow=wanted, known=names or "无")
