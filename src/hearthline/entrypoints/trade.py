"""The trade pack as the product runs it: read once, at the start, off the event loop."""

from dataclasses import dataclass
from pathlib import Path

from hearthline.dialogue import Pack, read_pack
from hearthline.knowledge import Draft, read_articles
from hearthline.platform.packs import PackFolder
from hearthline.platform.settings import Settings
from hearthline.tickets import DutyRules, read_duty_rules
from hearthline.understanding import Understanding, lessons_of, read_intents, read_words

_SHIPPED = Path(__file__).parents[1] / "packs"
_CHECKOUT = Path(__file__).parents[3] / "packs"
DEFAULT_TRADE = "heating"


@dataclass(frozen=True, slots=True)
class Trade:
    """Everything that a pack brings."""

    pack: Pack
    understanding: Understanding
    articles: list[Draft]
    duties: DutyRules
    words: list[str]


def packs_home(settings: Settings) -> Path:
    """The folder of the packs: the one set, the one shipped, or the checkout's."""
    if settings.packs.dir:
        return settings.packs.dir
    return _SHIPPED if _SHIPPED.is_dir() else _CHECKOUT


def read_trade(settings: Settings, name: str = DEFAULT_TRADE) -> Trade:
    """Read a pack and train on its examples; raises PackIsFaulty with every fault found."""
    folder = PackFolder(packs_home(settings) / name)
    cards = read_intents(folder)
    words = read_words(folder)
    return Trade(
        pack=read_pack(folder),
        understanding=Understanding.train(lessons_of(cards), words=words),
        articles=read_articles(folder),
        duties=read_duty_rules(folder),
        words=words,
    )
