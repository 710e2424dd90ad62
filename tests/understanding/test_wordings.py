"""How near two wordings are in meaning, by what examples teach and by an encoder."""

import pytest

from hearthline.platform.language import matching_form
from hearthline.rules import evaluate
from hearthline.understanding import Wordings
from tests.assist.situations import trade
from tests.fakes.fake_encoder import FakeEncoder
from tests.rules.dialogues import dialogue, rules_of

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def wordings() -> Wordings:
    """Taught by the heating pack."""
    cards = trade("heating").cards
    return Wordings({card.intent: card.lessons.examples for card in cards})


def _near(wordings: Wordings, one: str, other: str) -> float:
    return wordings.nearness(matching_form(one), matching_form(other))


def test_what_means_the_same_is_near_in_other_words(wordings: Wordings) -> None:
    assert _near(wordings, "屋里跟冰窖似的", "家里暖气不热") > 0.6
    assert _near(wordings, "阀门那里往外流水", "暖气漏水了") > 0.6
    assert _near(wordings, "怎么交热费", "家里暖气不热") < 0.3


def test_what_belongs_to_no_intent_is_near_to_nothing(wordings: Wordings) -> None:
    assert _near(wordings, "xyz", "家里暖气不热") < 0.3
    assert _near(wordings, "", "") == 0.0
    assert Wordings({"one": ("你好",)}).nearness("你好", "你好") == 0.0


def test_an_encoder_joins_and_its_failure_leaves_the_examples(wordings: Wordings) -> None:
    cards = {card.intent: card.lessons.examples for card in trade("heating").cards}
    plain = _near(wordings, "怎么交热费", "家里暖气不热")
    broken = FakeEncoder(("热费", "暖气"))
    broken.failing = True
    assert _near(Wordings(cards, encoder=broken), "怎么交热费", "家里暖气不热") == plain
    joined = Wordings(cards, encoder=FakeEncoder(("嘎嘎", "咕咕"), ("暖",), ("漏",), ("费",)))
    assert _near(joined, "嘎嘎", "咕咕") > 0.9
    assert _near(wordings, "嘎嘎", "咕咕") == 0.0


def test_similar_in_a_rule_is_told_by_meaning_where_words_differ(wordings: Wordings) -> None:
    when = "say: {by: customer, similar: {to: [家里暖气不热], min: 0.6}}"
    talk = dialogue("c: 屋里跟冰窖似的\na: 您好")
    assert [hit.rule for hit in evaluate(rules_of(when, meaning=wordings), talk)] == ["r0"]
    assert evaluate(rules_of(when), talk) == []
