"""What a customer sees of the state of his conversation: status, place in the queue, agent."""

from hearthline.channels.contract import ConversationOut, QueueOut, SuggestionOut
from hearthline.conversations import Conversation, Names, Status, shows_typing
from hearthline.dialogue import Dialogue
from hearthline.platform.db import Database, Session
from hearthline.routing import Routing


class CustomerView:
    """Reads the state of a conversation as its customer may see it."""

    def __init__(
        self, database: Database, *, names: Names, routing: Routing, dialogue: Dialogue
    ) -> None:
        """Collaborators, made by composition."""
        self._database = database
        self._names = names
        self._routing = routing
        self._dialogue = dialogue

    async def conversation(self, conversation: Conversation) -> ConversationOut:
        """The conversation of an opened session."""
        async with self._database.session(conversation.tenant_id) as session:
            queue = await self._queue(session, conversation)
        return ConversationOut(
            id=conversation.id,
            epoch=conversation.epoch,
            status=conversation.status.value,
            last_seq=conversation.last_seq,
            queue=queue,
        )

    async def shows_typing(self, conversation: Conversation) -> bool:
        """Whether agents see what this customer types before it is sent."""
        async with self._database.session(conversation.tenant_id) as session:
            return await shows_typing(session, conversation.id)

    async def suggestions(self, conversation: Conversation) -> list[SuggestionOut]:
        """猜你想问 for this person (R41)."""
        async with self._database.session(conversation.tenant_id) as session:
            scene = await self._dialogue.scene(session, conversation.id)
        found = await self._dialogue.suggestions(scene)
        return [SuggestionOut(label=item.label, text=item.text) for item in found]

    async def state(self, conversation: Conversation) -> dict[str, object]:
        """The `state` frame of the stream."""
        if conversation.status in (Status.BOT, Status.CLOSED):
            return _state(conversation)
        async with self._database.session(conversation.tenant_id) as session:
            return await self._with_people(session, conversation)

    async def _with_people(self, session: Session, conversation: Conversation) -> dict[str, object]:
        queue = await self._queue(session, conversation)
        return _state(conversation) | {
            "queue": queue.model_dump() if queue else None,
            "agent": await self._agent(session, conversation),
        }

    async def _queue(self, session: Session, conversation: Conversation) -> QueueOut | None:
        if conversation.status is not Status.QUEUED:
            return None
        place = await self._routing.place_of(session, conversation)
        return QueueOut(position=place.position, eta_s=place.eta_seconds) if place else None

    async def _agent(self, session: Session, conversation: Conversation) -> dict[str, str] | None:
        if conversation.holder_id is None:
            return None
        names = await self._names(session, [conversation.holder_id])
        return {"name": names.get(conversation.holder_id, "")}


def _state(conversation: Conversation) -> dict[str, object]:
    return {
        "type": "state",
        "status": conversation.status.value,
        "queue": None,
        "agent": None,
    }
