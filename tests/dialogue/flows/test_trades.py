"""Several packs behind one bot: which are served, and which a text speaks of."""

import pytest

from hearthline.dialogue.flows.trades import Trades, label_in
from tests.make import dialogue as make

pytestmark = pytest.mark.unit

HEATING, POWER = make.trade("heating").pack, make.trade("power").pack
BOTH = Trades.of([HEATING, POWER])


def test_one_pack_is_a_bot_of_one_trade() -> None:
    alone = Trades.of(HEATING)

    assert alone.is_single
    assert alone.domains == ("heating",)
    assert Trades.of(alone) is alone


def test_the_first_pack_is_at_home() -> None:
    assert BOTH.home is HEATING
    assert Trades.of([POWER, HEATING]).home is POWER
    assert not BOTH.is_single


def test_a_domain_that_is_not_served_has_the_words_of_the_home() -> None:
    assert BOTH.pack("power") is POWER
    assert BOTH.pack("gas") is HEATING
    assert not BOTH.serves("gas")
    assert BOTH.flow("gas", "complaint") is None


def test_a_channel_serves_the_trades_that_it_names() -> None:
    assert BOTH.only(["power"]).domains == ("power",)
    assert BOTH.only(["power", "heating"]).domains == ("heating", "power")
    assert BOTH.only(["gas"]).domains == BOTH.domains


def test_an_intent_is_known_by_the_packs_that_have_it() -> None:
    assert BOTH.having("home_cold") == (HEATING,)
    assert BOTH.having("outage_report") == (POWER,)
    assert BOTH.having("complaint") == (HEATING, POWER)
    assert BOTH.having("no_such_intent") == ()
    assert BOTH.spec("no_such_intent") is None


def test_the_trades_are_named_together() -> None:
    title = BOTH.title()

    assert title.zh == f"{HEATING.title.zh}和{POWER.title.zh}"
    assert " and " in title.en


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("暖气费怎么还没到账", "heating"),
        ("电费怎么还没到账", "power"),
        ("我要投诉", None),
        ("我要交費", None),
        ("停電了", "power"),
    ],
)
def test_words_of_a_trade_tell_which_is_meant(text: str, domain: str | None) -> None:
    assert BOTH.meant(text) == domain


def test_a_choice_between_trades_names_the_trade() -> None:
    for pack in BOTH:
        assert pack.title.zh in label_in(pack, "complaint", "zh-CN")
