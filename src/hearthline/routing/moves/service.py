"""The verbs of moves: give to a person or a queue, invite, lend to the bot, take over, look."""

from hearthline.access import Staff
from hearthline.conversations import Conversation
from hearthline.kernel import ConversationId, QueueId, StaffId, TenantId
from hearthline.platform.db import Database, Session
from hearthline.platform.outbox import Outbox
from hearthline.routing.model import CONNECTION_GRACE
from hearthline.routing.moves.bench import Bench
from hearthline.routing.moves.conferences import Conferences
from hearthline.routing.moves.model import Asked, BotStep, Hands, Incoming, Targets
from hearthline.routing.moves.steps import FlowsOf, Steps
from hearthline.routing.moves.transfers import Transfers
from hearthline.routing.service import Routing


class Moves:
    """Conversations between hands."""

    def __init__(self, routing: Routing, outbox: Outbox, *, flows: FlowsOf) -> None:
        """Stand on routing; `flows` tells what the bot may run in a conversation."""
        self._bench: Bench = routing.bench
        self.conferences = Conferences(self._bench)
        self._transfers = Transfers(self._bench, routing.assigner, routing.passing)
        self._steps = Steps(self._bench, routing.passing, outbox, flows=flows)

    async def to_person(
        self,
        session: Session,
        conversation_id: ConversationId,
        staff: Staff,
        *,
        to: StaffId,
        asked: Asked,
    ) -> Conversation:
        """Ask a colleague to take a conversation; see `Transfers.to_person`."""
        return await self._transfers.to_person(session, conversation_id, staff, to=to, asked=asked)

    async def to_queue(
        self,
        session: Session,
        conversation_id: ConversationId,
        staff: Staff,
        *,
        to: QueueId,
        asked: Asked,
    ) -> Conversation:
        """Put a conversation in another line; see `Transfers.to_queue`."""
        return await self._transfers.to_queue(session, conversation_id, staff, to=to, asked=asked)

    async def withdraw(
        self, session: Session, conversation_id: ConversationId, staff: Staff
    ) -> Conversation:
        """Take a transfer back before it was accepted."""
        return await self._transfers.withdraw(session, conversation_id, staff)

    async def to_bot(
        self,
        session: Session,
        conversation_id: ConversationId,
        staff: Staff,
        *,
        flow: str,
        asked: Asked,
    ) -> Conversation:
        """Have the bot run a flow; see `Steps.to_bot`."""
        return await self._steps.to_bot(session, conversation_id, staff, flow=flow, asked=asked)

    async def take_over(
        self, session: Session, conversation_id: ConversationId, staff: Staff
    ) -> Conversation:
        """Have the conversation; see `Steps.take_over`."""
        return await self._steps.take_over(session, conversation_id, staff)

    async def step_at_work(
        self, session: Session, conversation_id: ConversationId
    ) -> BotStep | None:
        """What the bot runs for an agent just now."""
        return await self._bench.steps.at_work(session, conversation_id)

    async def targets(self, session: Session, conversation_id: ConversationId) -> Targets:
        """Where a conversation may go: queues, people, flows."""
        await self._bench.conversations.get(session, conversation_id)
        now = self._bench.clock.now()
        gone = now - CONNECTION_GRACE
        people = await self._bench.people.all(session, besides=conversation_id, gone=gone)
        return Targets(
            queues=tuple(await self._bench.people.queues(session, now=now, gone=gone)),
            people=tuple(people),
            flows=tuple(await self._steps.flows(session, conversation_id)),
            may_exceed=(await self._bench.settings.get(session)).may_exceed,
        )

    async def hands(self, session: Session, conversation_id: ConversationId) -> Hands:
        """Who has to do with a conversation beside its holder."""
        await self._bench.conversations.get(session, conversation_id)
        return Hands(
            transfer=await self._bench.transfers.last(session, conversation_id),
            invitations=tuple(await self._bench.invitations.within(session, conversation_id)),
            step=await self._bench.steps.last(session, conversation_id),
        )

    async def incoming(self, session: Session, staff: Staff) -> Incoming:
        """What colleagues ask of a person."""
        transfers = await self._bench.transfers.to(session, staff.id)
        invitations = await self._bench.invitations.to(session, staff.id)
        asked = {one.conversation_id for one in transfers}
        asked |= {one.conversation_id for one in invitations}
        customers = await self._bench.people.customers(session, asked)
        return Incoming(tuple(transfers), tuple(invitations), customers)

    async def names(self, session: Session, people: set[StaffId]) -> dict[StaffId, str]:
        """What people are called."""
        return await self._bench.names(session, people)

    async def come_round(self, database: Database, tenant_id: TenantId) -> None:
        """End what nobody answered, each in a transaction of its own."""
        async with database.session(tenant_id) as session:
            transfers = await self._transfers.due(session)
            invitations = await self.conferences.due(session)
        for conversation_id in transfers:
            async with database.session(tenant_id) as session:
                await self._transfers.run_out(session, conversation_id)
        for invitation in invitations:
            async with database.session(tenant_id) as session:
                await self.conferences.run_out(session, invitation)
