"""The search: any two letters of Chinese, newest first, filtered, paged, only our tenant's."""

from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.conversations import Finding, Indexer, NoteWords, Numbered, Status
from hearthline.conversations.finding.excerpt import excerpt
from hearthline.conversations.finding.grams import letters, terms_of
from hearthline.conversations.finding.model import Asked, Page
from hearthline.conversations.finding.wire import cursor_of, place_of
from hearthline.conversations.rows import Rows, Wanted
from hearthline.kernel import Id, TicketId
from hearthline.platform.db import Database, Session
from tests.conftest import make_tenant
from tests.conversations.conftest import Rooms

pytestmark = pytest.mark.store


async def found(rooms: Rooms, asked: Asked) -> Page:
    async with rooms.desk.database.session(rooms.desk.tenant) as session:
        return await rooms.finding.search(session, asked)


async def texts(rooms: Rooms, q: str, narrowed: Asked | None = None) -> list[str]:
    page = await found(rooms, replace(narrowed, q=q) if narrowed else Asked(q))
    return [hit.excerpt.text for hit in page.hits]


async def test_chinese_digits_width_and_punctuation(rooms: Rooms) -> None:
    here, _ = await rooms.held("李静")
    for text in ("家里暖气不热，才16度", "电话１３８-1234-5678", "The Boiler is off", "温暖如春"):
        await rooms.says(here, text)
    await rooms.indexer.catch_up(rooms.desk.tenant)

    assert await texts(rooms, "气不热") == ["家里暖气不热，才16度"]
    assert await texts(rooms, "不热才16") == ["家里暖气不热，才16度"]
    assert await texts(rooms, "热不气") == []
    assert await texts(rooms, "13812345678") == ["电话１３８-1234-5678"]
    assert await texts(rooms, "5678") == ["电话１３８-1234-5678"]
    assert await texts(rooms, "boil") == ["The Boiler is off"]
    assert await texts(rooms, "暖气 16") == ["家里暖气不热，才16度"]
    assert await texts(rooms, "春") == ["温暖如春"]
    assert set(await texts(rooms, "暖")) == {"家里暖气不热，才16度", "温暖如春"}
    assert await texts(rooms, "，。") == []


async def test_notes_labels_and_what_is_elsewhere_are_found_with_the_place_to_jump_to(
    rooms: Rooms,
) -> None:
    here, [agent] = await rooms.held("李静")
    await rooms.says(here, "阀门漏水了")
    async with rooms.desk.database.session(rooms.desk.tenant) as session:
        words = NoteWords("阀门上月换过", Id.new())
        note = await rooms.notes.write(session, here, agent, words=words)
    await rooms.indexer.catch_up(rooms.desk.tenant)
    ticket = TicketId.new()

    async def orders(session: Session, q: str, limit: int) -> list[Numbered]:
        del session, limit
        return [Numbered(ticket, "20261121-0042", "漏水", "张*", rooms.clock.now())] if q else []

    rooms.finding = Finding(rooms.clock, elsewhere=orders)
    page = await found(rooms, Asked("阀门"))
    labels = await found(rooms, Asked("张", since=rooms.clock.now() - timedelta(days=1)))

    seqs = [message.seq for message in await rooms.thread(here) if message.text == "阀门漏水了"]
    assert [hit.kind for hit in page.hits] == ["ticket", "note", "message"] or [
        hit.kind for hit in page.hits
    ] == ["ticket", "message", "note"]
    assert page.hits[0].ref == ticket
    assert {hit.ref for hit in page.hits if hit.kind == "note"} == {note.id}
    assert [hit.seq for hit in page.hits if hit.kind == "message"] == seqs
    assert [hit.kind for hit in labels.hits] == ["label"]


async def test_pages_over_years_hold_every_hit_once_newest_first(rooms: Rooms) -> None:
    here, _ = await rooms.held("李静")
    for number in range(12):
        await rooms.says(here, f"第{number}次停暖报修")
        rooms.later(86_400 * 40)
        await rooms.indexer.catch_up(rooms.desk.tenant)

    seen: list[str] = []
    before = None
    while True:
        page = await found(rooms, Asked("停暖报修", before=before, limit=5))
        seen += [hit.excerpt.text for hit in page.hits]
        if page.after is None:
            break
        assert place_of(cursor_of(page.after)) == page.after
        before = page.after

    assert seen == [f"第{number}次停暖报修" for number in reversed(range(12))]


async def test_filters_by_status_agent_and_time(rooms: Rooms) -> None:
    here, [agent, other] = await rooms.held("李静", "赵强")
    await rooms.says(here, "室温不达标")
    async with rooms.desk.database.session(rooms.desk.tenant) as session:
        from_agent = {"conversation": here, "staff": agent.id}
        await session.execute(
            "UPDATE message SET staff_id = %(staff)s"
            " WHERE conversation_id = %(conversation)s AND sender_kind = 'system'",
            from_agent,
        )
    await rooms.indexer.catch_up(rooms.desk.tenant)
    now = rooms.clock.now()

    assert await texts(rooms, "室温", Asked("", status=Status.AGENT)) == ["室温不达标"]
    assert await texts(rooms, "室温", Asked("", status=Status.CLOSED)) == []
    assert await texts(rooms, "室温", Asked("", agent=agent.id)) == ["室温不达标"]
    assert await texts(rooms, "室温", Asked("", agent=other.id)) == []
    assert await texts(rooms, "室温", Asked("", until=now - timedelta(days=1))) == []
    assert await texts(rooms, "室温", Asked("", since=now - timedelta(days=1))) == ["室温不达标"]
    far_east = timezone(timedelta(hours=14))
    since = (now - timedelta(minutes=1)).astimezone(far_east)
    assert await texts(rooms, "室温", Asked("", since=since)) == ["室温不达标"]


async def test_another_tenant_finds_nothing_of_ours_and_two_fillers_fill_once(
    rooms: Rooms, database: Database
) -> None:
    here, _ = await rooms.held("李静")
    await rooms.says(here, "机密的户号")
    second = Indexer(database, rooms.clock)
    await rooms.indexer.catch_up(rooms.desk.tenant)
    await second.catch_up(rooms.desk.tenant)

    async with database.session(await make_tenant(database)) as session:
        theirs = await rooms.finding.search(session, Asked("机密"))
        await session.execute("SELECT set_config('hearthline.find', '''机密''', true)")
        raw = await session.all("SELECT * FROM search_text")

    assert await texts(rooms, "机密") == ["机密的户号"]
    assert (theirs.hits, raw) == ([], [])


async def test_history_from_before_the_search_is_walked_through(rooms: Rooms) -> None:
    here, _ = await rooms.held("李静")
    await rooms.says(here, "三天前的话")
    rooms.later(86_400 * 3)

    await rooms.indexer.catch_up(rooms.desk.tenant)

    assert await texts(rooms, "三天前") == ["三天前的话"]


async def test_the_lists_own_search_reaches_beyond_the_newest(rooms: Rooms) -> None:
    here, [agent] = await rooms.held("李静")
    await rooms.says(here, "老式铸铁散热器")
    await rooms.indexer.catch_up(rooms.desk.tenant)
    rows = Rows(rooms.desk.access.names, found=rooms.finding.conversations)

    async with rooms.desk.database.session(rooms.desk.tenant) as session:
        await session.execute(
            "INSERT INTO conversation (id, channel_id, label, opened_at, updated_at)"
            " SELECT gen_random_uuid(), channel_id, '李*', opened_at, updated_at"
            " FROM conversation, generate_series(1, 250) LIMIT 250"
        )
        page = await rows.page(session, Wanted("all", agent.id, q="铸铁散热"))
        none = await rows.page(session, Wanted("closed", agent.id, q="铸铁散热"))

    assert [row.conversation.id for row in page] == [here]
    assert none == []


@given(st.text("暖气不热。 ,ＡB1２", max_size=60), st.integers(0, 59), st.integers(1, 8))
def test_what_stands_in_a_text_is_marked_in_its_excerpt(text: str, at: int, length: int) -> None:
    piece = text[at : at + length]
    terms = terms_of(piece.replace(" ", ""))
    if not terms:
        return

    marked = excerpt(text, terms)

    if terms[0] in letters(text)[0]:
        assert marked.spans
    for begin, end in marked.spans:
        assert terms[0] in letters(marked.text[begin:end])[0] or end == len(marked.text)
