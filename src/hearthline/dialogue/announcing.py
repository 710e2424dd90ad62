"""What the bot says first while a storm is in force: once in a conversation, where it matters."""

from uuid import uuid5

from hearthline.conversations import Conversations, Saying, Sender
from hearthline.dialogue.engine import Worked
from hearthline.dialogue.machine.effects import Began, HandOver
from hearthline.dialogue.scene import Scene
from hearthline.platform.db import Session
from hearthline.routing import Storms

# The priority of danger, before every other.
_DANGER = 0


class Announcements:
    """Says the announcement of the storm for the customer's district, else of everybody's."""

    def __init__(self, conversations: Conversations, storms: Storms) -> None:
        """Stand on the threads and the storms."""
        self._conversations = conversations
        self._storms = storms

    async def tell(self, session: Session, scene: Scene, worked: Worked) -> None:
        """Say it before the answer of a turn that it is about; a repeat is kept away by its id.

        Words of safety come before everything else, so a turn in danger is left alone.
        """
        if worked.is_danger or _is_urgent(worked):
            return
        storm = await self._storms.about(session, places_in(scene, worked))
        if storm is None or not storm.plan.measures.concerns(sorted(topics_of(worked))):
            return
        conversation = scene.conversation
        saying = Saying(
            Sender.bot(scene.channel.bot_name),
            storm.plan.measures.announces(conversation.locale),
            data={"source": "storm"},
            reply_to=scene.seq,
            client_id=uuid5(storm.id, str(conversation.id)),
        )
        await self._conversations.say(session, conversation.id, saying)


def places_in(scene: Scene, worked: Worked) -> str:
    """The customer's words of now, and what the flows know: an address, what an account told."""
    said = scene.message.text if scene.message is not None else ""
    known = [
        str(value)
        for frame in worked.outcome.state.frames
        for value in (*(one.value for one in frame.slots.values()), *frame.results.values())
    ]
    return "\n".join((said, *known))


def _is_urgent(worked: Worked) -> bool:
    """Whether the turn brings somebody in danger to a person."""
    handed = (one for one in worked.outcome.effects if isinstance(one, HandOver))
    return any(one.priority <= _DANGER for one in handed)


def topics_of(worked: Worked) -> set[str]:
    """The flows and intents that a turn was about, by their names in the packs."""
    outcome = worked.outcome
    begun = {effect.flow for effect in outcome.effects if isinstance(effect, Began)}
    frames = outcome.state.frames
    intents = {frame.intent for frame in frames if frame.intent}
    return begun | {frame.flow for frame in frames} | intents
