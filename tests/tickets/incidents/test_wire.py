"""What a supervisor writes of a place is read as addresses are."""

import pytest

from hearthline.tickets.incidents.wire import ScopeIn

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(("building", "unit"), [("3", "2"), ("3号楼", "2单元"), ("3栋", "2 单元")])
def test_a_place_is_the_same_with_and_without_the_words_after_its_numbers(
    building: str, unit: str
) -> None:
    scope = ScopeIn(community="幸福小区", building=building, unit=unit).scope()

    assert scope.words == "幸福小区3号楼2单元"


def test_the_word_alone_is_kept() -> None:
    assert ScopeIn(community="幸福小区", building="楼").scope().building == "楼"
