"""Puts right what a keyboard or a recogniser took for another word, character for character.

A correction never changes the length of a text, so places in it stay what they were.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_REACH: Final = 6


@dataclass(frozen=True, slots=True)
class Pair:
    """A wrong word and the right one, of one length; contexts are regular expressions.

    `after` and `before` must stand to its left and right, `never_after` and `never_before` must
    not: 保修 is 报修 after 我要, and never before 期.
    """

    wrong: str
    right: str
    after: str = ""
    before: str = ""
    never_after: str = ""
    never_before: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    wrong: str
    right: str
    left: re.Pattern[str] | None
    right_side: re.Pattern[str] | None
    not_left: re.Pattern[str] | None
    not_right: re.Pattern[str] | None

    def fits(self, text: str, start: int) -> bool:
        end = start + len(self.wrong)
        if not text.startswith(self.wrong, start):
            return False
        before = text[max(0, start - _REACH) : start]
        return (
            (self.left is None or self.left.search(before) is not None)
            and (self.right_side is None or self.right_side.match(text, end) is not None)
            and (self.not_left is None or self.not_left.search(before) is None)
            and (self.not_right is None or self.not_right.match(text, end) is None)
        )


class Misheard:
    """A table of pairs, ready for use; immutable, safe to share between threads."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        """Take the pairs; raises ValueError when one would change the length of a text."""
        self._rules: dict[str, list[_Rule]] = {}
        for pair in pairs:
            if len(pair.wrong) != len(pair.right) or len(pair.wrong) < 2:
                raise ValueError(f"{pair.wrong} and {pair.right} are not of one length from 2")
            self._rules.setdefault(pair.wrong[:2], []).append(_rule(pair))

    def corrected(self, text: str) -> str:
        """The text with every wrong word put right; a text in matching form is expected."""
        pieces: list[str] = []
        done = place = 0
        rules, last = self._rules, len(text) - 1
        while place < last:
            rule = _fitting(rules.get(text[place : place + 2]), text, place)
            if rule is None:
                place += 1
                continue
            pieces += (text[done:place], rule.right)
            done = place = place + len(rule.wrong)
        return "".join((*pieces, text[done:])) if pieces else text


def _fitting(rules: list[_Rule] | None, text: str, place: int) -> _Rule | None:
    if rules is None:
        return None
    return next((rule for rule in rules if rule.fits(text, place)), None)


def _rule(pair: Pair) -> _Rule:
    return _Rule(
        pair.wrong,
        pair.right,
        _before(pair.after),
        _compiled(pair.before),
        _before(pair.never_after),
        _compiled(pair.never_before),
    )


def _before(pattern: str) -> re.Pattern[str] | None:
    return re.compile(rf"(?:{pattern})\Z") if pattern else None


def _compiled(pattern: str) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None
