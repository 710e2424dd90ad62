"""What is promised for which work order (domain knowledge 4.2)."""

from datetime import datetime, timedelta, timezone

import pytest

from hearthline.entrypoints.simulator.order_types import TYPES, limits, more_urgent, raised

pytestmark = pytest.mark.unit

SATURDAY = datetime(2026, 11, 21, 9, 30, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("code", "arrive", "resolve"),
    [
        ("H-EM-02", timedelta(minutes=30), timedelta(hours=8)),
        ("H-RP-01", timedelta(hours=2), timedelta(hours=24)),
        ("H-RP-02", timedelta(hours=4), timedelta(hours=24)),
        ("H-CP-01", None, timedelta(hours=48)),
    ],
)
def test_limits_follow_the_type(code: str, arrive: timedelta | None, resolve: timedelta) -> None:
    kind = TYPES[code]

    promised = limits(kind, kind.priority, SATURDAY)

    assert promised.arrive_by == (SATURDAY + arrive if arrive else None)
    assert promised.resolve_by == SATURDAY + resolve


def test_a_raised_priority_brings_the_crew_sooner() -> None:
    promised = limits(TYPES["H-RP-01"], "P0", SATURDAY)

    assert promised.arrive_by == SATURDAY + timedelta(hours=1)
    assert promised.text == "维修人员将在 1 小时内上门"


def test_workdays_leave_out_the_weekend() -> None:
    promised = limits(TYPES["H-TP-02"], "P2", SATURDAY)

    assert promised.resolve_by is not None
    assert promised.resolve_by.date().isoformat() == "2026-11-27"


def test_a_priority_rises_to_p0_and_no_further() -> None:
    assert [raised("P2"), raised("P1"), raised("P0")] == ["P1", "P0", "P0"]
    assert more_urgent("P2", "P1") == "P1"
