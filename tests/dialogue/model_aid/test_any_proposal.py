"""Whatever a model proposes, valid or not: without the customer's own yes nothing is written."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearthline.dialogue.machine.codec import from_json, to_json
from hearthline.dialogue.operations.catalogue import SIGNATURES
from hearthline.dialogue.operations.signature import Effect
from tests.fakes.fake_business import FakeBusiness
from tests.fakes.fake_llm import ScriptedModel
from tests.make import dialogue as make
from tests.make.model_aid import aided

pytestmark = pytest.mark.unit

# Long, so that the model is asked; with values in them, and no yes.
MESSAGES = (
    "家里的情况我慢慢跟您讲，老人住的那间屋子摸着冰凉，温度计上写着14度，从昨天晚上起就这样，"
    "楼上楼下邻居家也不热，我的手机是13912345678，户号1203005679，您看着安排",
    "这件事情我也拿不定主意，通知也行催也行，怎么着都成，反正我这两天都在家里待着，"
    "你们那边几点下班，师傅过来要不要提前打招呼，我得先跟单位请个假才行",
    "上回来的那位师傅放了一会儿水就走了，说的是12度算低的，退钱的事情后来再没有人提过，"
    "我问了一圈也没有问出个结果来，这个费用到底是怎么算出来的呀",
)
WORDS = ("14度", "12度", "昨天晚上", "13912345678", "1203005679", "通知", "催", "也行", "⟦phone_1⟧")


def some(values: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(values)


def commands() -> st.SearchStrategy[dict[str, Any]]:
    """Any command of the set about anything of the trade, and some that are not of the set."""
    pack = make.pack()
    intents = some([*pack.intents, "hazard", "launch_rocket"])
    slots, quotes = some([*pack.slots, "consent"]), some([*WORDS, "不存在的话"])
    given_slot = {"slot": slots, "quote": quotes}
    return st.one_of(
        st.fixed_dictionaries({"do": st.just("start"), "intent": intents}),
        st.fixed_dictionaries({"do": some(["set", "correct"]), **given_slot}),
        st.fixed_dictionaries({"do": st.just("ask_kb"), "query": quotes, "intent": intents}),
        st.fixed_dictionaries(
            {"do": st.just("clarify"), "intents": st.lists(intents, min_size=1, max_size=3)}
        ),
        st.fixed_dictionaries({"do": st.just("chitchat"), "intent": intents}),
        st.just({"do": "cannot_handle", "why": "out_of_scope"}),
        st.sampled_from([{"do": "affirm"}, {"do": "call", "operation": "work_order.open"}]),
    )


TURN = st.tuples(st.sampled_from(MESSAGES), st.lists(commands(), min_size=1, max_size=4))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    turns=st.lists(TURN, min_size=1, max_size=5),
    opening=st.sampled_from(
        ["", "家里暖气一点都不热", "家里不热，昨天晚上开始的，14度，邻居家也不热"]
    ),
    is_out=st.booleans(),
)
async def test_no_proposal_writes_without_a_yes(
    turns: list[tuple[str, list[dict[str, Any]]]], opening: str, is_out: bool
) -> None:
    business = FakeBusiness()
    if is_out:
        business.has_outage()
    model = ScriptedModel()
    stage = aided(make.stage(business=business), model)
    if opening:
        await stage.say(opening)
    levels = [one.level for one in stage.own]

    for message, proposed in turns:
        model.answer = lambda _, proposed=proposed: {"commands": proposed}
        worked = await stage.say(message)

        called = [SIGNATURES[call.operation].effect for call, _ in worked.calls]
        assert Effect.WRITE not in called
        assert Effect.EMERGENCY not in called
        assert Effect.PROVE not in called
        assert worked.outcome.replies
        assert not any(reply.response == "withheld" for reply in worked.outcome.replies)
        assert from_json(to_json(stage.state)) == stage.state

    assert [one.level for one in stage.own] == levels
    assert business.drafts == []
    assert all("13912345678" not in one.messages[1].content for one in model.asked)


@pytest.mark.parametrize("message", MESSAGES)
async def test_the_model_is_asked_about_each_of_these_messages(message: str) -> None:
    model = ScriptedModel()

    await aided(make.stage(), model).say(message)

    assert len(model.asked) == 1
