"""Every asking step of every flow against every repair and every trouble of the business.

Whatever happens, there is an answer, nothing is written without a yes, and no number is made up.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearthline.dialogue.engine import Worked
from hearthline.dialogue.flows.model import Collect, Confirm
from hearthline.dialogue.machine.codec import from_json, to_json
from hearthline.dialogue.operations.catalogue import SIGNATURES
from hearthline.dialogue.operations.signature import Effect
from hearthline.dialogue.rehearsal import Stage
from tests.fakes.fake_business import ACCOUNT, OTHER_ACCOUNT, FakeBusiness
from tests.make import dialogue as make

pytestmark = pytest.mark.unit

TICKET = {
    "ticket_id": "0192f1c2-6e55-7f10-8d31-90d1f7f9a001",
    "number": "WO202611200017",
    "type_code": "H-RP-01",
    "type_name": "整户不热",
    "priority": "P1",
    "account_no": ACCOUNT,
}
ORDER_NUMBER = re.compile(r"WO\d{8,}")
VERBS = ("list_outages", "list_work_orders", "search_accounts", "list_bills")
WRITES = ("create_work_order", "urge_work_order", "subscribe_outage")


@dataclass(frozen=True)
class Way:
    """How to get a conversation to one asking step of a flow."""

    flow: str
    slot: str
    words: tuple[str, ...] = ()
    accounts: tuple[str, ...] = (ACCOUNT,)
    given: str = ""
    answer: str = "对"

    async def walk(self) -> Stage:
        """A stage that stands at the step."""
        business = FakeBusiness()
        if self.given == "outage":
            business.has_outage()
        if self.given == "order":
            business.orders.append(business.order("H-RP-01", number="WO202611200017"))
        stage = make.stage(*self.accounts, business=business) if self.accounts else make.stranger()
        if self.given == "event":
            await stage.happen("call_back", TICKET)
        for words in self.words:
            await stage.say(words)
        assert stage.state.top is not None
        assert stage.state.top.asked is not None
        assert (stage.state.top.asked.slot or "confirm") == self.slot
        return stage


COLD = "家里暖气一点都不热"
ALL = "家里不热，昨天晚上开始的，14度，邻居家也不热"
PLACE = "幸福里3号楼2单元501"
WAYS = [
    Way("which_account", "account_no", (COLD,), (ACCOUNT, OTHER_ACCOUNT), answer="1"),
    Way("which_account", "place", (COLD,), (), answer=PLACE),
    Way("report_cold", "since", (COLD,), answer="昨天晚上"),
    Way("report_cold", "room_temp", (COLD, "昨天晚上"), answer="15度"),
    Way("report_cold", "neighbour_same", (COLD, "昨天晚上", "15度"), answer="2"),
    Way("report_cold", "room", ("有一间屋子不热",), answer="客厅"),
    Way("report_cold", "phone", (COLD, PLACE, "昨天", "15度", "3"), (), answer="13912345678"),
    Way("report_cold", "confirm", (ALL,)),
    Way("report_cold", "subscribe", (COLD,), given="outage", answer="通知我"),
    Way("report_cold", "urge", (COLD,), given="order", answer="催一下"),
    Way("outage_query", "subscribe", ("我们小区是不是停热了",), given="outage", answer="通知我"),
    Way("request_measure", "room_temp", ("申请上门测温",), answer="15度"),
    Way("request_measure", "measure_time", ("申请上门测温", "15度"), answer="明天上午"),
    Way("request_measure", "confirm", ("申请上门测温", "15度", "明天上午")),
    Way("urge_ticket", "urge", ("帮我催一下工单",), given="order", answer="催一下"),
    Way("call_back", "warm_now", given="event", answer="热了"),
    Way("call_back", "score", ("热了",), given="event", answer="5"),
    Way("call_back", "comment", ("热了", "1"), given="event", answer="来得太慢"),
]
IDS = [f"{way.flow}.{way.slot}" for way in WAYS]


def sound(worked: Worked, stage: Stage) -> Worked:
    """What must hold after every turn."""
    assert worked.outcome.replies
    assert all(0 < len(reply.text) <= 4000 for reply in worked.outcome.replies)
    assert not any(reply.response == "withheld" for reply in worked.outcome.replies)
    assert from_json(to_json(stage.state)) == stage.state
    known = {order.work_order_no for order in stage.business.orders}
    known |= {order.work_order_no for order in stage.business.answered.values()}
    known |= {TICKET["number"]}
    assert set(ORDER_NUMBER.findall(make.words(worked))) <= known
    for call, _ in worked.calls:
        if SIGNATURES[call.operation].effect is Effect.WRITE:
            assert call.consent is not None
            assert call.consent.summary
    return worked


Repair = Callable[[Stage], Awaitable[Worked]]


async def digress(stage: Stage) -> Worked:
    before = stage.state.top
    worked = sound(await stage.say("室温多少度算合格"), stage)
    assert make.said(worked)[0] is None
    assert stage.state.top is not None
    assert before is not None
    assert stage.state.top.flow == before.flow
    assert "刚才说到" in make.words(worked) or "回到" in make.words(worked)
    return worked


async def cancel(stage: Stage) -> Worked:
    worked = sound(await stage.say("算了"), stage)
    assert not stage.state.frames
    return worked


async def person(stage: Stage) -> Worked:
    worked = sound(await stage.say("转人工"), stage)
    assert make.handed_over(worked) == "customer_request"
    return worked


async def garbage(stage: Stage) -> Worked:
    sound(await stage.say("紫色的椅子哦哦"), stage)
    return sound(await stage.say("@@##"), stage)


async def danger(stage: Stage) -> Worked:
    worked = sound(await stage.say("暖气管爆了往外喷水"), stage)
    assert make.handed_over(worked) == "hazard"
    return worked


async def repeat(stage: Stage) -> Worked:
    return sound(await stage.say("没听清，再说一遍"), stage)


async def correct(stage: Stage) -> Worked:
    return sound(await stage.say("不对，应该是13度，前天开始的"), stage)


@pytest.mark.parametrize("way", WAYS, ids=IDS)
@pytest.mark.parametrize("repair", [digress, cancel, person, danger, repeat])
async def test_every_step_survives_a_repair_and_writes_nothing(way: Way, repair: Repair) -> None:
    stage = await way.walk()

    worked = await repair(stage)

    assert not [name for name in make.called(worked) if SIGNATURES[name].effect is Effect.WRITE]
    assert stage.business.drafts == []


@pytest.mark.parametrize("way", WAYS, ids=IDS)
@pytest.mark.parametrize("repair", [garbage, correct])
async def test_every_step_survives_garbage_and_corrections(way: Way, repair: Repair) -> None:
    stage = await way.walk()

    await repair(stage)

    if way.flow != "call_back":
        assert stage.business.drafts == []


@pytest.mark.parametrize("way", WAYS, ids=IDS)
@pytest.mark.parametrize("how", ["down", "nonsense", "refused"])
async def test_every_step_survives_trouble_of_the_business(way: Way, how: str) -> None:
    stage = await way.walk()
    stage.business.troubles.update(dict.fromkeys((*VERBS, *WRITES), how))

    worked = sound(await stage.say(way.answer), stage)

    assert not ORDER_NUMBER.findall(make.words(worked).replace(TICKET["number"], ""))


def test_the_matrix_covers_every_asking_step_of_the_pack() -> None:
    pack = make.pack()
    asked = {
        (flow.id, step.slot if isinstance(step, Collect) else "confirm")
        for flow in pack.flows.values()
        for step in flow.steps.values()
        if isinstance(step, Collect | Confirm)
    }

    covered = {(way.flow, way.slot) for way in WAYS}

    # The step `no_look` needs the trouble itself; the others repeat steps that are covered.
    assert asked - covered == {
        ("report_cold", "trouble"),
        ("request_measure", "urge"),
        ("request_measure", "phone"),
    }


MESSAGES = st.one_of(
    st.sampled_from(
        [
            *(COLD, ALL, PLACE, "昨天晚上", "15度", "对", "不对", "有误", "算了", "1", "2", "3"),
            *("是的", "不用了", "催一下", "转人工", "室温多少度算合格", "查热费", "谢谢", "不知道"),
            *("我们小区停热了吗", "申请上门测温", "再说一遍", "改成12度", "只有我家不热", "热了"),
        ]
    ),
    st.text(min_size=1, max_size=30),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    messages=st.lists(MESSAGES, max_size=8),
    troubles=st.dictionaries(
        st.sampled_from((*VERBS, *WRITES)), st.sampled_from(("down", "nonsense", "refused"))
    ),
    accounts=st.sampled_from(((), (ACCOUNT,), (ACCOUNT, OTHER_ACCOUNT))),
    is_out=st.booleans(),
)
async def test_no_sequence_of_messages_crashes_or_writes_without_a_yes(
    messages: list[str], troubles: dict[str, str], accounts: tuple[str, ...], is_out: bool
) -> None:
    business = FakeBusiness()
    business.troubles.update(troubles)
    if is_out:
        business.has_outage()
    stage = make.stage(*accounts, business=business) if accounts else make.stranger()

    for message in messages:
        sound(await stage.say(message), stage)

    assert all(draft.confirmation is not None for draft in business.drafts)
