"""Macros are checked when they are saved, found by pinyin, and one's own or everybody's."""

from dataclasses import replace

import pytest

from hearthline.access import Role
from hearthline.assist.macros import Step
from hearthline.assist.macros.errors import (
    MacroShortcutTaken,
    MacroUnfit,
    MacroUnknown,
    SharedMacroNotYours,
)
from hearthline.kernel import QueueId
from tests.make.macros import MacroDesk

pytestmark = pytest.mark.store

NOTE = Step("note", {"text": "已核对"})


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ((NOTE, Step("dance", {})), "第 2 步：没有这种步骤"),
        ((Step("say", {"text": "{nobody}您好"}),), "第 1 步：不认识 {nobody}"),
        ((Step("resolve", {}), NOTE), "第 1 步：转接和办结"),
        ((Step("tag", {"code": "none", "reason": "试试"}),), "第 1 步：没有这种标签"),
        ((Step("wrap_up", {"code": "none"}),), "第 1 步：没有这个小结代码"),
        ((Step("transfer", {"queue_id": str(QueueId.new())}),), "第 1 步：没有这个队列"),
        ((Step("ticket", {"type_code": "X-1", "description": "试"}),), "第 1 步：没有这种工单"),
    ],
)
async def test_a_step_that_cannot_be_done_is_refused_with_its_number(
    desk: MacroDesk, steps: tuple[Step, ...], said: str
) -> None:
    agent = await desk.staff(Role.AGENT)
    with pytest.raises(MacroUnfit) as refused:
        await desk.saved(agent, *steps)

    assert refused.value.told().zh.startswith(said)


async def test_a_tenant_begins_with_macros_of_both_trades_that_can_be_removed(
    desk: MacroDesk,
) -> None:
    agent, boss = await desk.staff(Role.AGENT), await desk.staff(Role.SUPERVISOR)
    async with desk.database.session(desk.tenant) as session:
        first = await desk.macros.list(session, agent)
        for macro in first:
            await desk.macros.save(session, macro, by=boss)
            await desk.macros.remove(session, macro.id, by=boss)
        left = await desk.macros.list(session, agent)

    assert {macro.domain for macro in first} == {"heating", "power", ""}
    assert left == []


async def test_macros_are_found_by_title_shortcut_and_pinyin(desk: MacroDesk) -> None:
    agent = await desk.staff(Role.AGENT)
    await desk.saved(agent, NOTE, title="不热报修", shortcut="xx1")
    await desk.saved(agent, NOTE, title="停电告知", shortcut="yy2")
    async with desk.database.session(desk.tenant) as session:
        found = {
            q: [one.title for one in await desk.macros.list(session, agent, q=q)]
            for q in ("brb", "报修", "YY", "tdgz", "没有")
        }

    assert found == {
        "brb": ["不热报修"],
        "报修": ["不热报修"],
        "YY": ["停电告知"],
        "tdgz": ["停电告知"],
        "没有": [],
    }


async def test_shared_macros_are_the_supervisors_and_ones_own_is_nobody_elses(
    desk: MacroDesk,
) -> None:
    agent, other = await desk.staff(Role.AGENT), await desk.staff(Role.AGENT, name="赵强")
    boss = await desk.staff(Role.SUPERVISOR)
    own = await desk.saved(agent, NOTE, shortcut="wh")
    with pytest.raises(SharedMacroNotYours):
        await desk.saved(agent, NOTE, shared=True)
    shared = await desk.saved(boss, NOTE, shared=True, shortcut="wh")
    async with desk.database.session(desk.tenant) as session:
        with pytest.raises(MacroUnknown):
            await desk.macros.get(session, own.id, other)
        with pytest.raises(SharedMacroNotYours):
            await desk.macros.remove(session, shared.id, by=agent)
        with pytest.raises(MacroShortcutTaken):
            await desk.macros.save(session, replace(shared, id=type(own.id).new()), by=boss)
        seen = [one.id for one in await desk.macros.list(session, other)]

    assert seen == [shared.id]
