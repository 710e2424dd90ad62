"""Conditions on order and time: then, missing after, not before, until, the nth time, repeats."""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from hearthline.rules.conditions import (
    ALL_ROLES,
    Condition,
    Place,
    Window,
    blind_turns,
    has_passed,
    is_within,
    walk,
)
from hearthline.rules.matchers import Look
from hearthline.rules.model import Mark, Verdict
from hearthline.rules.similarity import cosine, gram_set
from hearthline.rules.view import View

HIT, MISS, UNKNOWN = Verdict.HIT, Verdict.MISS, Verdict.UNKNOWN


@dataclass(frozen=True)
class Then:
    """One after the other, each at most so many turns or seconds after the one before."""

    key: int
    steps: tuple[Condition, ...]
    turns: int | None = None
    seconds: float | None = None

    def parts(self) -> Sequence[Condition]:
        """The steps."""
        return self.steps

    def marks(self, view: View) -> list[Mark]:
        """Where the last step was seen in its order."""
        reached = self.steps[0].marks(view)
        for step in self.steps[1:]:
            reached = [mark for mark in step.marks(view) if self._follows(mark, reached)]
        return reached

    def _follows(self, mark: Mark, earlier: list[Mark]) -> bool:
        return any(
            one.is_before(mark)
            and is_within(one, mark, ALL_ROLES, turns=self.turns, seconds=self.seconds)
            for one in earlier
        )

    def verdict(self, view: View) -> Verdict:
        """Seen in order, never to be seen, or not known."""
        if self.marks(view):
            return HIT
        verdicts = [step.verdict(view) for step in self.steps]
        if MISS in verdicts:
            return MISS
        is_blind = self.seconds is not None and view.now is None and view.turns > 0
        if is_blind or not view.is_over or UNKNOWN in verdicts:
            return UNKNOWN
        return MISS


@dataclass(frozen=True)
class Missing:
    """Nothing of what is expected in the turns or seconds after an anchor.

    It is known when the window is over, or the conversation, provided somebody whose turn it was
    spoke at least once after the anchor.
    """

    key: int
    expected: Place
    after: Window

    def parts(self) -> Sequence[Condition]:
        """What is expected, and the anchor."""
        return (self.expected, self.after.anchor)

    def marks(self, view: View) -> list[Mark]:
        """The anchors after which it is missing."""
        roles, seen = self.expected.roles, self.expected.marks(view)
        return [
            anchor
            for anchor in self.after.anchors(view)
            if self._is_due(anchor, view, roles)
            and not any(
                anchor.is_before(mark)
                and is_within(
                    anchor, mark, roles, turns=self.after.turns, seconds=self.after.seconds
                )
                for mark in seen
            )
        ]

    def _is_due(self, anchor: Mark, view: View, roles: tuple[int, ...]) -> bool:
        after = self.after
        if has_passed(anchor, view, roles, turns=after.turns, seconds=after.seconds):
            return True
        spoken = sum(view.counts[role] - anchor.counts[role] for role in roles)
        is_timeless = self.after.seconds is not None and anchor.at is None
        return view.is_over and spoken > 0 and not is_timeless

    def verdict(self, view: View) -> Verdict:
        """Missing, there, or not known."""
        blind = view.blind_of(self.expected.key)
        if any(not self._is_hidden(anchor, blind) for anchor in self.marks(view)):
            return HIT
        if blind or not view.is_over:
            return UNKNOWN
        anchors = self.after.anchors(view)
        is_timeless = self.after.seconds is not None and any(one.at is None for one in anchors)
        if is_timeless or self.after.anchor.verdict(view) is UNKNOWN:
            return UNKNOWN
        return MISS

    def _is_hidden(self, anchor: Mark, blind: list[Mark]) -> bool:
        """Whether it may have been there in a turn of which too little is known."""
        roles, after = self.expected.roles, self.after
        return any(
            anchor.turn < mark.turn
            and is_within(anchor, mark, roles, turns=after.turns, seconds=after.seconds)
            for mark in blind
        )


@dataclass(frozen=True)
class NotBefore:
    """Something without another thing before it: a bill read out without an identity proved."""

    key: int
    what: Condition
    unless: Condition

    def parts(self) -> Sequence[Condition]:
        """Both."""
        return (self.what, self.unless)

    def marks(self, view: View) -> list[Mark]:
        """Where the first is seen too early."""
        excuses = self.unless.marks(view)
        if not excuses and self.unless.verdict(view) is HIT:
            return []
        return [
            mark
            for mark in self.what.marks(view)
            if not any(one.is_before(mark) for one in excuses)
        ]

    def verdict(self, view: View) -> Verdict:
        """Too early, never too early, or not known."""
        what = self.what.verdict(view)
        if what is not HIT:
            return what
        marks = self.marks(view)
        first = min((one.turn for one in blind_turns(self.unless, view)), default=math.inf)
        if _has_unknown_fact(self.unless, view):
            first = -1.0
        if any(mark.turn <= first for mark in marks):
            return HIT
        return MISS if view.is_over and not marks else UNKNOWN


def _has_unknown_fact(condition: Condition, view: View) -> bool:
    return any(
        not node.parts() and not isinstance(node, Place) and node.verdict(view) is UNKNOWN
        for node in walk(condition)
    )


@dataclass(frozen=True)
class Until:
    """Every turn of the role shows one thing until another is seen, and that is seen."""

    key: int
    hold: Place
    stop: Condition

    def parts(self) -> Sequence[Condition]:
        """Both."""
        return (self.hold, self.stop)

    def marks(self, view: View) -> list[Mark]:
        """Where it stops, if it held so far and there was a turn to hold in."""
        stops = self.stop.marks(view)[:1]
        return [one for one in stops if self._held(one, view)]

    def _held(self, stop: Mark, view: View) -> bool:
        """Turns of the role before the one that stops, against those in which it held."""
        up_to = sum(stop.counts[role] for role in self.hold.roles)
        held = sum(1 for mark in self.hold.marks(view) if mark.turn < stop.turn)
        due = up_to - (stop.role in self.hold.roles)
        return due > 0 and held == due

    def verdict(self, view: View) -> Verdict:
        """Held until then, broken, or not known."""
        stops = self.stop.marks(view)
        if not stops:
            is_blind = bool(blind_turns(self.stop, view))
            return MISS if view.is_over and not is_blind else UNKNOWN
        hidden = [*blind_turns(self.hold, view), *blind_turns(self.stop, view)]
        if any(mark.turn < stops[0].turn for mark in hidden):
            return UNKNOWN
        return HIT if self._held(stops[0], view) else MISS


@dataclass(frozen=True)
class Nth:
    """The nth time that something is seen."""

    key: int
    inner: Condition
    number: int

    def parts(self) -> Sequence[Condition]:
        """What is counted."""
        return (self.inner,)

    def marks(self, view: View) -> list[Mark]:
        """That one time."""
        return self.inner.marks(view)[self.number - 1 : self.number]

    def verdict(self, view: View) -> Verdict:
        """Seen so often, never to be, or not known."""
        hidden = min((one.turn for one in blind_turns(self.inner, view)), default=math.inf)
        marks = self.marks(view)
        if marks:
            return HIT if marks[0].turn <= hidden else UNKNOWN
        if self.inner.verdict(view) is MISS:
            return MISS
        return MISS if view.is_over and hidden == math.inf else UNKNOWN


@dataclass(frozen=True)
class Repeat(Place):
    """The same said again and again: so many turns alike among the last ones of the role."""

    times: int = 3
    among: int = 10
    alike: float = 0.6
    shortest: int = 6
    excused: tuple[str, ...] = ()

    def see(self, look: Look, view: View) -> None:
        """Mark the turn with which it is said so often."""
        if len(look.form) < self.shortest or any(word in look.form for word in self.excused):
            return
        number = sum(view.counts[role] for role in self.roles)
        earlier: deque[tuple[int, str]] = view.memory.setdefault(self.key, deque(maxlen=self.among))
        while earlier and earlier[0][0] <= number - self.among:
            earlier.popleft()
        alike = sum(cosine(look.form, text) >= self.alike for _, text in earlier)
        earlier.append((number, look.form))
        if alike + 1 >= self.times:
            view.mark(self.key, ((0, len(look.form)),), look.turn.start)


@dataclass(frozen=True)
class Coverage(Place):
    """So much of a script has been said, by its runs of two characters, in any number of turns."""

    script: str = ""
    share: float = 0.6

    def see(self, look: Look, view: View) -> None:
        """Mark the turn with which enough is said."""
        wanted = gram_set(self.script)
        said: set[str] = view.memory.setdefault(self.key, set())
        before = len(said)
        said |= wanted & gram_set(look.form)
        is_enough = len(said) >= self.share * len(wanted)
        if is_enough and before < self.share * len(wanted):
            view.mark(self.key, ((0, len(look.form)),), look.turn.start)
