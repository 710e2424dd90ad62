"""Conditions on what others found out about a turn: intent, entity, emotion, names of marks.

A turn about which nobody said anything leaves the condition UNKNOWN rather than MISS.
"""

from collections import deque
from dataclasses import dataclass
from typing import Any, Final

from hearthline.rules.conditions import Place
from hearthline.rules.matchers import Look
from hearthline.rules.view import View

MOODS: Final = ("calm", "worried", "annoyed", "angry", "threatening")


@dataclass(frozen=True)
class Finding(Place):
    """A leaf that reads an attribute of the turn."""

    def attribute(self, name: str, look: Look, view: View) -> Any:
        """The attribute; without it the leaf is blind for this turn."""
        value = look.turn.attributes.get(name)
        if value is None:
            view.miss(self.key, look.turn.start)
        return value


@dataclass(frozen=True)
class Intent(Finding):
    """One of these intents is meant, with at least such a probability."""

    names: frozenset[str] = frozenset()
    least: float = 0.5

    def see(self, look: Look, view: View) -> None:
        """Mark the turn that means it."""
        intents = self.attribute("intents", look, view)
        if intents and any(intents.get(name, 0.0) >= self.least for name in self.names):
            view.mark(self.key, (), look.turn.start)


@dataclass(frozen=True)
class Entity(Finding):
    """Values of one of these kinds were found, so many."""

    kinds: frozenset[str] = frozenset()
    least: int = 1

    def see(self, look: Look, view: View) -> None:
        """Mark the turn that names them."""
        entities = self.attribute("entities", look, view)
        if entities and sum(len(entities.get(kind, ())) for kind in self.kinds) >= self.least:
            view.mark(self.key, (), look.turn.start)


@dataclass(frozen=True)
class Marked(Finding):
    """Somebody put one of these names on the turn."""

    names: frozenset[str] = frozenset()

    def see(self, look: Look, view: View) -> None:
        """Mark the turn that has one."""
        names = self.attribute("marks", look, view)
        if names and self.names & set(names):
            view.mark(self.key, ((0, len(look.form)),), look.turn.start)


@dataclass(frozen=True)
class Mood(Finding):
    """At least such an emotion in so many turns of the role one after the other."""

    least: str = "annoyed"
    streak: int = 1

    def see(self, look: Look, view: View) -> None:
        """Mark the turn with which the streak is long enough."""
        mood = self.attribute("emotion", look, view)
        if mood is None:
            return
        is_such = MOODS.index(str(mood).lower()) >= MOODS.index(self.least)
        length = view.memory.get(self.key, 0) + 1 if is_such else 0
        view.memory[self.key] = length
        if length >= self.streak:
            view.mark(self.key, (), look.turn.start)


@dataclass(frozen=True)
class Trend(Finding):
    """Sentiment falls (or rises) by so much a turn over the last turns of the role."""

    slope: float = -0.2
    over: int = 4

    def see(self, look: Look, view: View) -> None:
        """Mark the turn with which it is so steep."""
        value = self.attribute("sentiment", look, view)
        if value is None:
            return
        values: deque[float] = view.memory.setdefault(self.key, deque(maxlen=self.over))
        values.append(float(value))
        if len(values) < self.over:
            return
        slope = slope_of(list(values))
        if slope <= self.slope if self.slope < 0 else slope >= self.slope:
            view.mark(self.key, (), look.turn.start)


@dataclass(frozen=True)
class Sentiment(Finding):
    """The mean sentiment of the last turns of the role lies below a value."""

    below: float = -0.3
    over: int = 1

    def see(self, look: Look, view: View) -> None:
        """Mark the turn with which it does."""
        value = self.attribute("sentiment", look, view)
        if value is None:
            return
        values: deque[float] = view.memory.setdefault(self.key, deque(maxlen=self.over))
        values.append(float(value))
        if len(values) == self.over and sum(values) / self.over < self.below:
            view.mark(self.key, (), look.turn.start)


def slope_of(values: list[float]) -> float:
    """The slope of the straight line nearest to the values, for each step."""
    size = len(values)
    middle, mean = (size - 1) / 2, sum(values) / size
    spread = sum((place - middle) ** 2 for place in range(size))
    lean = sum((place - middle) * (value - mean) for place, value in enumerate(values))
    return lean / spread if spread else 0.0
