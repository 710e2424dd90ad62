"""Numbers in an agent's words that are one slip away from a number of this conversation. Pure.

An account or work-order number that is wrong by one digit reads like the right one; the customer
then pays for a neighbour. Compared are runs of six or more digits (spaces and dashes left out).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_RUN = re.compile(r"(?<![0-9A-Za-z])[0-9](?:[ \-]?[0-9]){5,}(?![0-9A-Za-z])")
_SEPARATORS = str.maketrans("", "", " -")


@dataclass(frozen=True, slots=True)
class NearNumber:
    """A number as written, where it stands in the text, and the known one that it resembles."""

    written: str
    start: int
    end: int
    known: str


def numbers_in(text: str) -> set[str]:
    """The numbers of six digits or more, without separators."""
    return {hit.group().translate(_SEPARATORS) for hit in _RUN.finditer(text)}


def near_numbers(text: str, known: Iterable[str]) -> list[NearNumber]:
    """The numbers that are none of `known` but one slip away from one of them."""
    knowns = sorted(set(known))
    near = []
    for hit in _RUN.finditer(text):
        written = hit.group().translate(_SEPARATORS)
        if written in knowns:
            continue
        meant = next((one for one in knowns if is_slip(written, one)), None)
        if meant is not None:
            near.append(NearNumber(hit.group(), hit.start(), hit.end(), meant))
    return near


def is_slip(one: str, other: str) -> bool:
    """Whether one digit is wrong, missing or too many, or two neighbours are swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) != len(other):
        longer, shorter = sorted((one, other), key=len, reverse=True)
        return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    wrong = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(wrong) == 1:
        return True
    if len(wrong) != 2 or wrong[1] != wrong[0] + 1:
        return False
    first, second = wrong
    return one[first] == other[second] and one[second] == other[first]
