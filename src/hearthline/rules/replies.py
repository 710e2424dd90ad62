"""Reads `replies.yaml` of a pack: replies that show what a rule means, and replies that are right.

Something is trained on them above us; here they are only read and held against the rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from hearthline.platform.packs import Node, PackFolder, PackIsFaulty, Reader
from hearthline.rules.facts import LEVELS
from hearthline.rules.pack import layers

FILE: Final = "replies.yaml"


@dataclass(frozen=True, slots=True)
class Shown:
    """How a rule is broken, in many ways; with `below` only while the customer is below a level."""

    texts: tuple[str, ...]
    below: str | None = None


@dataclass(frozen=True, slots=True)
class Replies:
    """Risky replies by the rule they break, and harmless ones; those of the base come first."""

    risky: Mapping[str, Shown] = field(default_factory=dict)
    harmless: tuple[str, ...] = ()


def read_replies(folder: PackFolder) -> Replies:
    """The replies of a pack; none when it has no such file. Raises `PackIsFaulty`."""
    reader = Reader()
    risky: dict[str, Shown] = {}
    harmless: list[str] = []
    for node in layers(folder, FILE):
        reader.only(node, "version", "risky", "harmless")
        harmless += reader.texts(node, "harmless")
        member = node.get("risky")
        for name, one in member.items() if member else ():
            shown = _shown(reader, one)
            before = risky.get(name, Shown(()))
            risky[name] = Shown((*before.texts, *shown.texts), shown.below or before.below)
    if reader.faults:
        raise PackIsFaulty(reader.faults)
    return Replies(risky, tuple(dict.fromkeys(harmless)))


def replies_named(folder: PackFolder) -> list[tuple[Node, str]]:
    """The rules that are named, with their places, so that a check can look for them."""
    members = [node.get("risky") for node in layers(folder, FILE)]
    return [(one, name) for member in members if member for name, one in member.items()]


def _shown(reader: Reader, node: Node) -> Shown:
    reader.only(node, "below", "say")
    below = reader.text(node, "below") if "below" in node else None
    if below is not None and below not in LEVELS:
        reader.faults.append(
            node.fault(f"no level `{below}`", "write one of: " + ", ".join(LEVELS))
        )
    return Shown(tuple(reader.texts(node, "say")), below)
