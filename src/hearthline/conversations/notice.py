"""Telling the staff's streams, and those who wait in line, that a conversation changed."""

from uuid import UUID

from hearthline.conversations.model import Conversation
from hearthline.platform.db import Session
from hearthline.platform.streams import Streams

CHANGED = "conversation.changed"


async def tell_staff(session: Session, streams: Streams, *states: Conversation) -> None:
    """Number the change in the streams of every hand that had or has the conversation."""
    concerned: set[UUID] = set()
    for state in states:
        hands: tuple[UUID | None, ...] = (state.holder_id, state.offered_to, state.queue_id)
        concerned.update(stream for stream in (*hands, *state.members) if stream is not None)
    for stream in sorted(concerned):
        await streams.append(session, stream, CHANGED, ref=states[0].id)


async def tell_line(session: Session, before: Conversation, after: Conversation) -> None:
    """Tell waiting customers that the order of a line changed; words in it change nothing."""
    places = [(one.queue_id, one.priority) for one in (before, after)]
    if places[0] == places[1]:
        return
    for queue_id in {before.queue_id, after.queue_id} - {None}:
        await session.notify(f"line:{queue_id}")
