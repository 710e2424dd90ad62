"""Which of the offered homes is meant, as people say it (R22, R25)."""

import pytest

from hearthline.understanding.slots.choices import choice_in

pytestmark = pytest.mark.unit

HOMES = ["幸福小区3号楼（户号 1203****78）", "铁西新村5号楼（户号 1203****79）"]


@pytest.mark.parametrize(
    "text",
    [
        "铁西新村",
        "铁西新村那套",
        "铁西新村那套房子",
        "是铁西新村的",
        "第二套",
        "第二户",
        "第二处",
        "2",
    ],
)
def test_a_home_is_named_by_its_place_or_its_turn(text: str) -> None:
    found = choice_in(text, HOMES)

    assert found is not None
    assert found.value == 1


@pytest.mark.parametrize("text", ["那套", "户号", "5号楼和3号楼", "我家的房子"])
def test_what_fits_both_or_neither_is_asked_again(text: str) -> None:
    assert choice_in(text, HOMES) is None
