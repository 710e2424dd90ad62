"""Articles in fewer words: only from what was given, with every source, or not at all."""

import json
from collections.abc import Sequence

import pytest

from hearthline.dialogue.hearing.heard import Hit
from hearthline.dialogue.machine.commands import Found
from hearthline.dialogue.model_aid.aid import Helps
from hearthline.dialogue.model_aid.retelling import evidence_for, is_worth_it, retold
from hearthline.dialogue.rehearsal import PackLibrary
from hearthline.platform.llm import Request
from tests.fakes.fake_llm import ScriptedModel, saying
from tests.make import dialogue as make
from tests.make.model_aid import EVERYTHING, aided

pytestmark = pytest.mark.unit

TEXT = (
    "测温时要关好门窗，在房间中央离地1.4米处量。量之前半小时不要开窗。结果当场给您看，一式两份。"
    * 3
)
FIRST = Found("a1", 3, "测温怎么测", TEXT, domain="heating")
SECOND = Found("a2", 1, "测温要预约吗", "测温要提前一天预约，可以打电话约。" * 4, domain="heating")


class Pair(PackLibrary):
    """A knowledge base of two articles that both answer everything."""

    def __init__(self, *found: Found) -> None:
        """These."""
        self._hits = [Hit(one, "direct", 0.9) for one in found]

    async def search(self, query: str) -> Sequence[Hit]:
        """Both."""
        del query
        return self._hits


GOOD = {
    "sentences": [
        {"text": "测温时要关好门窗，在房间中央离地1.4米处量。", "sources": [1]},
        {"text": "测温要提前一天预约", "sources": [2]},
    ]
}
QUESTION = "室温多少度算合格"


def said(*sentences: tuple[str, list[int]]) -> str:
    rows = ",".join(
        f'{{"text": "{text}", "sources": {sources}}}'.replace("'", '"')
        for text, sources in sentences
    )
    return f'{{"sentences": [{rows}]}}'


def test_supported_sentences_are_told_with_every_source() -> None:
    found = retold(
        said(
            ("测温时要关好门窗，在房间中央离地1.4米处量。", [1]),
            ("测温要提前一天预约", [2]),
        ),
        [FIRST, SECOND],
    )

    assert found is not None
    assert found.answer == "测温时要关好门窗，在房间中央离地1.4米处量。测温要提前一天预约。"
    assert (found.article, found.version) == ("a1", 3)
    assert [one.article for one in found.merged] == ["a2"]


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "测温时要关好门窗。",
        "{}",
        '{"sentences": []}',
        '{"sentences": [{"text": "测温时要关好门窗。"}]}',
        said(("测温时要关好门窗。", [])),
        said(("测温时要关好门窗。", [3])),
        said(("测温时要关好门窗。", [0])),
        said(("测温要提前一天预约。", [2])),
        said(("在房间中央离地1.5米处量。", [1])),
        said(("测温要提前一天预约。", [1])),
        said(("测温时要关好门窗，我们保证退费。", [1])),
        said(
            *[("测温时要关好门窗，在房间中央离地1.4米处量，结果当场给您看，一式两份。" * 4, [1])]
            * 5
        ),
        said(("测温时要关好门窗⟦phone_1⟧。", [1])),
        said(("测温时要关好门窗\\u0000。", [1])),
        said(("<script>alert(1)</script>", [1])),
    ],
)
def test_anything_else_is_not_told(answer: str) -> None:
    assert retold(answer, [FIRST, SECOND]) is None


def test_only_sure_hits_of_the_same_trade_and_kind_are_merged() -> None:
    other = Found("a3", 1, "别的", TEXT, domain="power")
    local = Found("a4", 1, "本地", TEXT, domain="heating", is_local_rule=True)
    unsure = Found("a5", 1, "不确定", TEXT, domain="heating")
    hits = [Hit(one, "direct", 0.9) for one in (FIRST, SECOND, other, local)]

    assert evidence_for(FIRST, [*hits, Hit(unsure, "clarify", 0.5)]) == [FIRST, SECOND]


def test_short_answers_and_warnings_are_left_alone() -> None:
    assert is_worth_it([FIRST])
    assert not is_worth_it([Found("a", 1, "短", "不用预约。")])
    assert not is_worth_it([Found("a", 1, "险情", TEXT + "闻到燃气味请马上离开。")])


def first_sentences(request: Request) -> object:
    """An honest model: the first sentence of every article."""
    if request.task != "phrase":
        return {}
    articles = json.loads(request.messages[1].content)["articles"]
    sentences = [
        {"text": one["text"].partition("。")[0] + "。", "sources": [one["number"]]}
        for one in articles
    ]
    return {"sentences": sentences}


async def told(model: ScriptedModel, helps: Helps = EVERYTHING) -> tuple[str, str]:
    """The answer with and without the model."""
    plain, stage = make.stage(), aided(make.stage(), model, helps)
    expected, worked = await plain.say(QUESTION), await stage.say(QUESTION)
    assert worked.outcome.replies[0].data["citations"]
    return make.words(worked), make.words(expected)


async def test_it_is_off_unless_it_is_asked_for() -> None:
    model = saying(GOOD)
    with_it, without = await told(model, Helps())

    assert with_it == without
    assert [one.task for one in model.asked if one.task == "phrase"] == []


@pytest.mark.parametrize(
    "model",
    [
        ScriptedModel(cause="slow"),
        saying("<html>"),
        saying(GOOD),
        saying({"sentences": [{"text": "室温达到12℃就是合格的。", "sources": [1]}]}),
        saying({"sentences": [{"text": "不合格的一定退费给您。", "sources": [1]}]}),
    ],
)
async def test_what_is_not_supported_leaves_the_words_of_the_article(model: ScriptedModel) -> None:
    with_it, without = await told(model)

    assert with_it == without


async def test_what_is_supported_is_told_with_all_its_sources() -> None:
    stage = aided(make.stage(), ScriptedModel(first_sentences))
    stage.library = Pair(FIRST, SECOND)

    worked = await stage.say("今天天气怎么样")

    reply = worked.outcome.replies[0]
    assert reply.text.startswith(
        "测温时要关好门窗，在房间中央离地1.4米处量。测温要提前一天预约，可以打电话约。"
    )
    assert [one["article"] for one in reply.data["citations"]] == ["a1", "a2"]
    assert "测温怎么测、测温要预约吗" in reply.text
    assert reply.source == "knowledge:a1@3"
