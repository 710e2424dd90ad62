"""How much fits at one person's desk: in total, by kind of channel, and what may interrupt what.

Written conversations share a desk. A call needs the whole person: beside others it comes only
where a rule lets it interrupt them, and beside a call nothing comes but what may interrupt calls.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hearthline.conversations import ChannelKind

# Kinds that take the whole person while they last.
LIVE = frozenset({ChannelKind.PHONE.value})


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a person takes at once; kinds are the names of `ChannelKind`.

    `by_channel` limits single kinds (a call: one unless said otherwise; others: the total).
    `interrupts` says over which kinds one may come: those do not count for it, so a call can come
    to somebody whose desk is full of chats.
    """

    total: int
    by_channel: Mapping[str, int] = field(default_factory=dict)
    interrupts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def most(self, kind: str) -> int:
        """How many of a kind are taken at once."""
        return self.by_channel.get(kind, min(1, self.total) if kind in LIVE else self.total)

    def fits(self, kind: str, loads: Mapping[str, int]) -> bool:
        """Whether one more of a kind fits beside what there is."""
        if loads.get(kind, 0) >= self.most(kind):
            return False
        over = self.interrupts.get(kind, ())
        others = {held: n for held, n in loads.items() if n and held != kind and held not in over}
        if any(held in LIVE or kind in LIVE for held in others):
            return False
        return sum(others.values()) + loads.get(kind, 0) < self.total

    def widened(self, by: int) -> "Capacity":
        """The same with room for so many more written conversations."""
        kinds = {kind: n if kind in LIVE else n + by for kind, n in self.by_channel.items()}
        return Capacity(self.total + by, kinds, self.interrupts)
