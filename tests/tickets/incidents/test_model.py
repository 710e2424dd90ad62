"""When reports are suspicious, and what a place covers. Pure."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.kernel import TicketId
from hearthline.tickets import Place, Scope
from hearthline.tickets.incidents.model import Report, Rule, suspicion

pytestmark = pytest.mark.unit

RULE = Rule(3, timedelta(minutes=30))
NUMBERS = st.sampled_from(["1", "2"])
PLACES = st.builds(
    Place,
    community=st.sampled_from([None, "幸福小区", "铁西新村"]),
    building=st.one_of(st.none(), NUMBERS),
    unit=st.one_of(st.none(), NUMBERS),
    station=st.sampled_from([None, "城东站", "城西站"]),
)


def report(building: str, unit: str, household: str, *, community: str = "幸福小区") -> Report:
    place = Place(community=community, building=building, unit=unit, station="城东站")
    return Report(TicketId.new(), place, household)


def found(*reports: Report) -> Scope | None:
    return suspicion(reports, reports[-1], RULE)


def test_three_households_of_a_unit_make_it_suspected() -> None:
    scope = found(report("3", "2", "a"), report("3", "2", "b"), report("3", "2", "c"))
    assert scope == Scope(community="幸福小区", building="3", unit="2")
    assert scope.words == "幸福小区3号楼2单元"


def test_one_household_that_reports_thrice_is_one() -> None:
    assert found(*(report("3", "2", "a") for _ in range(3))) is None


def test_reports_from_several_units_mean_the_building() -> None:
    scope = found(report("3", "1", "a"), report("3", "2", "b"), report("3", "2", "c"))
    assert scope == Scope(community="幸福小区", building="3")


def test_a_single_stray_report_does_not_widen_it() -> None:
    inside = [report("3", "2", name) for name in "abc"]
    assert found(report("9", "1", "z"), *inside) == Scope(
        community="幸福小区", building="3", unit="2"
    )


def test_several_communities_of_a_station_mean_the_station() -> None:
    scope = found(
        report("1", "1", "a", community="甲"),
        report("1", "1", "b", community="乙"),
        report("1", "1", "c", community="丙"),
    )
    assert scope == Scope(station="城东站")


@given(st.lists(st.tuples(PLACES, st.sampled_from("abcdef")), min_size=1, max_size=12))
def test_what_is_suspected_covers_the_newest_and_enough_households(
    told: list[tuple[Place, str]],
) -> None:
    reports = [Report(TicketId.new(), place, household) for place, household in told]
    scope = suspicion(reports, reports[-1], RULE)
    if scope is None:
        return
    inside = {one.household for one in reports if scope.covers(one.place)}
    assert scope.covers(reports[-1].place)
    assert len(inside) >= RULE.fewest


@pytest.mark.parametrize(
    ("scope", "address", "covers"),
    [
        (Scope(community="幸福小区", building="3"), "幸福小区3号楼2单元501", True),
        (Scope(community="幸福小区", building="3"), "幸福小区5号楼", False),
        (Scope(community="幸福小区"), "幸福小区", True),
        (Scope(community="幸福小区", building="3", unit="2"), "幸福小区3号楼", False),
        (Scope(station="城东站"), "幸福小区3号楼", False),
    ],
)
def test_words_alone_must_name_every_part(scope: Scope, address: str, covers: bool) -> None:
    assert scope.covers(Place(address=address)) is covers
