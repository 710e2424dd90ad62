"""A conversation as far as it has gone: what conditions read when they are asked."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hearthline.rules.model import MOST_MARKS, ROLES, Mark, Turn


class Marks:
    """Places of one condition, never more than `MOST_MARKS`: the first ones, or the last ones.

    The last ones are kept only for what is told at the end, so nothing that was told is lost.
    """

    __slots__ = ("_keeps_last", "_kept")

    def __init__(self, *, keeps_last: bool) -> None:
        """Begin with none."""
        self._keeps_last = keeps_last
        self._kept: deque[Mark] = deque(maxlen=MOST_MARKS)

    def add(self, mark: Mark) -> None:
        """Keep one more."""
        if self._keeps_last or len(self._kept) < MOST_MARKS:
            self._kept.append(mark)

    def all(self) -> list[Mark]:
        """What is kept, in order."""
        return list(self._kept)


@dataclass(slots=True)
class View:
    """What has been seen of a conversation; `memory` is what conditions keep for themselves."""

    facts: Mapping[str, Any] = field(default_factory=dict)
    turns: int = 0
    counts: tuple[int, int, int, int] = (0, 0, 0, 0)
    last: Turn | None = None
    role: int = -1
    now: float | None = None
    is_over: bool = False
    marks: dict[int, Marks] = field(default_factory=dict)
    memory: dict[int, Any] = field(default_factory=dict)
    blind: dict[int, Marks] = field(default_factory=dict)

    def count(self, turn: Turn) -> None:
        """One more turn."""
        place = self.role = ROLES.index(turn.role)
        counts = list(self.counts)
        counts[place] += 1
        self.counts = (counts[0], counts[1], counts[2], counts[3])
        self.turns += 1
        if turn.start is not None:
            self.now = turn.start if self.now is None else max(self.now, turn.start)

    def mark(
        self,
        condition: int,
        spans: tuple[tuple[int, int], ...] = (),
        at: float | None = None,
        *,
        keeps_last: bool = False,
    ) -> None:
        """Note that a condition was seen in the turn that was counted last."""
        mark = Mark(self.turns - 1, self.counts, at, spans, self.role)
        self.put(condition, mark, keeps_last=keeps_last)

    def miss(self, condition: int, at: float | None = None) -> None:
        """Note that the turn that was counted last lacks what a condition needs to know."""
        kept = self.blind.setdefault(condition, Marks(keeps_last=False))
        kept.add(Mark(self.turns - 1, self.counts, at, (), self.role))

    def blind_of(self, condition: int) -> list[Mark]:
        """The turns that lacked what a condition needs."""
        kept = self.blind.get(condition)
        return [] if kept is None else kept.all()

    def put(self, condition: int, mark: Mark, *, keeps_last: bool = False) -> None:
        """Note a place of a condition."""
        kept = self.marks.get(condition)
        if kept is None:
            kept = self.marks[condition] = Marks(keeps_last=keeps_last)
        kept.add(mark)

    def of(self, condition: int) -> list[Mark]:
        """The places of a condition."""
        kept = self.marks.get(condition)
        return [] if kept is None else kept.all()
