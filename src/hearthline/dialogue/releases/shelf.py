"""The packs of this installation: what every tenant begins with, as a release like any other."""

from dataclasses import dataclass
from functools import cached_property

from hearthline.dialogue.releases.archive import Files, release_id_of
from hearthline.dialogue.releases.model import Origin, Release, TradeCard
from hearthline.dialogue.releases.trades import Trade, articles_of
from hearthline.knowledge import Draft, Profile
from hearthline.tickets import DutyRules, Office, joined_offices
from hearthline.understanding import Encoder, KeptTunings


@dataclass(frozen=True)
class TradeShelf:
    """The trades of this installation, their files, an encoder if there is one, kept tunings."""

    trades: tuple[Trade, ...]
    files: Files
    encoder: Encoder | None = None
    kept: KeptTunings | None = None

    @cached_property
    def release_id(self) -> str:
        """The address of their content."""
        return release_id_of(self.files)

    @property
    def articles(self) -> list[Draft]:
        """Every article once; the base's come with each trade."""
        return articles_of(self.trades)

    @property
    def profiles(self) -> list[Profile]:
        """The policy profiles of all trades."""
        return [profile for one in self.trades for profile in one.profiles]

    @property
    def words(self) -> list[str]:
        """The words of all trades."""
        return list(dict.fromkeys(word for one in self.trades for word in one.words))

    @property
    def duties(self) -> DutyRules:
        """The ticket types and clocks of all trades."""
        return DutyRules.joined([one.duties for one in self.trades])

    @property
    def offices(self) -> dict[str, Office]:
        """The offices of all trades that send tickets, by code."""
        return joined_offices(one.offices for one in self.trades)

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains of the trades."""
        return tuple(one.pack.domain for one in self.trades)

    def release(self) -> Release:
        """The packs as a release that nobody has stored yet."""
        return Release(
            id=self.release_id,
            origin=Origin.SHIPPED,
            note="",
            trades=cards_of(self.trades),
            faults=(),
            size_bytes=sum(map(len, self.files.values())),
            files=len(self.files),
            is_stored=False,
        )


def cards_of(trades: tuple[Trade, ...]) -> tuple[TradeCard, ...]:
    """The trades as lists show them."""
    return tuple(
        TradeCard(one.pack.domain, one.pack.name, one.pack.version, one.pack.title)
        for one in trades
    )
