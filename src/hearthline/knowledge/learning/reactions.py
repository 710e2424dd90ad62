"""When a conversation was rated elsewhere, note it on what was asked there."""

from hearthline.conversations import ConversationRated
from hearthline.knowledge.learning.service import Questions
from hearthline.platform.db import Database
from hearthline.platform.outbox import Reaction


def learning_reactions(questions: Questions, database: Database) -> list[Reaction]:
    """The reactions of learning, for the worker to register."""

    async def note(event: ConversationRated) -> None:
        """A low score counts against the last question; a better one takes it back."""
        async with database.session(event.tenant_id) as session:
            await questions.rated(
                session, event.conversation_id, score=event.score, solved=event.solved
            )

    return [Reaction("knowledge.note_rating", ConversationRated, note)]
