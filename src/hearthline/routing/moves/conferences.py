"""A second agent in a conversation: asked, joined, left. The owner stays the owner."""

from hearthline.access import Staff
from hearthline.conversations import Conversation, Move, Status
from hearthline.kernel import ConversationId, StaffId
from hearthline.platform.db import Session
from hearthline.routing.model import CONNECTION_GRACE, PresenceState
from hearthline.routing.moves import notices
from hearthline.routing.moves.bench import Bench
from hearthline.routing.moves.errors import (
    NotAsked,
    TargetIsAway,
    TargetIsInIt,
    TargetIsSelf,
    TargetUnknown,
)
from hearthline.routing.moves.model import (
    INVITATION_LASTS,
    Asked,
    Invitation,
    InvitationEnd,
    InvitationId,
)

_NOT_THERE = frozenset({PresenceState.AWAY, PresenceState.OFFLINE})


class Conferences:
    """Who joins whom."""

    def __init__(self, bench: Bench) -> None:
        """Stand on the bench of moves."""
        self._bench = bench

    async def invite(
        self,
        session: Session,
        conversation_id: ConversationId,
        staff: Staff,
        *,
        whom: StaffId,
        asked: Asked,
    ) -> Invitation:
        """Ask a colleague to join; asked again with the same client_id nothing changes.

        Raises TargetUnknown, TargetIsSelf, TargetIsAway, TargetIsInIt, and what `Bench.held`
        raises.
        """
        bench = self._bench
        known = await bench.invitations.by_client(session, conversation_id, asked.client_id)
        if known is not None:
            return known
        conversation = await bench.held(session, conversation_id, staff)
        now = bench.clock.now()
        if whom == conversation.holder_id:
            raise TargetIsSelf
        person = await bench.people.one(
            session, whom, besides=conversation_id, gone=now - CONNECTION_GRACE
        )
        if person is None:
            raise TargetUnknown
        if person.state in _NOT_THERE:
            raise TargetIsAway(name=person.name)
        if await bench.invitations.open_of(session, conversation_id, whom):
            raise TargetIsInIt(name=person.name)
        invitation = Invitation(
            InvitationId.new(),
            asked.client_id,
            conversation_id,
            staff_id=whom,
            invited_by=staff.id,
            note=asked.note,
            invited_at=now,
            expires_at=now + INVITATION_LASTS,
        )
        await bench.invitations.add(session, invitation)
        await bench.ring(session, whom, conversation)
        return invitation

    async def join(
        self, session: Session, conversation_id: ConversationId, staff: Staff
    ) -> Conversation:
        """Follow an invitation; joining again changes nothing. Raises NotAsked."""
        bench = self._bench
        conversation = await bench.conversations.get(session, conversation_id, lock=True)
        if staff.id in conversation.members:
            return conversation
        part = await bench.invitations.open_of(session, conversation_id, staff.id)
        if part is None or conversation.holder_id is None:
            raise NotAsked
        # It counts as his load from now on, so nothing is offered to him meanwhile.
        await bench.hold_presences(session, staff.id)
        await bench.invitations.join(session, part.id, now=bench.clock.now())
        joined = await self._with(session, conversation, (*conversation.members, staff.id))
        saying = notices.joined(conversation, staff.name)
        await bench.conversations.say(session, conversation_id, saying)
        return joined

    async def refuse(self, session: Session, conversation_id: ConversationId, staff: Staff) -> None:
        """Not follow an invitation; without one nothing happens."""
        bench = self._bench
        conversation = await bench.conversations.get(session, conversation_id, lock=True)
        part = await bench.invitations.open_of(session, conversation_id, staff.id)
        if part is not None and part.is_open:
            await self._end(session, conversation, part, InvitationEnd.DECLINED)

    async def leave(
        self, session: Session, conversation_id: ConversationId, staff: Staff
    ) -> Conversation:
        """Leave a conversation that one had joined; leaving again changes nothing."""
        bench = self._bench
        conversation = await bench.conversations.get(session, conversation_id, lock=True)
        part = await bench.invitations.open_of(session, conversation_id, staff.id)
        if part is not None:
            now = bench.clock.now()
            await bench.invitations.end(session, part.id, InvitationEnd.LEFT, now=now)
        if staff.id not in conversation.members:
            return conversation
        others = tuple(one for one in conversation.members if one != staff.id)
        without = await self._with(session, conversation, others)
        saying = notices.left(conversation, staff.name)
        await bench.conversations.say(session, conversation_id, saying)
        return without

    async def due(self, session: Session) -> list[Invitation]:
        """Invitations that nobody answered in time."""
        return await self._bench.invitations.due(session, now=self._bench.clock.now())

    async def run_out(self, session: Session, invitation: Invitation) -> None:
        """End an invitation that nobody answered."""
        bench, conversation_id = self._bench, invitation.conversation_id
        conversation = await bench.conversations.get(session, conversation_id, lock=True)
        part = await bench.invitations.open_of(session, conversation_id, invitation.staff_id)
        if part is not None and part.is_open and part.expires_at <= bench.clock.now():
            await self._end(session, conversation, part, InvitationEnd.UNANSWERED)

    async def _end(
        self,
        session: Session,
        conversation: Conversation,
        part: Invitation,
        outcome: InvitationEnd,
    ) -> None:
        bench = self._bench
        await bench.invitations.end(session, part.id, outcome, now=bench.clock.now())
        for person in sorted({part.staff_id, part.invited_by}):
            await bench.ring(session, person, conversation)

    async def _with(
        self, session: Session, conversation: Conversation, members: tuple[StaffId, ...]
    ) -> Conversation:
        """The same hands with other members; what else is going on goes on."""
        status = Status.BOT if conversation.is_lent else Status.AGENT
        move = Move(
            status,
            holder_id=conversation.holder_id,
            offered_to=conversation.offered_to,
            offer_expires_at=conversation.offer_expires_at,
            members=members,
        )
        return await self._bench.conversations.move(session, conversation.id, move)
