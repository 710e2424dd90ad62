"""The demo's queues: made once, and every one of them is served (R57)."""

from dataclasses import replace

import pytest

from hearthline.access import Role
from hearthline.entrypoints.demo.queues import SKILLS, seed_queues
from hearthline.kernel import TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.routing import PresenceState, Wish
from hearthline.routing.queues.store import Change, QueueSettingStore
from tests.fakes.fake_clock import FakeClock
from tests.make import staff as make_staff
from tests.make.desk import DeskOf

pytestmark = pytest.mark.store


async def test_they_are_made_once_and_serve_what_the_bot_hands_over(
    database: Database, tenant: TenantId, clock: FakeClock, vault: Vault
) -> None:
    desk, store = DeskOf(database, tenant, clock, vault), QueueSettingStore()
    async with database.session(tenant) as session:
        agents = {
            name: await make_staff.staff(session, desk.access, Role.AGENT, name=name)
            for name in SKILLS
        }
        await seed_queues(session, desk.routing, clock, agents=agents)
        queues = {one.name: one for one in await store.every(session)}
        changed = replace(queues["投诉"], target_s=99, counter=2)
        await store.save(session, changed, Change(agents["lijing"].id, clock.now()))
        await seed_queues(session, desk.routing, clock, agents=agents)
        again = {one.name: one for one in await store.every(session)}
    await desk.set(PresenceState.AVAILABLE, agents["lijing"])

    matters = [("供热",), ("电力",), ("投诉", "供热"), ()]
    states = await desk.all([await desk.wait(wish=Wish(about=about)) for about in matters])

    assert again == queues | {"投诉": again["投诉"]}
    assert again["投诉"].target_s == 99
    names = {queue.id: name for name, queue in queues.items()}
    assert [names[one.queue_id] for one in states if one.queue_id] == [
        "供热报修",
        "电力故障",
        "投诉",
        "综合客服",
    ]
    assert {one.offered_to for one in states} == {agents["lijing"].id}
