"""How much fits at a desk: in total, by kind, and what may interrupt what (R64)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.routing.capacity import Capacity

pytestmark = pytest.mark.unit

KINDS = ("web", "wechat", "phone")
loads = st.dictionaries(st.sampled_from(KINDS), st.integers(0, 4), max_size=3)
capacities = st.builds(
    Capacity,
    st.integers(0, 6),
    st.dictionaries(st.sampled_from(KINDS), st.integers(0, 6), max_size=3),
    st.dictionaries(
        st.sampled_from(KINDS),
        st.lists(st.sampled_from(KINDS), max_size=3).map(tuple),
        max_size=2,
    ),
)


@pytest.mark.parametrize(
    ("capacity", "kind", "there", "fits"),
    [
        (Capacity(2), "web", {"web": 1}, True),
        (Capacity(2), "web", {"web": 1, "wechat": 1}, False),
        (Capacity(6, {"wechat": 1}), "wechat", {"wechat": 1}, False),
        (Capacity(6, {"wechat": 1}), "web", {"wechat": 1}, True),
        (Capacity(6), "phone", {}, True),
        (Capacity(6), "phone", {"phone": 1}, False),
        (Capacity(6), "phone", {"web": 1}, False),
        (Capacity(6), "web", {"phone": 1}, False),
        (Capacity(2, {}, {"phone": ("web",)}), "phone", {"web": 2}, True),
        (Capacity(2, {}, {"phone": ("web",)}), "phone", {"web": 1, "wechat": 1}, False),
        (Capacity(2, {}, {"phone": ("web",)}), "web", {"phone": 1}, False),
        (Capacity(2, {}, {"web": ("phone",)}), "web", {"phone": 1, "web": 1}, True),
        (Capacity(2, {}, {"web": ("phone",)}), "web", {"phone": 1, "web": 2}, False),
        (Capacity(0), "phone", {}, False),
    ],
)
def test_a_call_needs_the_whole_person_unless_a_rule_lets_it_interrupt(
    capacity: Capacity, kind: str, there: dict[str, int], fits: bool
) -> None:
    assert capacity.fits(kind, there) is fits


@given(capacities, st.lists(st.sampled_from(KINDS), max_size=20))
def test_whatever_comes_in_whatever_order_nobody_gets_more_than_fits(
    capacity: Capacity, arrivals: list[str]
) -> None:
    there: dict[str, int] = {}
    for kind in arrivals:
        if capacity.fits(kind, there):
            there[kind] = there.get(kind, 0) + 1

    quiet = [kind for kind in KINDS if not capacity.interrupts.get(kind)]
    assert all(there.get(kind, 0) <= capacity.most(kind) for kind in KINDS)
    assert sum(there.get(kind, 0) for kind in quiet) <= capacity.total


@given(capacities, loads, st.sampled_from(KINDS), st.integers(1, 3))
def test_more_room_never_takes_room_away(
    capacity: Capacity, there: dict[str, int], kind: str, more: int
) -> None:
    if capacity.fits(kind, there):
        assert capacity.widened(more).fits(kind, there)
