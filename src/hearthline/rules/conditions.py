"""Conditions as a tree. Leaves note where they were seen; every node says what is known by now.

A verdict that is not UNKNOWN never changes as the conversation goes on: that is what makes a rule
fit for alarms as words are spoken, with the same result as over the whole afterwards.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from hearthline.rules import logic
from hearthline.rules.matchers import Look, Matcher
from hearthline.rules.model import Deed, Mark, Verdict
from hearthline.rules.view import View

HIT, MISS, UNKNOWN = Verdict.HIT, Verdict.MISS, Verdict.UNKNOWN
ALL_ROLES = (0, 1, 2, 3)


class Condition(Protocol):
    """A node of a rule."""

    @property
    def key(self) -> int:
        """Its number among all conditions of a set."""
        ...

    def parts(self) -> Sequence["Condition"]:
        """The nodes below."""
        ...

    def verdict(self, view: View) -> Verdict:
        """What is known by now."""
        ...

    def marks(self, view: View) -> list[Mark]:
        """Where it was seen, in order."""
        ...


class Leaf(Condition, Protocol):
    """A node that looks at turns."""

    roles: tuple[int, ...]

    def see(self, look: Look, view: View) -> None:
        """Note what this turn shows."""
        ...


def walk(condition: Condition) -> Iterator[Condition]:
    """A node and everything below it."""
    yield condition
    for part in condition.parts():
        yield from walk(part)


def blind_turns(condition: Condition, view: View) -> list[Mark]:
    """The turns that lacked what some leaf below needs to know."""
    return [mark for node in walk(condition) for mark in view.blind_of(node.key)]


@dataclass(frozen=True, slots=True)
class Window:
    """Around an anchor: `before`, `after`, `around` or `current`; so many turns or seconds.

    `nth` is which place of the anchor counts: 0 any, −1 the last one.
    """

    side: str
    anchor: Condition
    turns: int | None = None
    seconds: float | None = None
    nth: int = 0

    def anchors(self, view: View) -> list[Mark]:
        """The places that count; the last one is known when the conversation is over."""
        found = self.anchor.marks(view)
        if self.nth == 0:
            return found
        if self.nth < 0:
            return found[-1:] if view.is_over else []
        return found[self.nth - 1 : self.nth]

    def holds(self, mark: Mark, view: View, roles: tuple[int, ...]) -> bool:
        """Whether a place lies in the window of some anchor."""
        return any(self._is_in(mark, anchor, roles) for anchor in self.anchors(view))

    def _is_in(self, mark: Mark, anchor: Mark, roles: tuple[int, ...]) -> bool:
        if self.side == "current":
            return mark.turn == anchor.turn
        if self.side == "before" and not mark.is_before(anchor):
            return False
        if self.side == "after" and not anchor.is_before(mark):
            return False
        return is_within(mark, anchor, roles, turns=self.turns, seconds=self.seconds)

    def is_closed(self, view: View, roles: tuple[int, ...]) -> bool:
        """Whether nothing that is still to come can lie in it."""
        if self.nth <= 0 or self.side == "around":
            return False
        anchors = self.anchors(view)
        if not anchors:
            return False
        if self.side in ("before", "current"):
            return view.turns - 1 > anchors[0].turn
        return has_passed(anchors[0], view, roles, turns=self.turns, seconds=self.seconds)


def is_within(
    one: Mark, other: Mark, roles: tuple[int, ...], *, turns: int | None, seconds: float | None
) -> bool:
    """Whether two places are as close as asked; a time that is not known is not close."""
    if turns is not None and one.gap(other, roles) > turns:
        return False
    if seconds is None:
        return True
    return one.at is not None and other.at is not None and abs(one.at - other.at) <= seconds


def has_passed(
    anchor: Mark, view: View, roles: tuple[int, ...], *, turns: int | None, seconds: float | None
) -> bool:
    """Whether the turns or seconds after a place are over."""
    gone = sum(view.counts[role] - anchor.counts[role] for role in roles)
    if turns is not None and gone >= turns:
        return True
    if seconds is None or view.now is None or anchor.at is None:
        return False
    return view.now - anchor.at > seconds


@dataclass(frozen=True, slots=True)
class Range:
    """Which part of the conversation counts: the first or last turns of the role, or seconds."""

    first: int | None = None
    last: int | None = None
    first_seconds: float | None = None
    last_seconds: float | None = None

    @property
    def is_from_the_end(self) -> bool:
        """Whether it can be told only when all is over."""
        return self.last is not None or self.last_seconds is not None

    @property
    def asks_seconds(self) -> bool:
        """Whether times must be known."""
        return self.first_seconds is not None or self.last_seconds is not None

    def kept(self, marks: list[Mark], view: View, roles: tuple[int, ...]) -> list[Mark]:
        """The places in it."""
        if self.is_from_the_end and not view.is_over:
            return []
        return [mark for mark in marks if self._holds(mark, view, roles)]

    def _holds(self, mark: Mark, view: View, roles: tuple[int, ...]) -> bool:
        number = sum(mark.counts[role] for role in roles)
        total = sum(view.counts[role] for role in roles)
        return (
            (self.first is None or number <= self.first)
            and (self.last is None or number > total - self.last)
            and (not self.asks_seconds or self._is_in_time(mark, view))
        )

    def _is_in_time(self, mark: Mark, view: View) -> bool:
        if mark.at is None or view.now is None:
            return False
        is_early = self.first_seconds is None or mark.at <= self.first_seconds
        return is_early and (self.last_seconds is None or view.now - mark.at <= self.last_seconds)

    def is_closed(self, view: View, roles: tuple[int, ...]) -> bool:
        """Whether nothing that is still to come can lie in it."""
        total = sum(view.counts[role] for role in roles)
        if self.first is not None and total >= self.first:
            return True
        return self.first_seconds is not None and (view.now or 0.0) > self.first_seconds


EVERYWHERE = Range()


@dataclass(frozen=True)
class Place:
    """What all leaves share: who speaks, which part counts, and the window around an anchor."""

    key: int
    roles: tuple[int, ...] = ALL_ROLES
    range: Range = EVERYWHERE
    window: Window | None = None

    def parts(self) -> Sequence[Condition]:
        """The anchor, if there is one."""
        return () if self.window is None else (self.window.anchor,)

    def see(self, look: Look, view: View) -> None:
        """Nothing, unless a kind of leaf says otherwise."""

    def marks(self, view: View) -> list[Mark]:
        """The places in range and window."""
        marks = view.of(self.key)
        if marks and self.range is not EVERYWHERE:
            marks = self.range.kept(marks, view, self.roles)
        if marks and self.window is not None:
            marks = [mark for mark in marks if self.window.holds(mark, view, self.roles)]
        return marks

    def verdict(self, view: View) -> Verdict:
        """Seen, never to be seen, or not known."""
        if self.marks(view):
            return HIT
        if self._is_blind(view) or self._lacks_times(view):
            return UNKNOWN
        return MISS if view.is_over or self._is_closed(view) else UNKNOWN

    def _is_blind(self, view: View) -> bool:
        """Whether a turn that would count lacked what must be known."""
        missed = view.blind_of(self.key)
        if missed and not self.range.is_from_the_end:
            missed = self.range.kept(missed, view, self.roles)
        window = self.window
        if not missed or window is None or window.nth <= 0 or not window.anchors(view):
            return bool(missed)
        return any(window.holds(mark, view, self.roles) for mark in missed)

    def _is_closed(self, view: View) -> bool:
        if self.window is not None and self.window.is_closed(view, self.roles):
            return True
        waits = self.window is not None and self.range.kept(view.of(self.key), view, self.roles)
        return not waits and self.range.is_closed(view, self.roles)

    def _lacks_times(self, view: View) -> bool:
        """Whether seconds are asked for and nobody knows them."""
        asks = self.window is not None and self.window.seconds is not None
        return (asks or self.range.asks_seconds) and view.turns > 0 and view.now is None


@dataclass(frozen=True)
class Say(Place):
    """A turn in which all the matchers fit."""

    matchers: tuple[Matcher, ...] = ()

    def see(self, look: Look, view: View) -> None:
        """Mark the turn if it fits."""
        if self.range.asks_seconds and look.turn.start is None:
            view.miss(self.key)
            return
        spans: list[tuple[int, int]] = []
        for matcher in self.matchers:
            found = matcher.places(look)
            if found is None:
                return
            spans += found
        view.mark(
            self.key,
            tuple(sorted(set(spans))),
            look.turn.start,
            keeps_last=self.range.is_from_the_end,
        )


@dataclass(frozen=True)
class Did(Place):
    """Something that was done, by name, with the data asked for."""

    names: frozenset[str] = frozenset()
    data: tuple[tuple[str, object], ...] = ()

    def note(self, deed: Deed) -> bool:
        """Whether this deed is meant."""
        return deed.name in self.names and all(
            deed.data.get(name) == value for name, value in self.data
        )


@dataclass(frozen=True)
class Joined:
    """All, any, so many or exactly one of several conditions."""

    key: int
    how: str
    inner: tuple[Condition, ...]
    number: int = 1

    def parts(self) -> Sequence[Condition]:
        """The conditions."""
        return self.inner

    def verdict(self, view: View) -> Verdict:
        """By the logic of three values."""
        verdicts = [part.verdict(view) for part in self.inner]
        if self.how == "all":
            return logic.all_of(verdicts)
        if self.how == "xor":
            return logic.one_of(verdicts)
        return logic.at_least(self.number, verdicts)

    def marks(self, view: View) -> list[Mark]:
        """Where those were seen that hold."""
        if self.verdict(view) is not HIT:
            return []
        found = [part.marks(view) for part in self.inner if part.verdict(view) is HIT]
        return sorted((mark for marks in found for mark in marks), key=lambda m: (m.turn, m.first))


@dataclass(frozen=True)
class Not:
    """The opposite; it has no place of its own."""

    key: int
    inner: Condition

    def parts(self) -> Sequence[Condition]:
        """The condition."""
        return (self.inner,)

    def verdict(self, view: View) -> Verdict:
        """The opposite."""
        return logic.opposite(self.inner.verdict(view))

    def marks(self, view: View) -> list[Mark]:
        """None."""
        return view.of(self.key)
