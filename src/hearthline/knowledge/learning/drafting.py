"""An answer made from what an agent said after a question; nothing of it is published by itself."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from hearthline.conversations import Conversations, Message, MessageKind, SenderKind
from hearthline.kernel import ConversationId
from hearthline.knowledge.learning.gap_store import Asking
from hearthline.knowledge.learning.masking import Masking, without_personal
from hearthline.knowledge.learning.model import AnswerDraft, Proposal, Source
from hearthline.platform.db import Session

_CONVERSATIONS: Final = 5
_LOOK_AHEAD: Final = 100
_LONGEST_FILLER: Final = 24
_LONGEST_ANSWER: Final = 4000
_FILLER: Final = re.compile(
    r"^(?:您好|你好|在的|好的?|嗯|收到|请?您?稍等|稍等|请稍候|感谢|谢谢|不客气|不用谢|再见|祝您|"
    r"很高兴|我是|这边|正在|马上|帮您查|为您查|还有(?:什么|其他|别的)|请问还|麻烦(?:您)?(?:提供|说|给)|"
    r"方便(?:提供|说|告知)|hello|hi\b|thanks|thank you|one moment|please wait|anything else)",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(r"[?？]\s*$|[吗呢]\s*[。.!！]*$")


class Drafting:
    """Makes answers of talks between agents and customers."""

    def __init__(self, conversations: Conversations, *, masking: Masking) -> None:
        """Collaborators."""
        self._conversations = conversations
        self._masking = masking

    async def draft(
        self,
        session: Session,
        askings: Sequence[Asking],
        proposals: Sequence[Proposal],
        *,
        now: datetime,
    ) -> AnswerDraft | None:
        """What people answered: an offered answer first, else an agent's after a question."""
        offered = [one for one in proposals if one.answer]
        if offered:
            newest = max(offered, key=lambda one: one.at)
            return AnswerDraft(newest.question, newest.answer, newest.origin)
        looked_at = 0
        for asking in askings:
            example = asking.example
            if (
                example.source is not Source.BOT
                or asking.seq is None
                or looked_at >= _CONVERSATIONS
            ):
                continue
            if example.conversation_id is None:
                continue
            looked_at += 1
            answer = await self.said_after(
                session, example.conversation_id, seq=asking.seq, now=now
            )
            if answer:
                return AnswerDraft(example.text, answer, "conversation")
        return None

    async def said_after(
        self, session: Session, conversation_id: ConversationId, *, seq: int, now: datetime
    ) -> str:
        """What agents told the customer after message `seq`, without personal data; may be empty.

        Greetings, promises to look, and questions back are left out.
        """
        messages = await self._conversations.read(
            session, conversation_id, after_seq=max(0, seq - 1), limit=_LOOK_AHEAD
        )
        told = [
            message.text
            for message in messages
            if message.sender.kind is SenderKind.AGENT and tells_something(message)
        ]
        context = [one.text for one in messages if one.sender.kind is not SenderKind.BOT]
        whole = "\n".join(dict.fromkeys(told))[:_LONGEST_ANSWER]
        return self.masked(whole, now, context) if whole else ""

    def masked(self, text: str, now: datetime, context: Sequence[str]) -> str:
        """A text without the personal data that it or what was said around it tells."""
        return without_personal(text, now, self._masking, context=context)


def tells_something(message: Message) -> bool:
    """Whether words are an answer: no greeting, no promise to look, no question back."""
    text = message.text.strip()
    is_filler = len(text) <= _LONGEST_FILLER and _FILLER.match(text) is not None
    return message.kind is MessageKind.TEXT and not is_filler and not _ASKS.search(text)
