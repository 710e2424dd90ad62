"""Account and work-order numbers in an agent's words, held against those of the conversation."""

from hearthline.conversations.model import SenderKind
from hearthline.conversations.service import Conversations
from hearthline.conversations.writing.numbers import NearNumber, near_numbers, numbers_in
from hearthline.kernel import ConversationId
from hearthline.platform.db import Session

_RECENT = 200


class Spelling:
    """Looks for numbers that are one slip away from a known one."""

    def __init__(self, conversations: Conversations) -> None:
        """Known is what the conversation holds: its accounts, and what others than agents wrote."""
        self._conversations = conversations

    async def check(
        self, session: Session, conversation_id: ConversationId, text: str
    ) -> list[NearNumber]:
        """The doubtful numbers of a text; raises NoSuchConversation."""
        conversation = await self._conversations.get(session, conversation_id)
        if not numbers_in(text):
            return []
        messages = await self._conversations.read(
            session, conversation_id, before_seq=conversation.last_seq + 1, limit=_RECENT
        )
        known = {account.account_no for account in conversation.accounts}
        for message in messages:
            if message.sender.kind is not SenderKind.AGENT:
                known |= numbers_in(message.text)
        return near_numbers(text, known)
