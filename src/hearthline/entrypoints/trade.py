"""The trade packs as the product runs them: read at the start, trained off the event loop."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hearthline.dialogue import Brain, Pack, read_pack
from hearthline.kernel import TenantId
from hearthline.knowledge import Draft, read_articles
from hearthline.platform.packs import PackFolder
from hearthline.platform.settings import Settings
from hearthline.tickets import DutyRules, read_duty_rules
from hearthline.understanding import (
    IntentCard,
    Understanding,
    lessons_of,
    read_intents,
    read_words,
)

_SHIPPED = Path(__file__).parents[1] / "packs"
_CHECKOUT = Path(__file__).parents[3] / "packs"
TRADES = ("heating", "power")


@dataclass(frozen=True, slots=True)
class Trade:
    """Everything that a pack brings."""

    pack: Pack
    cards: list[IntentCard]
    articles: list[Draft]
    duties: DutyRules
    words: list[str]


@dataclass
class TradeShelf:
    """The trades of this installation, and a brain for each set of them that a channel serves."""

    trades: tuple[Trade, ...]
    _brains: dict[tuple[str, ...], Brain] = field(default_factory=dict)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def articles(self) -> list[Draft]:
        """Every article once; the base's come with each trade."""
        return list({draft.slug: draft for one in self.trades for draft in one.articles}.values())

    @property
    def words(self) -> list[str]:
        """The words of all trades."""
        return list(dict.fromkeys(word for one in self.trades for word in one.words))

    @property
    def duties(self) -> DutyRules:
        """The ticket types and clocks of all trades."""
        return DutyRules.joined([one.duties for one in self.trades])

    def train(self, domains: Sequence[str]) -> Brain:
        """A brain for these trades (all when none is served); takes seconds."""
        wanted = tuple(one for one in self.trades if one.pack.domain in domains) or self.trades
        served = tuple(one.pack.domain for one in wanted)
        if served not in self._brains:
            self._brains[served] = train(wanted)
        return self._brains[served]

    async def brain(
        self, tenant_id: TenantId, *, release: str | None, domains: Sequence[str]
    ) -> Brain:
        """The brain for a channel's trades, trained when it is first asked for."""
        del tenant_id, release
        known = self._brains.get(tuple(domains))
        if known is not None:
            return known
        async with self._lock:
            return await asyncio.to_thread(self.train, domains)


def train(trades: Sequence[Trade]) -> Brain:
    """One brain for several trades: same-named intents are one class."""
    served = [one.pack.domain for one in trades]
    cards = [card for one in trades for card in one.cards]
    words = dict.fromkeys(word for one in trades for word in one.words)
    understanding = Understanding.train(lessons_of(cards, serving=served), words=tuple(words))
    return Brain.of([one.pack for one in trades], understanding)


def packs_home(settings: Settings) -> Path:
    """The folder of the packs: the one set, the one shipped, or the checkout's."""
    if settings.packs.dir:
        return settings.packs.dir
    return _SHIPPED if _SHIPPED.is_dir() else _CHECKOUT


def read_trade(folder: PackFolder) -> Trade:
    """Read a pack; raises PackIsFaulty with every fault found."""
    return Trade(
        pack=read_pack(folder),
        cards=read_intents(folder),
        articles=read_articles(folder),
        duties=read_duty_rules(folder),
        words=read_words(folder),
    )


def read_packs(settings: Settings) -> TradeShelf:
    """The packs of this installation; nothing is trained yet."""
    home = packs_home(settings)
    names = [name for name in TRADES if (home / name / "pack.yaml").is_file()] or [TRADES[0]]
    return TradeShelf(tuple(read_trade(PackFolder(home / name)) for name in names))


def read_trades(settings: Settings) -> TradeShelf:
    """The packs of this installation, trained for all of them together."""
    shelf = read_packs(settings)
    shelf.train([one.pack.domain for one in shelf.trades])
    return shelf
