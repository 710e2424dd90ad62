"""Conditions on the conversation as a whole: channel, queue, level, ticket, a business fact."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from hearthline.rules.conditions import Condition
from hearthline.rules.model import Mark, Verdict
from hearthline.rules.view import View

LEVELS: Final = ("L0", "L1", "LP", "L2", "L3")


@dataclass(frozen=True)
class Fact:
    """A fact compared: `is`, `in`, `at_least`, `at_most`, `below`, `over`, `level_below`, `there`.

    A fact that nobody gave is UNKNOWN.
    """

    key: int
    name: str
    how: str
    value: Any

    def parts(self) -> Sequence[Condition]:
        """None."""
        return ()

    def marks(self, view: View) -> list[Mark]:
        """It has no place."""
        return view.of(self.key)

    def verdict(self, view: View) -> Verdict:
        """Whether it holds."""
        given = view.facts.get(self.name)
        if self.how == "there":
            return Verdict.HIT if (given is not None) == self.value else Verdict.MISS
        if given is None:
            return Verdict.UNKNOWN
        return Verdict.HIT if self._holds(given) else Verdict.MISS

    def _holds(self, given: Any) -> bool:
        if self.how in ("is", "in"):
            wanted = self.value if self.how == "in" else [self.value]
            return any(one in wanted for one in given) if _is_many(given) else given in wanted
        if self.how == "level_below":
            return LEVELS.index(str(given)) < LEVELS.index(str(self.value))
        return _compared(self.how, float(given), float(self.value))


def _is_many(given: Any) -> bool:
    return isinstance(given, list | tuple | set | frozenset)


def _compared(how: str, given: float, wanted: float) -> bool:
    if how == "at_least":
        return given >= wanted
    if how == "at_most":
        return given <= wanted
    return given < wanted if how == "below" else given > wanted
