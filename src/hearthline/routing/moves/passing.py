"""What accept, decline, resolve and the bot's turns need of moves: the other end of each.

Every verb works under the conversation's lock and says by its answer whether it was concerned.
"""

from hearthline.access import Staff
from hearthline.conversations import Conversation, Status
from hearthline.kernel import ConversationId
from hearthline.platform.db import Session
from hearthline.routing.errors import AgentIsFull
from hearthline.routing.model import Outcome
from hearthline.routing.moves import notices
from hearthline.routing.moves.bench import Bench
from hearthline.routing.moves.model import InvitationEnd, TransferEnd


class Passing:
    """The receiving end of transfers and steps."""

    def __init__(self, bench: Bench) -> None:
        """Stand on the bench of moves."""
        self._bench = bench

    async def accept(
        self, session: Session, conversation: Conversation, staff: Staff
    ) -> Conversation | None:
        """Take what a colleague gives; None when nothing is given to this person.

        Raises AgentIsFull, unless the tenant lets transfers exceed.
        """
        giver = conversation.holder_id
        is_given = conversation.status is Status.AGENT and conversation.offered_to == staff.id
        if not is_given or giver is None:
            return None
        bench, now = self._bench, self._bench.clock.now()
        await bench.hold_presences(session, giver, staff.id)
        await self._check_room(session, conversation, staff)
        ended = await bench.transfers.end(
            session, conversation.id, TransferEnd.ACCEPTED, now=now, by=staff.id
        )
        note = ended.note if ended else None
        await bench.offers.finish(session, conversation.id, note=note or None, now=now)
        await bench.offers.answer(session, conversation.id, Outcome.ACCEPTED, now=now)
        for person in (giver, staff.id):
            await bench.presence.touch(session, person, now=now)
        members = tuple(one for one in conversation.members if one != staff.id)
        await self._end_part(session, conversation, staff)
        held = await bench.give(session, conversation, staff.id, members=members)
        saying = notices.transferred(conversation, staff.name)
        await bench.conversations.say(session, conversation.id, saying)
        return held

    async def decline(self, session: Session, conversation: Conversation, staff: Staff) -> bool:
        """Give a transfer back; False when nothing was given to this person."""
        if conversation.status is not Status.AGENT or conversation.offered_to != staff.id:
            return False
        await self.give_back(session, conversation, TransferEnd.DECLINED)
        return True

    async def give_back(
        self, session: Session, conversation: Conversation, outcome: TransferEnd
    ) -> Conversation:
        """End a transfer to a person without its being taken: the giver has never let go."""
        bench, now = self._bench, self._bench.clock.now()
        if conversation.holder_id is None or conversation.offered_to is None:
            return conversation
        await bench.presence.lock(session, conversation.offered_to, now=now)
        await bench.transfers.end(session, conversation.id, outcome, now=now)
        await bench.offers.answer(session, conversation.id, _AS_OFFER[outcome], now=now)
        return await bench.give(session, conversation, conversation.holder_id)

    async def came_out_of_line(
        self, session: Session, conversation_id: ConversationId, staff: Staff
    ) -> None:
        """A person took from a queue what may have been given to that queue."""
        now = self._bench.clock.now()
        await self._bench.transfers.end(
            session, conversation_id, TransferEnd.ACCEPTED, now=now, by=staff.id
        )

    async def left_people(self, session: Session, conversation: Conversation) -> None:
        """End whatever lasts, where the conversation's new state does not carry it any more."""
        bench, now = self._bench, self._bench.clock.now()
        if conversation.holder_id is None:
            await bench.invitations.end_all(session, conversation.id, now=now)
            await bench.steps.end(session, conversation.id, "left", now=now)
        is_on_its_way = conversation.status is Status.QUEUED or conversation.offered_to is not None
        if not is_on_its_way:
            await bench.transfers.end(session, conversation.id, TransferEnd.WITHDRAWN, now=now)

    async def take_back(self, session: Session, conversation: Conversation, outcome: str) -> bool:
        """End the bot's step: the agent who lent the conversation has it again.

        False when it was not lent.
        """
        holder = conversation.holder_id
        if not conversation.is_lent or holder is None:
            return False
        bench = self._bench
        step = await bench.steps.end(session, conversation.id, outcome, now=bench.clock.now())
        await bench.give(session, conversation, holder)
        name = await bench.name(session, holder)
        is_over = step is not None and outcome != "taken_over"
        words = (
            notices.step_over(conversation, step.flow.name, name)
            if step is not None and is_over
            else notices.taken_over(conversation, name)
        )
        await bench.conversations.say(session, conversation.id, words)
        return True

    async def step_begun(self, session: Session, conversation_id: ConversationId) -> bool:
        """Note that the flow begins; False when nobody waits for it any more."""
        conversation = await self._bench.conversations.get(session, conversation_id, lock=True)
        if not conversation.is_lent:
            return False
        now = self._bench.clock.now()
        await self._bench.steps.begun(session, conversation_id, now=now)
        return True

    async def step_over(
        self, session: Session, conversation_id: ConversationId, outcome: str
    ) -> bool:
        """The flow has ended: back to the agent; False when the step had not begun or is gone."""
        conversation = await self._bench.conversations.get(session, conversation_id, lock=True)
        step = await self._bench.steps.at_work(session, conversation_id)
        if step is None or step.begun_at is None:
            return False
        return await self.take_back(session, conversation, outcome)

    async def _check_room(self, session: Session, conversation: Conversation, staff: Staff) -> None:
        setting = await self._bench.settings.get(session)
        person = await self._bench.people.one(
            session, staff.id, besides=conversation.id, gone=self._bench.clock.now()
        )
        if person is not None and person.is_full and not setting.may_exceed:
            raise AgentIsFull(load=person.load, capacity=person.capacity)

    async def _end_part(self, session: Session, conversation: Conversation, staff: Staff) -> None:
        part = await self._bench.invitations.open_of(session, conversation.id, staff.id)
        if part is not None:
            now = self._bench.clock.now()
            await self._bench.invitations.end(session, part.id, InvitationEnd.ENDED, now=now)


_AS_OFFER = {
    TransferEnd.DECLINED: Outcome.DECLINED,
    TransferEnd.UNANSWERED: Outcome.EXPIRED,
    TransferEnd.WITHDRAWN: Outcome.WITHDRAWN,
}
