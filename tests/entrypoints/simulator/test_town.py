"""The town is small, whole, and always the same."""

import pytest

from hearthline.entrypoints.simulator.neighbours import build_town
from hearthline.entrypoints.simulator.place import Place, read_place

pytestmark = pytest.mark.unit

TOWN = build_town(20261121)


def test_the_same_seed_gives_the_same_town() -> None:
    assert build_town(20261121) == TOWN
    assert build_town(7) != TOWN


def test_it_has_enough_of_everybody() -> None:
    households = list(TOWN.households.values())
    heated = [one for one in households if one.domain == "heating"]

    assert len(heated) >= 60
    assert len(households) - len(heated) >= 10
    assert {one.status for one in heated} >= {"ACTIVE", "STOPPED"}
    assert any(one.arrears_fen for one in heated)
    assert any("ELDERLY" in one.flags for one in heated)
    assert all(TOWN.community(one.community) for one in households)


def test_zhang_wei_lives_where_the_story_has_him() -> None:
    zhang = TOWN.households["1203005678"]

    assert (zhang.name, zhang.phone) == ("张伟", "13800005678")
    assert zhang.address == "幸福小区3号楼2单元501室"
    assert (zhang.status, zhang.arrears_fen) == ("ACTIVE", 0)
    assert (zhang.name_masked, zhang.phone_masked) == ("张*", "138****5678")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("幸福小区3号楼2单元501室", Place("幸福小区", "3", "2", "501")),
        ("我家在幸福小区三号楼二单元五零一", Place("幸福小区", "3", "2", "501")),
        ("阳光花园十二栋", Place("阳光花园", "12")),
        ("幸福小区|3|2|501", Place("幸福小区", "3", "2", "501")),
        ("幸福小区||", Place("幸福小区")),
        ("月亮上", Place()),
        ("", Place()),
    ],
)
def test_a_place_is_read_out_of_words(words: str, place: Place) -> None:
    assert read_place(words, TOWN) == place
