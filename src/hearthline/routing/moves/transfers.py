"""Giving a conversation to a colleague, who must accept, or to a queue.

Until a colleague has accepted, the giver keeps it and goes on answering: a transfer that is
declined, or that nobody answers, needs no way back, and a killed server loses nothing.
"""

from hearthline.access import Permission, Staff
from hearthline.conversations import Conversation, ConversationClosed, Move, Status
from hearthline.kernel import ConversationId, QueueId, StaffId
from hearthline.platform.db import Session
from hearthline.routing.assignment import Assigner
from hearthline.routing.model import CONNECTION_GRACE, PresenceState
from hearthline.routing.moves import notices
from hearthline.routing.moves.bench import Bench
from hearthline.routing.moves.errors import (
    TargetIsAway,
    TargetIsFull,
    TargetIsSelf,
    TargetUnknown,
)
from hearthline.routing.moves.model import (
    TRANSFER_LASTS,
    TRANSFERRED_PRIORITY,
    Asked,
    PersonTarget,
    Transfer,
    TransferEnd,
    TransferId,
)
from hearthline.routing.moves.passing import Passing

_REACHABLE = frozenset({PresenceState.AVAILABLE, PresenceState.BUSY, PresenceState.WRAP_UP})


class Transfers:
    """The giving end of transfers."""

    def __init__(self, bench: Bench, assigner: Assigner, passing: Passing) -> None:
        """Stand on the bench, on who puts into line, and on the receiving end."""
        self._bench = bench
        self._assigner = assigner
        self._passing = passing

    async def to_person(
        self,
        session: Session,
        conversation_id: ConversationId,
        staff: Staff,
        *,
        to: StaffId,
        asked: Asked,
    ) -> Conversation:
        """Ask a colleague to take it; asked again with the same client_id nothing changes.

        Raises TargetUnknown, TargetIsSelf, TargetIsAway, TargetIsFull, OnItsWay, and what
        `Bench.held` raises.
        """
        bench = self._bench
        conversation = await bench.conversations.get(session, conversation_id, lock=True)
        if await bench.transfers.by_client(session, conversation_id, asked.client_id):
            return conversation
        conversation = await bench.held(session, conversation_id, staff)
        await bench.check_at_rest(session, conversation)
        giver = conversation.holder_id or staff.id
        person = await self._person(session, conversation, to)
        now = bench.clock.now()
        transfer = Transfer(
            TransferId.new(),
            asked.client_id,
            conversation_id,
            from_staff=giver,
            to_staff=to,
            to_queue=None,
            note=asked.note,
            began_at=now,
            expires_at=now + TRANSFER_LASTS,
        )
        await bench.transfers.add(session, transfer)
        queue_id = await bench.queue_of(session, conversation_id)
        if queue_id is not None:
            await bench.offers.add(
                session, conversation_id, queue_id=queue_id, staff_id=person.staff_id, now=now
            )
        move = Move(
            Status.AGENT,
            holder_id=giver,
            offered_to=to,
            offer_expires_at=transfer.expires_at,
        )
        return await bench.conversations.move(session, conversation_id, move)

    async def to_queue(
        self,
        session: Session,
        conversation_id: ConversationId,
        staff: Staff,
        *,
        to: QueueId,
        asked: Asked,
    ) -> Conversation:
        """Put it in another line; a supervisor may move what waits, too.

        Raises TargetUnknown, OnItsWay, and what `Bench.held` raises.
        """
        bench, now = self._bench, self._bench.clock.now()
        conversation = await bench.conversations.get(session, conversation_id, lock=True)
        if await bench.transfers.by_client(session, conversation_id, asked.client_id):
            return conversation
        is_waiting = conversation.status is Status.QUEUED
        if conversation.status is Status.CLOSED:
            raise ConversationClosed
        if not (is_waiting and staff.may(Permission.DESK_SUPERVISE)):
            conversation = await bench.held(session, conversation_id, staff)
            await bench.check_at_rest(session, conversation)
        found = await bench.people.queues(session, now=now, gone=now - CONNECTION_GRACE, only=to)
        if not found:
            raise TargetUnknown
        if is_waiting and conversation.queue_id == to:
            return conversation
        await bench.transfers.end(session, conversation_id, TransferEnd.WITHDRAWN, now=now)
        giver = conversation.holder_id or staff.id
        await bench.presence.lock(session, giver, now=now)
        await bench.offers.finish(session, conversation_id, note=asked.note or None, now=now)
        await bench.transfers.add(
            session,
            Transfer(
                TransferId.new(),
                asked.client_id,
                conversation_id,
                from_staff=giver,
                to_staff=None,
                to_queue=to,
                note=asked.note,
                began_at=now,
                expires_at=None,
            ),
        )
        await bench.invitations.end_all(session, conversation_id, now=now)
        moved = await self._wait(session, conversation, to)
        saying = notices.to_queue(conversation, found[0].name)
        await bench.conversations.say(session, conversation_id, saying)
        return moved

    async def withdraw(
        self, session: Session, conversation_id: ConversationId, staff: Staff
    ) -> Conversation:
        """Take a transfer to a person back before it was accepted; twice is harmless."""
        conversation = await self._bench.held(session, conversation_id, staff)
        return await self._passing.give_back(session, conversation, TransferEnd.WITHDRAWN)

    async def run_out(self, session: Session, conversation_id: ConversationId) -> None:
        """End a transfer that nobody will answer any more."""
        bench = self._bench
        conversation = await bench.conversations.get(session, conversation_id, lock=True)
        now = bench.clock.now()
        due = await bench.transfers.due(session, now=now, gone=now - CONNECTION_GRACE)
        if conversation_id not in due:
            return
        if conversation.status is Status.AGENT:
            await self._passing.give_back(session, conversation, TransferEnd.UNANSWERED)
        else:
            await bench.transfers.end(session, conversation_id, TransferEnd.WITHDRAWN, now=now)

    async def due(self, session: Session) -> list[ConversationId]:
        """Conversations whose transfer nobody will answer any more."""
        now = self._bench.clock.now()
        return await self._bench.transfers.due(session, now=now, gone=now - CONNECTION_GRACE)

    async def _wait(
        self, session: Session, conversation: Conversation, queue_id: QueueId
    ) -> Conversation:
        priority = min(conversation.priority, TRANSFERRED_PRIORITY)
        place = Move(Status.QUEUED, queue_id=queue_id, priority=priority)
        return await self._assigner.wait(session, conversation.id, place, offered_to=None)

    async def _person(
        self, session: Session, conversation: Conversation, staff_id: StaffId
    ) -> PersonTarget:
        bench, now = self._bench, self._bench.clock.now()
        if staff_id == conversation.holder_id:
            raise TargetIsSelf
        gone = now - CONNECTION_GRACE
        if not await bench.people.one(session, staff_id, besides=conversation.id, gone=gone):
            raise TargetUnknown
        await bench.presence.lock(session, staff_id, now=now)
        person = await bench.people.one(session, staff_id, besides=conversation.id, gone=gone)
        if person is None:
            raise TargetUnknown
        if person.state not in _REACHABLE:
            raise TargetIsAway(name=person.name)
        if person.is_full and not (await bench.settings.get(session)).may_exceed:
            raise TargetIsFull(name=person.name, load=person.load, capacity=person.capacity)
        return person
