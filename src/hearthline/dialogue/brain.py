"""What answers for one or several trades: checked packs, the machine, and the trained hearing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from hearthline.dialogue.flows.model import Pack
from hearthline.dialogue.flows.trades import Trades
from hearthline.dialogue.hearing.hearing import Hearing
from hearthline.dialogue.machine.machine import Machine
from hearthline.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Brain:
    """A bot's trades, ready to use; holds nothing of any conversation.

    `release` names the packs' release, if they are of one.
    """

    trades: Trades
    machine: Machine
    hearing: Hearing
    release: str | None = None

    @classmethod
    def of(
        cls,
        packs: Pack | Trades | Iterable[Pack],
        understanding: Understanding,
        *,
        release: str | None = None,
    ) -> Self:
        """Put checked packs and what was trained on their examples together."""
        trades = Trades.of(packs)
        return cls(trades, Machine(trades), Hearing(understanding), release)
