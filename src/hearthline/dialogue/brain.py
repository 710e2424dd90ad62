"""One trade's dialogue, ready to use: the checked pack, the machine, and the trained hearing."""

from dataclasses import dataclass
from typing import Self

from hearthline.dialogue.flows.model import Pack
from hearthline.dialogue.hearing.hearing import Hearing
from hearthline.dialogue.machine.machine import Machine
from hearthline.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Brain:
    """What answers for one trade; holds nothing of any conversation."""

    pack: Pack
    machine: Machine
    hearing: Hearing

    @classmethod
    def of(cls, pack: Pack, understanding: Understanding) -> Self:
        """Put a checked pack and what was trained on its examples together."""
        return cls(pack=pack, machine=Machine(pack), hearing=Hearing(understanding))
