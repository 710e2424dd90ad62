"""Steps of situations over dialogues: what is done, what comes next, what was passed over (R72)."""

import pytest

from hearthline.rules import Progress
from tests.assist.situations import situation, trade

pytestmark = pytest.mark.unit


def _steps(text: str, sop: str, **more: object) -> dict[str, str]:
    trades = more.pop("trades", ("heating",))
    found = situation(text, trades=trades, **more).sops()  # type: ignore[arg-type]  # tests' shorthand
    state = next(one for one in found if one.sop.id == sop)
    return {one.step.id: one.progress.value for one in state.steps}


def test_a_cold_home_goes_step_by_step() -> None:
    talk = "c: 我家暖气不热三天了，才十五度"
    assert _steps(talk, "cold_home")["facts"] == "next"
    talk += "\na: 给您添麻烦了，三天十五度，我记下了"
    assert _steps(talk, "cold_home")["place"] == "next"
    talk += "\na: 请问地址是？\nc: 幸福小区3号楼2单元501"
    assert _steps(talk, "cold_home")["area"] == "next"
    talk += "\na: 您楼上楼下热不热？我查一下这一片有没有停热\nc: 楼上也不热"
    assert _steps(talk, "cold_home")["file"] == "next"
    talk += "\n!ticket_filed\na: 已经为您登记，单号WO1，按时限两小时内到场"
    steps = _steps(talk, "cold_home")
    assert (steps["file"], steps["limit"]) == ("done", "done")
    assert "next" not in steps.values()


def test_a_step_passed_over_is_skipped_and_a_branch_not_taken_is_not_needed() -> None:
    talk = "c: 家里没电了\na: 抱歉，您那一片正在抢修，预计18点恢复"
    steps = _steps(talk, "outage", trades=("power",))
    assert steps["danger"] == "skipped"
    assert steps["file"] == "not_needed"
    assert steps["limit"] == "done"


def test_danger_goes_before_everything_else() -> None:
    talk = "c: 我要投诉你们，电线掉地上冒火花了，没人管"
    found = situation(talk, trades=("power",)).sops()
    assert found[0].sop.id == "danger"
    assert found[0].next is not None
    assert found[0].next.step.id == "safe"


def test_a_situation_is_recognised_by_its_intent_as_well() -> None:
    known = situation("c: 能给我把热表那个名字换了吗", intents={"transfer": 0.9})
    assert [state.sop.id for state in known.sops()] == ["transfer"]
    assert situation("c: 能给我把热表那个名字换了吗").sops() == []


@pytest.mark.parametrize(
    ("trades", "opening", "sop"),
    [
        (("heating",), "暖气漏水了，快来人", "leak"),
        (("heating",), "整个小区都没暖气了，是不是停热了", "area_outage"),
        (("heating",), "我要投诉你们的收费员态度太差", "complaint"),
        (("heating",), "今年不住，想办报停", "stop_heat"),
        (("heating",), "温度一直不够，我要退费", "refund"),
        (("heating",), "房子卖了要过户", "transfer"),
        (("heating",), "派人来给我家测温", "measure"),
        (("power",), "我家停电了", "outage"),
        (("power",), "有人触电了快来", "danger"),
        (("power",), "这个月电费翻倍了，电表不准吧", "meter"),
        (("power",), "公司改名，要过户更名", "transfer"),
    ],
)
def test_each_situation_is_recognised_by_what_customers_say(
    trades: tuple[str, ...], opening: str, sop: str
) -> None:
    found = situation(f"c: {opening}", trades=trades).sops()
    assert found, opening
    assert found[0].sop.id == sop
    assert found[0].next is not None


def test_guidance_and_inspection_cannot_disagree() -> None:
    """What is shown as done stands on messages, by the same conditions that inspection uses."""
    talk = "c: 家里不热\na: 您楼上楼下热不热"
    known = situation(talk)
    for state in known.sops():
        for one in state.steps:
            if one.progress is Progress.DONE and one.evidence:
                assert set(known.seqs(one.evidence)) <= {1, 2}


def test_every_step_has_a_name_and_those_to_be_said_have_words_or_a_script() -> None:
    for name in ("heating", "power"):
        for sop in trade(name).sops.listed:
            assert len(sop.steps) >= 3
            for step in sop.steps:
                assert step.name.zh
                assert step.name.en


def test_variables_are_filled_with_what_the_customer_said_and_never_made_up() -> None:
    known = situation("c: 幸福小区3号楼2单元501，从昨天晚上开始不热，15度，电话13812345678")
    text, missing = known.filled("您家{冷了多久}，{温度}，{地址}，{电话}，单号{单号}")
    assert "15℃" in text
    assert "3号楼2单元501室" in text
    assert "尾号5678" in text
    assert "13812345678" not in text
    assert missing == ("单号",)
    assert "＿＿" in text
