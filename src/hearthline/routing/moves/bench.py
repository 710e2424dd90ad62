"""What every move is made with."""

from dataclasses import dataclass, field

from hearthline.access import Permission, Staff
from hearthline.conversations import (
    Conversation,
    ConversationClosed,
    Conversations,
    Move,
    Names,
    Status,
)
from hearthline.kernel import Clock, ConversationId, QueueId, StaffId
from hearthline.platform.db import Session
from hearthline.platform.streams import Streams
from hearthline.routing.errors import HeldByOther
from hearthline.routing.moves.errors import NotWithAnAgent, OnItsWay, StepAtWork
from hearthline.routing.moves.people import PeopleStore
from hearthline.routing.moves.store import InvitationStore, StepStore, TransferStore
from hearthline.routing.offers import OfferStore
from hearthline.routing.settings.store import SettingStore
from hearthline.routing.store import PresenceStore

CHANGED = "conversation.changed"


@dataclass(frozen=True, slots=True)
class Bench:
    """Collaborators, and the rows that moves write."""

    conversations: Conversations
    streams: Streams
    clock: Clock
    names: Names
    transfers: TransferStore = field(default_factory=TransferStore)
    invitations: InvitationStore = field(default_factory=InvitationStore)
    steps: StepStore = field(default_factory=StepStore)
    people: PeopleStore = field(default_factory=PeopleStore)
    presence: PresenceStore = field(default_factory=PresenceStore)
    offers: OfferStore = field(default_factory=OfferStore)
    settings: SettingStore = field(default_factory=SettingStore)

    async def name(self, session: Session, staff_id: StaffId) -> str:
        """What somebody is called."""
        return (await self.names(session, [staff_id])).get(staff_id, "同事")

    async def held(
        self, session: Session, conversation_id: ConversationId, staff: Staff
    ) -> Conversation:
        """The conversation, locked, if this person may move it: its holder, or a supervisor.

        Raises ConversationClosed, NotWithAnAgent, StepAtWork, HeldByOther.
        """
        conversation = await self.conversations.get(session, conversation_id, lock=True)
        if conversation.status is Status.CLOSED:
            raise ConversationClosed
        if conversation.is_lent:
            step = await self.steps.at_work(session, conversation_id)
            raise StepAtWork(name=step.flow.name if step else "")
        if conversation.status is not Status.AGENT or conversation.holder_id is None:
            raise NotWithAnAgent
        if conversation.holder_id != staff.id and not staff.may(Permission.DESK_SUPERVISE):
            raise HeldByOther(name=await self.name(session, conversation.holder_id))
        return conversation

    async def check_at_rest(self, session: Session, conversation: Conversation) -> None:
        """Raises OnItsWay while somebody is asked to take it."""
        if conversation.offered_to is not None:
            raise OnItsWay(name=await self.name(session, conversation.offered_to))

    async def hold_presences(self, session: Session, *people: StaffId) -> None:
        """Hold the presence of several people, in one order everywhere."""
        for staff_id in sorted(set(people)):
            await self.presence.lock(session, staff_id, now=self.clock.now())

    async def queue_of(self, session: Session, conversation_id: ConversationId) -> QueueId | None:
        """The queue through which it came to people last, else the default one."""
        return await self.people.last_queue(session, conversation_id)

    async def give(
        self,
        session: Session,
        conversation: Conversation,
        holder: StaffId,
        *,
        members: tuple[StaffId, ...] | None = None,
    ) -> Conversation:
        """Put it into an agent's hands, without anybody being asked any more."""
        move = Move(Status.AGENT, holder_id=holder, members=members)
        return await self.conversations.move(session, conversation.id, move)

    async def ring(self, session: Session, staff_id: StaffId, conversation: Conversation) -> None:
        """Have a person's screen look again."""
        await self.streams.append(session, staff_id, CHANGED, ref=conversation.id)
