"""Drafts on the server: they survive, grow by version, and the second tab takes over cleanly."""

import pytest

from hearthline.access import Staff
from hearthline.conversations.writing.errors import DraftElsewhere
from hearthline.conversations.writing.model import Draft, Mode, Typed
from hearthline.kernel import ConversationId
from hearthline.platform.hub import Hub, Watch
from tests.conversations.conftest import Rooms

pytestmark = pytest.mark.store


async def keep(
    rooms: Rooms, here: ConversationId, staff: Staff, text: str, *, base: int, tab: str = "a"
) -> Draft:
    async with rooms.desk.database.session(rooms.desk.tenant) as session:
        typed = Typed(text, Mode.REPLY, base, tab)
        return await rooms.drafts.keep(session, here, staff, typed=typed)


async def test_a_draft_is_there_after_everything_restarted(rooms: Rooms) -> None:
    here, [agent, other] = await rooms.held("李静", "赵强")
    await keep(rooms, here, agent, "您家的", base=0)
    second = await keep(rooms, here, agent, "您家的户号是", base=1)

    async with rooms.desk.database.session(rooms.desk.tenant) as session:
        mine = await rooms.drafts.get(session, here, agent)
        theirs = await rooms.drafts.get(session, here, other)
        with_words = await rooms.drafts.with_words(session, agent)

    assert (second.version, mine.text, theirs.text) == (2, "您家的户号是", "")
    assert with_words == [here]


async def test_the_second_tab_takes_over_and_the_first_is_told(rooms: Rooms, hub: Hub) -> None:
    here, [agent] = await rooms.held("李静")
    first = await keep(rooms, here, agent, "甲", base=0, tab="a")

    async with hub.watch(f"staff:{agent.id}") as watch:
        taken_over = await keep(rooms, here, agent, "甲乙", base=first.version, tab="b")
        told = await _version_told(watch)
        while told < taken_over.version:  # what was told of the first may come a little late
            told = await _version_told(watch)
    with pytest.raises(DraftElsewhere):
        await keep(rooms, here, agent, "甲丙", base=first.version, tab="a")
    lost_answer = await keep(rooms, here, agent, "甲乙丁", base=first.version, tab="b")

    assert told == taken_over.version
    assert (lost_answer.text, lost_answer.version) == ("甲乙丁", 3)


async def test_dropping_twice_is_harmless_and_the_version_only_grows(rooms: Rooms) -> None:
    here, [agent] = await rooms.held("李静")
    await keep(rooms, here, agent, "不要了", base=0)

    async with rooms.desk.database.session(rooms.desk.tenant) as session:
        dropped = await rooms.drafts.drop(session, here, agent, tab="a")
        again = await rooms.drafts.drop(session, here, agent, tab="a")

    assert (dropped.text, dropped.version, again.version) == ("", 2, 2)


async def _version_told(watch: Watch) -> int:
    """The version of the draft that the next news of a person's tabs tells."""
    signal = await watch.next(timeout_seconds=5)
    assert signal
    assert signal.note
    return int(signal.note["frame"]["version"])
