"""A desk: routing with its real collaborators, agents in a queue, customers who wait."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from hearthline.access import Access, Role, Staff
from hearthline.conversations import ChannelKind, Conversation, Conversations
from hearthline.kernel import Clock, ConversationId, QueueId, StaffId, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.streams import Streams
from hearthline.routing import Placement, PresenceState, Routing
from hearthline.routing.queues.model import AgentSetting, Queue
from hearthline.routing.queues.store import Change, QueueSettingStore
from hearthline.routing.store import PresenceStore
from tests.make import conversations as make_conversations
from tests.make import staff as make_staff


@dataclass
class DeskOf:
    """One process's view of a tenant's desk."""

    database: Database
    tenant: TenantId
    clock: Clock
    vault: Vault
    access: Access = field(init=False)
    conversations: Conversations = field(init=False)
    routing: Routing = field(init=False)

    def __post_init__(self) -> None:
        """Make the services."""
        self.access = make_staff.access(self.database, self.clock, self.vault)
        self.conversations = make_conversations.conversations(self.clock)
        self.routing = Routing(
            self.database,
            self.conversations,
            streams=Streams(),
            clock=self.clock,
            names=self.access.names,
        )

    async def hire(self, *names: str, capacity: int = 6, role: Role = Role.AGENT) -> list[Staff]:
        """Agents who serve the default queue; offline until they say otherwise."""
        async with self.database.session(self.tenant) as session:
            people = [
                await make_staff.staff(session, self.access, role, name=name) for name in names
            ]
            ids = [person.id for person in people]
            await self.routing.serve_queue(session, ids, capacity=capacity)
        return people

    async def queue(self) -> QueueId:
        """The default queue."""
        async with self.database.session(self.tenant) as session:
            return await self.routing.serve_queue(session, [])

    async def set(self, state: PresenceState, *people: Staff) -> None:
        """Have people say what they do, and settle as the routes do."""
        for person in people:
            async with self.database.session(self.tenant) as session:
                await self.routing.set_presence(session, person.id, state)
            await self.routing.settle(self.tenant, freed=person.id)

    async def begin(self, *, kind: ChannelKind = ChannelKind.WEB) -> ConversationId:
        """A conversation that the bot has."""
        async with self.database.session(self.tenant) as session:
            begun = await make_conversations.conversation(
                session, self.vault, self.clock, kind=kind
            )
        return begun.id

    async def ask(self, conversation_id: ConversationId, **how: Any) -> Placement:
        """The customer asks for a person; `how` is what `Routing.enqueue` takes."""
        if how.get("queue_id"):
            how["queue_id"] = QueueId.of(how["queue_id"])
        async with self.database.session(self.tenant) as session:
            return await self.routing.enqueue(
                session, conversation_id, **{"reason": "要找真人"} | how
            )

    async def wait(self, *, kind: ChannelKind = ChannelKind.WEB, **how: Any) -> ConversationId:
        """A customer who begins by asking for a person."""
        conversation_id = await self.begin(kind=kind)
        await self.ask(conversation_id, **how)
        return conversation_id

    async def queue_of(self, name: str, *people: Staff, **settings: Any) -> QueueId:
        """A queue with these settings, served by these people."""
        queue, now = Queue(QueueId.new(), name, **settings), self.clock.now()
        store = QueueSettingStore()
        async with self.database.session(self.tenant) as session:
            await store.save(session, queue, Change(StaffId.new(), now))
            for person in sorted(people, key=lambda one: one.id):
                await PresenceStore().ensure(session, person.id, now=now)
            await store.set_members(session, queue.id, {person.id: 1 for person in people})
        return queue.id

    async def skilled(self, person: Staff, **skills: int) -> None:
        """Say what a person can."""
        async with self.database.session(self.tenant) as session:
            await QueueSettingStore().set_skills(session, person.id, skills)

    async def takes(self, person: Staff, total: int, **rules: Any) -> None:
        """Say what a person takes at once: `by_channel`, `interrupts`."""
        setting = AgentSetting(
            person.id,
            person.name,
            skills={},
            total=total,
            by_channel=rules.get("by_channel", {}),
            interrupts=rules.get("interrupts", {}),
            queues=(),
        )
        change = Change(person.id, self.clock.now())
        async with self.database.session(self.tenant) as session:
            await PresenceStore().ensure(session, person.id, now=change.at)
            await QueueSettingStore().set_agent(session, setting, change)

    async def get(self, conversation_id: ConversationId) -> Conversation:
        """The conversation as it is now."""
        async with self.database.session(self.tenant) as session:
            return await self.conversations.get(session, conversation_id)

    async def accept(self, conversation_id: ConversationId, staff: Staff) -> None:
        """As the route does it."""
        async with self.database.session(self.tenant) as session:
            await self.routing.accept(session, conversation_id, staff)

    async def decline(self, conversation_id: ConversationId, staff: Staff) -> None:
        """As the route does it."""
        async with self.database.session(self.tenant) as session:
            await self.routing.decline(session, conversation_id, staff)
        await self.routing.settle(self.tenant, freed=staff.id)

    async def resolve(self, conversation_id: ConversationId, staff: Staff) -> Conversation:
        """As the route does it."""
        async with self.database.session(self.tenant) as session:
            after = await self.routing.resolve(session, conversation_id, staff)
        await self.routing.settle(self.tenant, freed=staff.id)
        return after

    async def all(self, ids: Iterable[ConversationId]) -> list[Conversation]:
        """These conversations as they are now, read at one moment."""
        async with self.database.session(self.tenant) as session:
            return [await self.conversations.get(session, one) for one in ids]
