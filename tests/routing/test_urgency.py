"""Who comes first (R68, R163): danger, people in need, then weight and wait together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.routing import Urgency
from hearthline.routing.urgency import EMOTION_BONUS_S, TYPE_BONUS_S

pytestmark = pytest.mark.unit

urgencies = st.builds(
    Urgency,
    hazard=st.booleans(),
    vulnerable=st.booleans(),
    emotion=st.sampled_from(["CALM", *EMOTION_BONUS_S]),
    type=st.sampled_from(["", *TYPE_BONUS_S]),
)


def test_danger_comes_before_people_in_need_and_they_before_all_others() -> None:
    assert Urgency(hazard=True).lane(3) == 0
    assert Urgency().lane(0) == 0
    assert Urgency(vulnerable=True).lane(4) == 1
    assert Urgency(emotion="THREATENING", type="still_broken").lane(1) == 2


def test_the_weights_add_up_as_documented() -> None:
    assert Urgency().bonus_s(3) == 0
    assert Urgency(emotion="ANGRY", type="complaint").bonus_s(2) == 300 + 180 + 300
    assert Urgency().bonus_s(4) == -300


def test_the_desk_is_shown_a_priority_that_fits_the_lane() -> None:
    assert Urgency(hazard=True).shown(3) == 0
    assert Urgency(vulnerable=True).shown(3) == 1
    assert Urgency(vulnerable=True).shown(0) == 0
    assert Urgency(emotion="ANGRY").shown(3) == 3


@given(urgencies, st.integers(0, 3))
def test_a_higher_priority_never_puts_anybody_back(urgency: Urgency, priority: int) -> None:
    assert urgency.bonus_s(priority) > urgency.bonus_s(priority + 1)
    assert urgency.lane(priority) <= urgency.lane(priority + 1)
    assert 0 <= urgency.shown(priority) <= priority
