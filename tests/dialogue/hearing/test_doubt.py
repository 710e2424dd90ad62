"""Which messages a helper is asked about."""

from dataclasses import dataclass

import pytest

from hearthline.dialogue.hearing.doubt import doubt_of, may_be_shown
from hearthline.dialogue.hearing.heard import Doubt, Heard, Hit
from hearthline.dialogue.machine.commands import Found
from hearthline.dialogue.machine.state import State
from hearthline.understanding import Guess, Reading
from tests.fakes.fake_clock import MORNING
from tests.make import dialogue as make

pytestmark = pytest.mark.unit

SURE = Hit(Found("a", 1, "怎么排气", "慢慢拧开。"), "direct", 0.9)
NEAR = Hit(Found("a", 1, "怎么排气", "慢慢拧开。"), "clarify", 0.4)


@dataclass
class Read:
    """What the classifier made of it."""

    confidence: float = 0.9
    in_scope: bool = True
    ambiguous: tuple[str, ...] = ()

    def reading(self, text: str) -> Reading:
        """As the classifier says it."""
        ranked = (Guess("home_cold", self.confidence),)
        return Reading(text, text, ranked, self.in_scope, 0.5, ambiguous=self.ambiguous)


def heard(text: str, *, choice: str | None = None, is_media: bool = False) -> Heard:
    return Heard(text, choice, is_media, MORNING, State(), make.brain().trades, make.library())


@pytest.mark.parametrize(
    ("text", "read", "hits", "doubt"),
    [
        ("家里不热", Read(), [], None),
        ("家里不热", Read(confidence=0.4), [], Doubt.UNSURE),
        ("家里不热", Read(ambiguous=("home_cold", "leak")), [NEAR], Doubt.RIVALS),
        ("家里不热", Read(in_scope=False), [], Doubt.OUTSIDE),
        ("家里不热", Read(in_scope=False), [SURE], None),
        ("家里不热" * 20, Read(), [SURE], Doubt.LONG),
    ],
)
def test_a_helper_is_asked_where_the_classifier_is_not_sure(
    text: str, read: Read, hits: list[Hit], doubt: Doubt | None
) -> None:
    assert doubt_of(heard(text), read.reading(text), hits, confident=0.5) is doubt


@pytest.mark.parametrize(
    ("message", "may"),
    [
        (heard("家里不热"), True),
        (heard("家里不热", choice="1"), False),
        (heard("家里不热", is_media=True), False),
        (heard("？？？123"), False),
        (heard("嗯"), False),
        (heard("我家漏电了，麻手"), False),
        (heard("楼下的暖气管爆了，热水喷得到处都是"), False),
    ],
)
def test_danger_buttons_and_scraps_are_never_shown(message: Heard, may: bool) -> None:
    assert may_be_shown(message) is may
