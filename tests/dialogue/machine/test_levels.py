"""How well a person is known, for which account, and until when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hearthline.dialogue.machine.effects import Situation
from hearthline.dialogue.machine.levels import OwnAccount, best_of, level_for, reaches
from hearthline.dialogue.machine.state import MOST_PROVEN, State
from tests.fakes.fake_clock import MORNING

pytestmark = pytest.mark.unit

LATER = (MORNING + timedelta(minutes=30)).isoformat()
MINE = OwnAccount("heating", "1", "L1")
PROVED = OwnAccount("heating", "1", "L2", "VF1", LATER)


@pytest.mark.parametrize(
    ("level", "needed", "enough"),
    [
        ("L0", "L0", True),
        ("L0", "L1", False),
        ("L1", "L2", False),
        ("L2", "L2", True),
        ("LP", "L2", True),
        ("LP", "L3", False),
        ("L3", "L2", True),
        ("nonsense", "L1", False),
    ],
)
def test_a_level_reaches_what_stands_below_it(level: str, needed: str, enough: bool) -> None:
    assert reaches(level, needed) is enough


def test_of_an_account_known_twice_the_better_counts() -> None:
    assert best_of([MINE, PROVED]) == (PROVED,)
    assert best_of([PROVED, MINE]) == (PROVED,)


def test_of_two_equal_proofs_the_first_is_kept() -> None:
    again = replace(PROVED, verification_id="VF2")

    assert best_of([PROVED, again]) == (PROVED,)


def test_accounts_of_the_same_number_in_two_trades_are_two() -> None:
    other = replace(MINE, domain="power")

    assert best_of([MINE, other]) == (MINE, other)


@pytest.mark.parametrize(
    ("domain", "account_no", "level"),
    [
        ("heating", "1", "L2"),
        ("heating", "2", "L1"),
        ("heating", None, "L2"),
        ("power", "1", "L1"),
        ("power", None, "L1"),
    ],
)
def test_a_proof_counts_for_its_account_and_trade_alone(
    domain: str, account_no: str | None, level: str
) -> None:
    assert level_for([PROVED], domain, account_no, is_known=True) == level


def test_who_is_not_known_stands_at_the_bottom() -> None:
    assert level_for([], "heating", "1", is_known=False) == "L0"


def test_a_proof_ends_with_its_time() -> None:
    situation = Situation(
        conversation="c",
        message_id="m",
        message_text="",
        message_at=MORNING,
        now=MORNING,
        level="L1",
        accounts=(MINE,),
    )
    state = State().proving(PROVED)

    assert situation.own(state) == (PROVED,)
    assert replace(situation, now=MORNING + timedelta(minutes=31)).own(state) == (MINE,)


def test_a_state_keeps_the_last_proof_of_an_account_and_not_too_many() -> None:
    state = State()
    for number in range(MOST_PROVEN + 3):
        state = state.proving(OwnAccount("heating", str(number), "L2"))
    newest = OwnAccount("heating", str(MOST_PROVEN), "L3")

    state = state.proving(newest)

    assert len(state.proven) == MOST_PROVEN
    assert [one for one in state.proven if one.account_no == newest.account_no] == [newest]
