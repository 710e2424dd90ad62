"""One trade's dialogue, ready to use: the checked pack, the machine, and the trained hearing."""

from dataclasses import dataclass

from hearthline.dialogue.flows.loading import load_pack
from hearthline.dialogue.flows.model import Pack
from hearthline.dialogue.hearing.hearing import Hearing
from hearthline.dialogue.machine.machine import Machine
from hearthline.platform.packs import PackFolder
from hearthline.understanding import Understanding, lessons_of, read_intents, read_words


@dataclass(frozen=True, slots=True)
class Brain:
    """What answers for one trade; holds nothing of any conversation."""

    pack: Pack
    machine: Machine
    hearing: Hearing


def make_brain(folder: PackFolder) -> Brain:
    """Check a pack and train on its examples, in seconds; raises PackIsFaulty."""
    pack = load_pack(folder)
    understanding = Understanding.train(
        lessons_of(read_intents(folder)), words=tuple(read_words(folder))
    )
    return Brain(pack=pack, machine=Machine(pack), hearing=Hearing(understanding))
