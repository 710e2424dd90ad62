"""Conditions on how it sounds and how long it takes; without times or energy they are UNKNOWN."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

from hearthline.rules.conditions import Place
from hearthline.rules.findings import Finding
from hearthline.rules.matchers import Look
from hearthline.rules.model import ROLES, Turn
from hearthline.rules.view import View


@dataclass(frozen=True)
class Timed(Place, ABC):
    """What is seen between the end of one turn and the start of the next, so many times."""

    seconds: float = 15.0
    times: int = 1

    @abstractmethod
    def between(self, before: Turn, after: Turn) -> bool | None:
        """Whether it is there; None when nobody knows."""

    def see(self, look: Look, view: View) -> None:
        """Mark the turn with which it was there so often. `view.last` is the turn before."""
        before = view.last
        if before is None:
            return
        is_there = self.between(before, look.turn)
        if is_there is None:
            view.miss(self.key, look.turn.start)
        elif is_there:
            number = view.memory.get(self.key, 0) + 1
            view.memory[self.key] = number
            if number >= self.times:
                view.mark(self.key, (), look.turn.start)


@dataclass(frozen=True)
class Silence(Timed):
    """Nobody speaks for so long, unless a word announced it; `pair` is who before whom."""

    pair: tuple[str, str] | None = None
    announced: tuple[str, ...] = ()

    def between(self, before: Turn, after: Turn) -> bool | None:
        """Whether it was silent."""
        if self.pair is not None and (before.role, after.role) != self.pair:
            return False
        if before.end is None or after.start is None:
            return None
        is_announced = any(word in before.text for word in self.announced)
        return not is_announced and after.start - before.end >= self.seconds


@dataclass(frozen=True)
class Overlap(Timed):
    """The role begins so long before the other has ended."""

    def between(self, before: Turn, after: Turn) -> bool | None:
        """Whether it spoke into the other's words."""
        if before.role == after.role:
            return False
        if before.end is None or after.start is None:
            return None
        return before.end - after.start >= self.seconds


@dataclass(frozen=True)
class Wait(Timed):
    """The role lets the other wait so long for its words; written turns have times for this."""

    def between(self, before: Turn, after: Turn) -> bool | None:
        """Whether it was late."""
        if before.role == after.role:
            return False
        ended = before.start if before.end is None else before.end
        if ended is None or after.start is None:
            return None
        return after.start - ended >= self.seconds


@dataclass(frozen=True)
class Rate(Place):
    """Characters a minute above or below a limit, in turns that are long enough."""

    over: float | None = None
    under: float | None = None
    shortest: int = 10

    def see(self, look: Look, view: View) -> None:
        """Mark the turn that is too fast or too slow."""
        turn = look.turn
        if turn.start is None or turn.end is None or turn.end <= turn.start:
            view.miss(self.key, look.turn.start)
            return
        if len(look.form) < self.shortest:
            return
        rate = len(look.form) * 60 / (turn.end - turn.start)
        is_fast = self.over is not None and rate > self.over
        if is_fast or (self.under is not None and rate < self.under):
            view.mark(self.key, (), look.turn.start)


@dataclass(frozen=True)
class Energy(Finding):
    """Loud: above so many decibels, or so many more than the same role's turn before."""

    over: float | None = None
    rise: float | None = None

    def see(self, look: Look, view: View) -> None:
        """Mark the turn that is loud."""
        energy = self.attribute("energy", look, view)
        if energy is None:
            return
        known = view.memory.setdefault(self.key, {})
        before = known.get(look.turn.role)
        known[look.turn.role] = float(energy)
        is_loud = self.over is not None and energy > self.over
        has_risen = self.rise is not None and before is not None and energy - before >= self.rise
        if is_loud or has_risen:
            view.mark(self.key, (), look.turn.start)


def role_places(names: tuple[str, ...]) -> tuple[int, ...]:
    """Roles by their place in `ROLES`; `us` is the agent and the bot, no name means everybody."""
    named = {one for name in names for one in (("agent", "bot") if name == "us" else (name,))}
    return tuple(place for place, role in enumerate(ROLES) if role in named or not named)
