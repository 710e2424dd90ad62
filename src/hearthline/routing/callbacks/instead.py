"""A call instead of waiting, asked for in the chat: by the choice, its words, then a number."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from hearthline.conversations import Conversation, Message, MessageKind, SenderKind, Status
from hearthline.platform.db import Session
from hearthline.routing.callbacks import notices
from hearthline.routing.callbacks.errors import PhoneNeeded
from hearthline.routing.callbacks.model import FARTHEST, Wanted
from hearthline.routing.callbacks.numbers import phone_in
from hearthline.routing.callbacks.opening import CALLED_WITHIN
from hearthline.routing.callbacks.service import BookedCalls
from hearthline.routing.notices import CALL_INSTEAD, CALL_INSTEAD_LABEL
from hearthline.routing.service import Routing

# Nobody is on duty and nobody knows the wait: not sooner than this.
UNKNOWN_WAIT: Final = timedelta(minutes=15)
_RECENT: Final = 60
_LABELS: Final = (CALL_INSTEAD, CALL_INSTEAD_LABEL.zh, CALL_INSTEAD_LABEL.en.lower())
_AROUND: Final = " \t\n。.!！“”\"'"


class CallsInstead:
    """Hears what waiting customers write, and books what they ask for."""

    def __init__(self, calls: BookedCalls, routing: Routing) -> None:
        """Stand on booked calls."""
        self._calls, self._routing = calls, routing
        self._bench = routing.bench

    async def heard(self, session: Session, message: Message) -> bool:
        """Whether a customer's message was about a call instead; it is answered then.

        Heard again, nothing happens twice. Whoever is with a person is left to that person.
        """
        conversations = self._bench.conversations
        conversation = await conversations.get(session, message.conversation_id, lock=True)
        if not await self._concerns(session, conversation, message):
            return False
        if await self._is_answered(session, message):
            return True
        call = await self._calls.of(session, conversation.id)
        if conversation.status is Status.BOT:
            if call is None:
                return False
            await conversations.answered(session, conversation.id, message.seq)
        if call is None:
            await self._book(session, conversation, message)
        else:
            await self._calls.say(session, notices.booked(conversation, call), conversation.id)
        return True

    async def _concerns(
        self, session: Session, conversation: Conversation, message: Message
    ) -> bool:
        if message.kind is MessageKind.CHOICE and message.data.get("choice") == CALL_INSTEAD:
            return conversation.status in (Status.QUEUED, Status.BOT) and not conversation.is_lent
        if conversation.status is not Status.QUEUED or message.kind is not MessageKind.TEXT:
            return False
        asks = message.text.strip(_AROUND).lower() in _LABELS
        is_number = phone_in(message.text) is not None
        if not asks and not is_number and message.text.strip() != "1":
            return False
        before = await self._before(session, message)
        if is_number:
            return _is_number_wanted(before)
        return asks or _is_first_choice(before)

    async def _book(self, session: Session, conversation: Conversation, message: Message) -> None:
        opens, eta = await self._times(session, conversation)
        phone = phone_in(message.text) if message.kind is MessageKind.TEXT else None
        starts = min(opens + eta, self._bench.clock.now() + FARTHEST)
        wanted = Wanted(_client_id(message), starts, starts + CALLED_WITHIN, phone=phone)
        try:
            await self._calls.book(session, conversation.id, wanted)
        except PhoneNeeded:
            if not _is_number_wanted(await self._before(session, message)):
                saying = notices.phone_wanted(conversation)
                await self._calls.say(session, saying, conversation.id)

    async def _times(
        self, session: Session, conversation: Conversation
    ) -> tuple[datetime, timedelta]:
        """When the queue is served again, and the wait from then on."""
        now = self._bench.clock.now()
        placement = await self._routing.place_of(session, conversation)
        if placement is None:
            return now, UNKNOWN_WAIT
        if placement.opens_at is not None:
            return placement.opens_at, timedelta()
        eta = placement.eta_seconds
        return now, UNKNOWN_WAIT if eta is None else timedelta(seconds=eta)

    async def _before(self, session: Session, message: Message) -> list[Message]:
        """What was said before a message, newest first."""
        read = self._bench.conversations.read
        found = await read(session, message.conversation_id, before_seq=message.seq, limit=_RECENT)
        return list(reversed(found))

    async def _is_answered(self, session: Session, message: Message) -> bool:
        """Whether a word about calls follows a message that is heard again."""
        read = self._bench.conversations.read
        found = await read(session, message.conversation_id, after_seq=message.seq, limit=_RECENT)
        return any(_is_of_calls(one) for one in found)


def _is_of_calls(message: Message) -> bool:
    is_system = message.sender.kind is SenderKind.SYSTEM
    return is_system and str(message.data.get("notice", "")).startswith("callback_")


def _client_id(message: Message) -> UUID:
    """The same for the same message."""
    return UUID(str(message.id))


def _is_number_wanted(before: list[Message]) -> bool:
    """Whether the last that was said of calls was that a number is wanted."""
    for one in before:
        if _is_of_calls(one):
            return bool(one.data["notice"] == notices.PHONE_WANTED)
    return False


def _is_first_choice(before: list[Message]) -> bool:
    """Whether the last choices that were offered, and not answered yet, begin with a call."""
    for one in before:
        if one.sender.kind is SenderKind.CUSTOMER:
            return False
        choices = one.data.get("choices")
        if choices:
            return bool(choices[0].get("value") == CALL_INSTEAD)
    return False
