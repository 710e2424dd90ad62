"""Who is looking: known to every process, told at each change, forgotten without repeats."""

import pytest

from hearthline.access import Staff
from hearthline.conversations import Doing, Looking
from hearthline.kernel import ConversationId
from hearthline.platform.hub import Hub
from tests.conversations.conftest import Rooms

pytestmark = pytest.mark.store


async def test_colleagues_see_each_other_until_one_is_gone(rooms: Rooms, hub: Hub) -> None:
    here, [first, second] = await rooms.held("李静", "赵强")
    another_process = Looking(rooms.desk.conversations, rooms.clock)

    async def tell(
        looking: Looking, where: ConversationId, who: Staff, doing: Doing
    ) -> list[tuple[str, Doing]]:
        async with rooms.desk.database.session(rooms.desk.tenant) as session:
            there = await looking.tell(session, where, who, doing=doing)
        return [(one.name, one.doing) for one in there]

    async with hub.watch(f"desk:{here}") as watch:
        await tell(rooms.looking, here, first, Doing.LOOKING)
        both = await tell(another_process, here, second, Doing.WRITING)
        told = [await watch.next(timeout_seconds=5) for _ in range(2)]
        await tell(rooms.looking, here, first, Doing.LOOKING)
        nothing_new = await watch.next(timeout_seconds=0.2)
    left = await tell(rooms.looking, here, second, Doing.GONE)
    rooms.later(46)
    forgotten = await tell(rooms.looking, here, second, Doing.LOOKING)

    assert both == [("李静", "looking"), ("赵强", "writing")]
    assert all(one and one.note and one.note["frame"]["type"] == "looking" for one in told)
    assert nothing_new is None
    assert left == [("李静", "looking")]
    assert forgotten == [("赵强", "looking")]
