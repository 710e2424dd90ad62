"""Running macros: shown before, once for an id, what failed told, interrupted and gone on with."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hearthline.access import Role
from hearthline.assist.macros import Doing, Done, Hands, RunId, Step, StepState
from hearthline.assist.macros.errors import (
    MacroChanged,
    MacroIncomplete,
    MacroUnknown,
    RunOfAnother,
)
from hearthline.conversations import NoSuchConversation, Status
from hearthline.kernel import EventId
from hearthline.platform.db import Session
from tests.conftest import make_tenant
from tests.fakes.fake_business import FakeBusiness
from tests.fakes.fake_clock import FakeClock
from tests.make.macros import MacroDesk

pytestmark = pytest.mark.store

SAY = Step("say", {"text": "{customer}您好，我是{agent}"})
NOTE = Step("note", {"text": "已核对"})
TAG = Step("tag", {"code": "elderly_alone", "reason": "女儿说的"})
PROMISE = Step("promise", {"text": "两小时内回电", "within_minutes": 120})
SUBSCRIBE = Step("subscribe_outage")
RESOLVE = Step("resolve", {"note": "已办"})
TICKET = Step("ticket", {"type_code": "H-RP-05", "description": "阀门有噪声"})


class Killed(BaseException):
    """The process dies here."""


def killing(hands: Hands, kind: str) -> Hands:
    """Hands whose process dies when a deed has been done and is not yet committed."""

    async def die(session: Session, doing: Doing) -> Done:
        await hands.own[kind](session, doing)
        raise Killed

    return replace(hands, own={**hands.own, kind: die})


async def test_all_steps_are_done_in_order_each_by_the_desks_own_verb(
    desk: MacroDesk, business: FakeBusiness, clock: FakeClock
) -> None:
    business.has_outage()
    agent, talk = await desk.agent_with()
    priority = Step("priority", {"priority": 1})
    macro = await desk.saved(agent, SAY, NOTE, TAG, priority, PROMISE, SUBSCRIBE, TICKET, RESOLVE)
    run = await desk.ran(talk, macro, agent)

    assert [one.state for one in run.results] == [StepState.DONE] * 8, run.results
    assert (await desk.said(talk))[0] == "张*您好，我是李静"
    assert business.wishes[0].account_no == "1203005678"
    async with desk.database.session(desk.tenant) as session:
        after = await desk.talks.get(session, talk.id)
        tags = await desk.tags.of(session, talk.customer_id, seen_by=agent)  # type: ignore[arg-type]  # it is known
        (promise,) = await desk.promises.of(session, talk.customer_id)  # type: ignore[arg-type]  # it is known
        (ticket,) = await desk.tickets.of_conversation(session, talk.id)
    assert (after.status in {Status.BOT, Status.CLOSED}, after.priority) == (True, 1)
    assert [one.tag.code for one in tags] == ["elderly_alone"]
    assert (promise.due_at, promise.made) == (clock.now() + timedelta(hours=2), "macro")
    assert ticket.work_order_no in run.results[6].text


async def test_sent_again_it_does_nothing_twice(desk: MacroDesk) -> None:
    agent, talk = await desk.agent_with()
    macro = await desk.saved(agent, SAY, NOTE, TICKET)
    order = await desk.order(talk, macro, agent)
    runs = [await desk.runs.run(talk.id, order, staff=agent) for _ in range(3)]

    assert len({tuple(run.results) for run in map(_plain, runs)}) == 1
    assert len(await desk.said(talk)) == 1
    assert (await desk.count("conversation_note"), await desk.count("ticket")) == (1, 1)


async def test_sent_twice_at_once_it_is_done_once(desk: MacroDesk) -> None:
    agent, talk = await desk.agent_with()
    macro = await desk.saved(agent, SAY, NOTE)
    order = await desk.order(talk, macro, agent)
    runs = await asyncio.gather(*(desk.runs.run(talk.id, order, staff=agent) for _ in range(4)))

    assert {run.next for run in runs} == {None}
    assert (len(await desk.said(talk)), await desk.count("conversation_note")) == (1, 1)


@pytest.mark.parametrize("kind", ["say", "note", "tag", "promise", "ticket"])
async def test_killed_in_a_step_it_goes_on_there_and_nothing_is_done_twice(
    desk: MacroDesk, kind: str
) -> None:
    agent, talk = await desk.agent_with()
    macro = await desk.saved(agent, SAY, NOTE, TAG, PROMISE, TICKET)
    order = await desk.order(talk, macro, agent)
    dying = desk.runs_with(killing(desk.hands, kind))
    for _ in range(2):
        with pytest.raises(Killed):
            await dying.run(talk.id, order, staff=agent)
    run = await desk.runs.run(talk.id, order, staff=agent)

    assert run.next is None
    assert len(await desk.said(talk)) == 1
    counted = {
        table: await desk.count(table)
        for table in ("conversation_note", "customer_tag", "promise", "ticket")
    }
    assert set(counted.values()) == {1}, counted


@pytest.mark.parametrize("how", ["down", "nonsense", "refused"])
async def test_what_fails_is_told_what_follows_waits_and_a_retry_goes_on(
    desk: MacroDesk, business: FakeBusiness, how: str
) -> None:
    business.has_outage()
    business.breaks("subscribe_outage", how=how)
    agent, talk = await desk.agent_with()
    macro = await desk.saved(agent, SAY, SUBSCRIBE, NOTE)
    order = await desk.order(talk, macro, agent)
    broken = await desk.runs.run(talk.id, order, staff=agent)
    business.mends()
    mended = await desk.runs.run(talk.id, order, staff=agent)

    assert [one.state for one in broken.results] == [StepState.DONE, StepState.FAILED]
    assert broken.results[1].text
    assert broken.results[1].code.startswith("business.")
    assert [one.state for one in mended.results] == [StepState.DONE] * 3
    assert len(await desk.said(talk)) == 1


async def test_where_nothing_is_out_there_is_nothing_to_subscribe_to(desk: MacroDesk) -> None:
    agent, talk = await desk.agent_with()
    run = await desk.ran(talk, await desk.saved(agent, SUBSCRIBE), agent)

    assert [one.code for one in run.results] == ["macro.no_outage"]


async def test_only_the_holder_speaks_by_a_macro(desk: MacroDesk) -> None:
    agent, talk = await desk.agent_with()
    other = await desk.staff(Role.AGENT, name="赵强")
    macro = await desk.saved(other, SAY, NOTE)
    run = await desk.ran(talk, macro, other)

    assert [one.code for one in run.results] == ["conversation.not_holder"]
    assert (await desk.said(talk), agent.id) == ([], talk.holder_id)


async def test_what_is_run_is_what_was_shown(desk: MacroDesk) -> None:
    agent, talk = await desk.agent_with()
    macro = await desk.saved(agent, NOTE)
    order = await desk.order(talk, macro, agent)
    async with desk.database.session(desk.tenant) as session:
        await desk.macros.save(session, replace(macro, steps=(SAY,)), by=agent)
    with pytest.raises(MacroChanged):
        await desk.runs.run(talk.id, order, staff=agent)

    assert await desk.count("macro_run") == 0


async def test_what_is_missing_is_filled_in_by_hand(desk: MacroDesk) -> None:
    agent, talk = await desk.agent_with()
    macro = await desk.saved(agent, Step("say", {"text": "工单 {ticket_no} 在办"}))
    shown = await desk.shown(talk, macro, agent)
    with pytest.raises(MacroIncomplete):
        await desk.runs.run(talk.id, await desk.order(talk, macro, agent), staff=agent)
    order = await desk.order(talk, macro, agent, ticket_no="20261121-0042")
    await desk.runs.run(talk.id, order, staff=agent)

    assert shown.missing == (("ticket_no",),)
    assert await desk.said(talk) == ["工单 20261121-0042 在办"]


async def test_runs_stay_with_their_conversation_and_tenant(desk: MacroDesk) -> None:
    agent, talk = await desk.agent_with()
    macro = await desk.saved(agent, NOTE)
    order = await desk.order(talk, macro, agent)
    await desk.runs.run(talk.id, order, staff=agent)
    other = await desk.talking(talk.customer_id, level="L1", held_by=agent)  # type: ignore[arg-type]  # it is known
    with pytest.raises(RunOfAnother):
        await desk.runs.run(other.id, order, staff=agent)
    desk.tenant = await make_tenant(desk.database)
    foreign: Any = await desk.staff(Role.AGENT)
    anew = replace(order, run_id=RunId.of(EventId.new()))
    with pytest.raises((MacroUnknown, NoSuchConversation)):
        await desk.runs.run(talk.id, anew, staff=foreign)


async def test_the_macros_that_a_tenant_begins_with_run_to_their_end(
    desk: MacroDesk, business: FakeBusiness
) -> None:
    business.has_outage()
    agent, _ = await desk.agent_with()
    async with desk.database.session(desk.tenant) as session:
        macros = await desk.macros.list(session, agent)
    ended = {}
    for macro in macros:
        person = await desk.person()
        talk = await desk.talking(person, level="L2", held_by=agent)
        order = await desk.order(talk, macro, agent, since="昨晚", rooms="主卧")
        run = await desk.runs.run(talk.id, order, staff=agent)
        ended[macro.title] = [one.text for one in run.results if one.code]

    assert len(macros) >= 6
    assert ended == {macro.title: [] for macro in macros}


async def test_uses_are_counted_once_a_run(desk: MacroDesk) -> None:
    agent, talk = await desk.agent_with()
    macro = await desk.saved(agent, NOTE)
    order = await desk.order(talk, macro, agent)
    for _ in range(2):
        await desk.runs.run(talk.id, order, staff=agent)
    await desk.ran(talk, macro, agent)
    async with desk.database.session(desk.tenant) as session:
        (listed,) = await desk.macros.list(session, agent)

    assert listed.uses == 2


def _plain(run: Any) -> Any:
    return replace(run, results=tuple(replace(one, values=()) for one in run.results))
