"""The ticket types of the product's trades, alone and served by one bot (domain 4.2 and 4.3)."""

from datetime import UTC, datetime

import pytest

from hearthline.tickets import DutyRules, read_duty_rules
from tests.make.dialogue import folder

pytestmark = pytest.mark.unit

TYPES = {
    "heating": {"AP": 9, "AR": 1, "CP": 4, "EM": 3, "OT": 3, "RP": 6, "TP": 2},
    "power": {"BZ": 7, "CP": 5, "EM": 1, "FR": 5, "OP": 1, "SR": 6},
}
LETTER = {"heating": "H", "power": "E"}
PRIORITIES = ("P0", "P1", "P2", "P3", "P4")
WINTER = datetime(2026, 11, 21, 2, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 2, tzinfo=UTC)


def rules(trade: str) -> DutyRules:
    return read_duty_rules(folder(trade))


@pytest.mark.parametrize("trade", TYPES)
def test_a_trade_has_every_type_of_its_domain(trade: str) -> None:
    wanted = {
        f"{LETTER[trade]}-{kind}-{number:02}"
        for kind, count in TYPES[trade].items()
        for number in range(1, count + 1)
    }

    assert set(rules(trade).types) == wanted


@pytest.mark.parametrize("trade", TYPES)
def test_every_type_has_a_limit_that_counts(trade: str) -> None:
    own = rules(trade)
    clocks = {clock.code for clock in own.clocks}

    for code, kind in own.types.items():
        assert kind.priority in PRIORITIES, code
        assert kind.limits, code
        assert set(kind.limits) <= clocks, code


@pytest.mark.parametrize("order", [("heating", "power"), ("power", "heating")])
@pytest.mark.parametrize("trade", TYPES)
@pytest.mark.parametrize("at", [WINTER, SUMMER])
def test_joined_rules_change_no_limit_of_either_trade(
    order: tuple[str, str], trade: str, at: datetime
) -> None:
    own, joined = rules(trade), DutyRules.joined([rules(one) for one in order])

    for code in own.types:
        for priority in PRIORITIES:
            limits = joined.limits_of(code, priority, at)
            assert limits == own.limits_of(code, priority, at), (code, priority)


def test_joined_rules_count_on_the_clocks_of_both_trades() -> None:
    both = [rules(trade) for trade in TYPES]
    joined = DutyRules.joined(both)

    assert set(joined.types) == {code for one in both for code in one.types}
    for one in both:
        assert set(one.clocks) <= set(joined.clocks)
