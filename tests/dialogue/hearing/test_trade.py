"""Which trade a wish is meant for, where one bot serves heating and power."""

from collections.abc import Sequence

import pytest

from hearthline.dialogue.flows.trades import Trades
from hearthline.dialogue.hearing.heard import Heard, Hit
from hearthline.dialogue.hearing.trade import domain_of, intent_here, nearest_of
from hearthline.dialogue.machine.commands import Found
from hearthline.dialogue.machine.state import Asked, Frame, State
from tests.fakes.fake_clock import MORNING
from tests.make import dialogue as make

pytestmark = pytest.mark.unit

ASKED = Asked(kind="slot", slot="since")
BOTH = Trades.of([make.trade("heating").pack, make.trade("power").pack])


class NoLibrary:
    """A library that nobody asks."""

    async def search(self, query: str) -> Sequence[Hit]:
        """Nothing."""
        del query
        return ()

    async def answer_to(self, intent: str, query: str, *, domain: str) -> Hit | None:
        """Nothing."""
        del intent, query, domain
        return None


def heard(
    text: str,
    *,
    owned: tuple[str, ...] = (),
    spoken: str = "",
    running: str = "",
    is_asked: bool = False,
) -> Heard:
    asked = ASKED if is_asked else None
    frames = (
        (Frame(run=1, flow="complaint", step="", domain=running, asked=asked),) if running else ()
    )
    return Heard(
        text=text,
        choice=None,
        is_media=False,
        now=MORNING,
        state=State(frames=frames, domain=spoken),
        trades=BOTH,
        library=NoLibrary(),
        domains_owned=owned,
    )


def meant(said: Heard, intent: str = "complaint") -> str | None:
    return domain_of(said, intent, said.text)


def hit(domain: str, band: str = "direct") -> Hit:
    return Hit(
        Found(article=f"a-{domain}", version=1, title="t", answer="a", domain=domain), band, 1
    )


@pytest.mark.parametrize(
    ("intent", "domain"), [("home_cold", "heating"), ("outage_report", "power")]
)
def test_what_only_one_trade_has_is_its_own(intent: str, domain: str) -> None:
    other = "power" if domain == "heating" else "heating"

    assert meant(heard("帮我看看", owned=(other,), spoken=other), intent) == domain


def test_words_of_a_trade_go_before_everything_else() -> None:
    said = heard("我要投诉停电的事", owned=("heating",), spoken="heating", running="heating")

    assert meant(said) == "power"


def test_the_flow_at_work_goes_before_accounts() -> None:
    assert meant(heard("我要投诉", owned=("heating",), running="power")) == "power"


def test_accounts_in_one_trade_go_before_what_was_spoken_of() -> None:
    assert meant(heard("我要投诉", owned=("power",), spoken="heating")) == "power"


def test_accounts_in_both_trades_tell_nothing() -> None:
    assert meant(heard("我要投诉", owned=("heating", "power"))) is None


def test_the_trade_last_spoken_of_is_the_last_sign() -> None:
    assert meant(heard("我要投诉", spoken="power")) == "power"


def test_without_a_sign_the_customer_is_asked() -> None:
    assert meant(heard("我要投诉")) is None


def test_small_talk_is_nobodys_and_needs_no_asking() -> None:
    assert meant(heard("谢谢"), "thanks") == "heating"


def test_an_intent_of_no_trade_is_meant_for_the_one_at_hand() -> None:
    assert meant(heard("帮我看看", spoken="power"), "no_such_intent") == "power"


def test_of_two_articles_as_good_that_of_the_trade_meant_is_told() -> None:
    hits = [hit("heating"), hit("power")]

    assert nearest_of(heard("电费怎么交"), "电费怎么交", hits) == hits[1]
    assert nearest_of(heard("怎么交费", owned=("power",)), "怎么交费", hits) == hits[1]
    assert nearest_of(heard("怎么交费"), "怎么交费", hits) == hits[0]


def test_a_worse_article_is_not_told_for_its_trade() -> None:
    hits = [hit("heating"), hit("power", band="clarify")]

    assert nearest_of(heard("电费怎么交"), "电费怎么交", hits) == hits[0]


def test_an_article_of_every_trade_stays_when_no_trade_is_meant() -> None:
    hits = [hit(""), hit("power")]

    assert nearest_of(heard("怎么交费"), "怎么交费", hits) == hits[0]


@pytest.mark.parametrize(
    ("text", "intent", "running", "here"),
    [
        ("今天能修好吗", "restore_progress", "heating", "outage_query"),
        ("家里什么都没有", "home_cold", "power", "outage_report"),
        ("no electricity at home", "home_cold", "", "outage_report"),
        ("停电了今天能修好吗", "restore_progress", "heating", "restore_progress"),
        ("今天能修好吗", "restore_progress", "power", "restore_progress"),
        ("今天能修好吗", "restore_progress", "", "restore_progress"),
        ("我要投诉", "complaint", "heating", "complaint"),
    ],
)
def test_an_intent_of_another_trade_means_what_it_means_here(
    text: str, intent: str, running: str, here: str
) -> None:
    assert intent_here(heard(text, running=running), intent, text) == here


def test_what_makes_no_sense_here_is_no_answer_to_an_open_question() -> None:
    text = "这个怎么办"

    assert intent_here(heard(text, running="heating", is_asked=True), "solar", text) is None
    assert intent_here(heard(text, running="heating"), "solar", text) == "solar"


def test_danger_is_danger_in_every_trade() -> None:
    said = heard("麻了一下", running="heating", is_asked=True)

    assert intent_here(said, "electric_danger", said.text) == "electric_danger"
