"""Replies that may be taken back: kept by the server, sent once, in order, or honestly returned."""

import asyncio
from datetime import timedelta

import pytest

from hearthline.access import Staff
from hearthline.conversations import ConversationClosed, Move, NoSuchUpload, NotTheHolder, Status
from hearthline.conversations.writing.errors import AlreadySent, ReplyTakenBack
from hearthline.conversations.writing.model import Replied, Returned, Words
from hearthline.kernel import ConversationId, Id
from tests.conversations.conftest import Rooms

pytestmark = pytest.mark.store

FIVE = timedelta(seconds=5)


async def write(
    rooms: Rooms,
    conversation_id: ConversationId,
    staff: Staff,
    *,
    text: str,
    undo: timedelta = FIVE,
    client_id: Id | None = None,
) -> Replied:
    async with rooms.desk.database.session(rooms.desk.tenant) as session:
        words = Words(client_id or Id.new(), text, undo=undo)
        return await rooms.writing.reply(session, conversation_id, staff, words=words)


async def take_back(
    rooms: Rooms, conversation_id: ConversationId, staff: Staff, replied: Replied
) -> str | None:
    assert replied.pending
    async with rooms.desk.database.session(rooms.desk.tenant) as session:
        reply = await rooms.writing.take_back(
            session, conversation_id, staff, client_id=replied.pending.client_id
        )
    return reply.text if reply else None


async def move(rooms: Rooms, conversation_id: ConversationId, to: Move) -> None:
    async with rooms.desk.database.session(rooms.desk.tenant) as session:
        await rooms.desk.conversations.move(session, conversation_id, to)


async def test_a_kept_reply_is_sent_when_its_time_is_up_and_not_before(rooms: Rooms) -> None:
    here, [agent] = await rooms.held("李静")
    kept = await write(rooms, here, agent, text="马上为您查")

    early = await rooms.timers.send(rooms.desk.tenant)
    rooms.later(5)
    due = await rooms.timers.send(rooms.desk.tenant)
    again = await rooms.timers.send(rooms.desk.tenant)

    assert kept.message is None
    assert (early, due, again) == (0, 1, 0)
    assert await rooms.said(here) == ["马上为您查"]


async def test_many_processes_send_it_once_and_a_repeated_request_changes_nothing(
    rooms: Rooms,
) -> None:
    here, [agent] = await rooms.held("李静")
    key = Id.new()
    first = await write(rooms, here, agent, text="查到了", client_id=key)
    repeated = await write(rooms, here, agent, text="查到了", client_id=key)
    rooms.later(6)

    await asyncio.gather(*(rooms.timers.send(rooms.desk.tenant) for _ in range(8)))
    late = await write(rooms, here, agent, text="查到了", client_id=key)

    assert (first.is_new, repeated.is_new, late.is_new) == (True, False, False)
    assert late.message
    assert await rooms.said(here) == ["查到了"]


async def test_several_keep_their_order_and_nothing_overtakes(rooms: Rooms) -> None:
    here, [agent] = await rooms.held("李静")
    await write(rooms, here, agent, text="一")
    rooms.later(1)
    await write(rooms, here, agent, text="二", undo=timedelta(seconds=1))
    await write(rooms, here, agent, text="三", undo=timedelta())

    rooms.later(3)
    await rooms.timers.send(rooms.desk.tenant)
    before = await rooms.said(here)
    rooms.later(1)
    await rooms.timers.send(rooms.desk.tenant)

    assert before == []
    assert await rooms.said(here) == ["一", "二", "三"]


async def test_taken_back_is_never_sent_even_by_a_late_repeat(rooms: Rooms) -> None:
    here, [agent] = await rooms.held("李静")
    key = Id.new()
    kept = await write(rooms, here, agent, text="写错了", client_id=key)

    words = await take_back(rooms, here, agent, kept)
    again = await take_back(rooms, here, agent, kept)
    with pytest.raises(ReplyTakenBack):
        await write(rooms, here, agent, text="写错了", client_id=key)
    rooms.later(10)
    await rooms.timers.send(rooms.desk.tenant)

    assert (words, again) == ("写错了", "写错了")
    assert await rooms.said(here) == []


async def test_too_late_to_take_back_is_said(rooms: Rooms) -> None:
    here, [agent] = await rooms.held("李静")
    kept = await write(rooms, here, agent, text="已经发出")
    rooms.later(5)
    await rooms.timers.send(rooms.desk.tenant)

    with pytest.raises(AlreadySent):
        await take_back(rooms, here, agent, kept)


async def test_send_now_sends_what_came_before_it_too(rooms: Rooms) -> None:
    here, [agent] = await rooms.held("李静")
    await write(rooms, here, agent, text="一")
    second = await write(rooms, here, agent, text="二")
    await write(rooms, here, agent, text="三")
    assert second.pending

    async with rooms.desk.database.session(rooms.desk.tenant) as session:
        await rooms.writing.hasten(session, here, agent, client_id=second.pending.client_id)

    assert await rooms.said(here) == ["一", "二"]


async def test_after_a_transfer_the_words_go_back_into_the_draft_and_nowhere_else(
    rooms: Rooms,
) -> None:
    here, [first, second] = await rooms.held("李静", "赵强")
    await write(rooms, here, first, text="我来处理")
    await write(rooms, here, first, text="请稍等")
    await move(rooms, here, Move(Status.AGENT, holder_id=second.id))
    rooms.later(6)

    await rooms.timers.send(rooms.desk.tenant)
    async with rooms.desk.database.session(rooms.desk.tenant) as session:
        draft = await rooms.drafts.get(session, here, first)
        others = await rooms.drafts.get(session, here, second)

    assert await rooms.said(here) == []
    assert (draft.text, draft.returned) == ("我来处理\n请稍等", Returned.MOVED)
    assert others.text == ""


async def test_after_the_end_the_words_go_back_and_a_new_reply_is_refused(rooms: Rooms) -> None:
    here, [agent] = await rooms.held("李静")
    await write(rooms, here, agent, text="还有一句")
    await move(rooms, here, Move(Status.CLOSED))
    rooms.later(6)

    await rooms.timers.send(rooms.desk.tenant)
    async with rooms.desk.database.session(rooms.desk.tenant) as session:
        draft = await rooms.drafts.get(session, here, agent)
    with pytest.raises(ConversationClosed):
        await write(rooms, here, agent, text="再来一句")

    assert (draft.text, draft.returned) == ("还有一句", Returned.CLOSED)


async def test_only_the_owner_and_who_joined_may_send(rooms: Rooms) -> None:
    here, [owner, guest, stranger] = await rooms.held("李静", "赵强", "周敏")
    await move(rooms, here, Move(Status.AGENT, holder_id=owner.id, members=(guest.id,)))

    await write(rooms, here, guest, text="我也在", undo=timedelta())
    with pytest.raises(NotTheHolder):
        await write(rooms, here, stranger, text="我来插一句")

    assert await rooms.said(here) == ["我也在"]


async def test_a_picture_is_sent_by_its_bytes_and_another_threads_file_is_not(
    rooms: Rooms,
) -> None:
    here, [agent] = await rooms.held("李静")
    elsewhere = await rooms.desk.wait()
    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
    own = await rooms.uploads.take(rooms.desk.tenant, here, name="截图.png", content=png)
    other = await rooms.uploads.take(rooms.desk.tenant, elsewhere, name="x.png", content=png)

    async with rooms.desk.database.session(rooms.desk.tenant) as session:
        words = Words(Id.new(), upload_id=own.id)
        sent = await rooms.writing.reply(session, here, agent, words=words)
    with pytest.raises(NoSuchUpload):
        async with rooms.desk.database.session(rooms.desk.tenant) as session:
            words = Words(Id.new(), upload_id=other.id)
            await rooms.writing.reply(session, here, agent, words=words)

    assert sent.message
    assert (sent.message.kind, sent.message.data["mime"]) == ("image", "image/png")
