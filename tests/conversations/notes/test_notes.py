"""Private notes: staff see them at once, who is mentioned is told, a repeat is harmless."""

import pytest

from hearthline.access import Staff
from hearthline.conversations import Note, NoteKind, NoteWords
from hearthline.conversations.notes.errors import MentionUnknown
from hearthline.kernel import ConversationId, Id, StaffId
from hearthline.platform.hub import Hub
from tests.conversations.conftest import Rooms

pytestmark = pytest.mark.store


async def note(rooms: Rooms, here: ConversationId, by: Staff, words: NoteWords) -> Note:
    async with rooms.desk.database.session(rooms.desk.tenant) as session:
        return await rooms.notes.write(session, here, by, words=words)


async def test_a_note_stands_behind_what_was_said_and_is_told_to_whom_it_names(
    rooms: Rooms, hub: Hub
) -> None:
    here, [agent, boss] = await rooms.held("李静", "王芳")
    await rooms.says(here, "暖气又停了")
    words = NoteWords("@王芳 这户上周也报过", Id.new(), (boss.id,))

    async with hub.watch(f"desk:{here}", f"staff:{boss.id}") as watch:
        written = await note(rooms, here, agent, words)
        heard = [await watch.next(timeout_seconds=5) for _ in range(2)]
    repeated = await note(rooms, here, agent, words)
    async with rooms.desk.database.session(rooms.desk.tenant) as session:
        listed = await rooms.notes.of(session, here)
        mentions = await rooms.notes.mentions(session, boss, unread=True)
        unread = await rooms.notes.unread(session, boss)
        await rooms.notes.mark_read(session, boss, notes=[written.id])
        left = await rooms.notes.unread(session, boss)

    assert [one.note["frame"]["type"] for one in heard if one and one.note] == [
        "notes",
        "mention",
    ]
    assert repeated == written
    assert listed == [written]
    assert written.after_seq == (await rooms.get(here)).last_seq
    assert [(one.note.id, one.label) for one in mentions] == [(written.id, "张*")]
    assert (unread, left) == (1, 0)


async def test_reading_the_thread_reads_its_mentions(rooms: Rooms) -> None:
    here, [agent, boss] = await rooms.held("李静", "王芳")
    await note(rooms, here, agent, NoteWords("看一下", Id.new(), (boss.id,), NoteKind.WHISPER))

    async with rooms.desk.database.session(rooms.desk.tenant) as session:
        await rooms.notes.mark_read(session, boss, notes=[], conversation_id=here)
        every = await rooms.notes.mentions(session, boss)

    assert [mention.read_at is not None for mention in every] == [True]


async def test_nobody_who_is_not_here_can_be_mentioned(rooms: Rooms) -> None:
    here, [agent] = await rooms.held("李静")

    with pytest.raises(MentionUnknown):
        await note(rooms, here, agent, NoteWords("看一下", Id.new(), (StaffId.new(),)))
