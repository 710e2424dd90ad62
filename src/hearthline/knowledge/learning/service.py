"""The log of questions: what was asked, what was found, and how it went on."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from hearthline.conversations import Conversations, SenderKind
from hearthline.kernel import Clock, ConversationId
from hearthline.knowledge.learning.errors import NoAnswerThere
from hearthline.knowledge.learning.masking import Masking, without_personal
from hearthline.knowledge.learning.model import LONGEST_QUESTION, Asked, TurnNote, Used
from hearthline.knowledge.learning.question_store import Last, QuestionStore
from hearthline.platform.db import Session

_SAME_TALK: Final = timedelta(minutes=15)
# Two messages of the customer with what the bot says to each.
_SAME_BREATH: Final = 6
_SAME_RATING: Final = timedelta(days=2)
_STILL_TYPING: Final = timedelta(seconds=20)
_SHORTEST: Final = 2
_LOW: Final = 2
_BATCH: Final = 5000


class Questions:
    """Keeps what is asked of knowledge, without personal data, for a number of days."""

    def __init__(
        self, conversations: Conversations, clock: Clock, *, masking: Masking, kept: timedelta
    ) -> None:
        """Collaborators; `kept` is how long a question is remembered."""
        self._conversations = conversations
        self._clock = clock
        self.masking = masking
        self.kept = kept
        self._store = QuestionStore()

    async def ask(self, session: Session, asked: Asked) -> None:
        """Write down a question, without the personal data in it.

        A search of staff takes the place of its own beginning, typed a moment ago.
        """
        now = self._clock.now()
        text = without_personal(asked.text, now, self.masking)[:LONGEST_QUESTION]
        if sum(char.isalnum() for char in text) < _SHORTEST:
            return
        asked = replace(asked, text=text)
        if asked.staff_id is not None and await self._store.replace_typed(
            session, asked, now=now, within=_STILL_TYPING
        ):
            return
        await self._store.add(session, asked, now=now)

    async def note(self, session: Session, note: TurnNote) -> None:
        """Write down what a turn of the bot tells."""
        now, last = self._clock.now(), self._last(note.conversation_id, note.seq)
        if note.is_rejection:
            await self._store.reject(session, last, now=now)
        if note.asked is not None and note.is_choice:
            await self._store.tell_after_all(session, last, note.asked, now=now)
        elif note.asked is not None:
            await self.ask(session, note.asked)
        if note.is_handed:
            await self._store.hand_off(session, last, now=now)

    async def handed_off(
        self, session: Session, conversation_id: ConversationId, *, seq: int
    ) -> None:
        """A person took over at message `seq`; counts for a question asked just before."""
        last = self._last(conversation_id, seq)
        await self._store.hand_off(session, last, now=self._clock.now())

    async def rated(
        self, session: Session, conversation_id: ConversationId, *, score: int, solved: bool | None
    ) -> None:
        """The customer rated the conversation: low is 1 or 2, or not solved."""
        now = self._clock.now()
        is_low = score <= _LOW or solved is False
        last = Last(conversation_id, since=now - _SAME_RATING)
        await self._store.rate(session, last, is_low=is_low, now=now)

    async def vote(
        self, session: Session, conversation_id: ConversationId, *, seq: int, is_good: bool
    ) -> None:
        """Keep the customer's thumb on the bot's message `seq`; raises NoAnswerThere."""
        found = await self._conversations.read(session, conversation_id, after_seq=seq - 1, limit=1)
        message = found[0] if found and found[0].seq == seq else None
        is_answer = message is not None and message.sender.kind is SenderKind.BOT
        if message is None or not is_answer or message.reply_to is None:
            raise NoAnswerThere(seq=seq)
        vote, now = (1 if is_good else -1), self._clock.now()
        if not await self._store.vote(
            session, conversation_id, seq=message.reply_to, vote=vote, now=now
        ):
            raise NoAnswerThere(seq=seq)

    async def used(self, session: Session, used: Used) -> None:
        """A member of staff opened, copied or sent an article."""
        await self._store.use(session, used, now=self._clock.now())

    def _last(self, conversation_id: ConversationId, seq: int) -> Last:
        since = self._clock.now() - _SAME_TALK
        return Last(conversation_id, since=since, after_seq=seq - _SAME_BREATH)

    async def forget(self, session: Session) -> int:
        """Delete a part of what is older than is kept; 0 when nothing is left to delete."""
        return await self._store.forget(session, before=self._clock.now() - self.kept, limit=_BATCH)
