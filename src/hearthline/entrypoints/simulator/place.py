"""Reads a place out of words: 小区, 楼, 单元, 室. Pure."""

import re
from dataclasses import dataclass

from hearthline.entrypoints.simulator.town import Household, Town
from hearthline.entrypoints.simulator.wire import Address

_DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")}
_NUMBER = r"([0-9]+|[零一二三四五六七八九十]+)"
_BUILDING = re.compile(_NUMBER + r"\s*(?:号楼|栋|幢|号|#|-)")
_UNIT = re.compile(_NUMBER + r"\s*单元")
_ROOM = re.compile(r"([0-9]{3,4}[A-Za-z]?|[零一二三四五六七八九]{3,4})\s*室?$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is, as far as the words say."""

    community: str | None = None
    building: str | None = None
    unit: str | None = None
    room: str | None = None

    def holds(self, household: Household) -> bool:
        """Whether a household is at this place."""
        wanted = (self.community, self.building, self.unit, self.room)
        has = (household.community, household.building, household.unit, household.room)
        return all(want in (None, real) for want, real in zip(wanted, has, strict=True))


def read_place(words: str, town: Town) -> Place:
    """The place in free words, or in the form `小区|楼|单元|室`."""
    if "|" in words:
        parts = [part.strip() or None for part in words.split("|")] + [None] * 4
        return Place(*parts[:4])
    known = (one.name for one in town.communities)
    community = next((name for name in known if name in words), None)
    rest = words.split(community, 1)[1] if community else words
    return Place(
        community,
        _found(_BUILDING, rest),
        _found(_UNIT, rest),
        _found(_ROOM, rest.strip()),
    )


def place_of(address: Address, town: Town) -> Place:
    """The place of an address: its parts, and where they are missing, its words."""
    read = read_place(address.raw, town)
    return Place(
        address.community or read.community,
        address.building or read.building,
        address.unit or read.unit,
        address.room or read.room,
    )


def _found(form: re.Pattern[str], words: str) -> str | None:
    match = form.search(words)
    return _arabic(match[1]) if match else None


def _arabic(number: str) -> str:
    if number.isascii():
        return number.lstrip("0") or "0"
    if "十" in number:
        tens, _, ones = number.partition("十")
        return f"{_DIGITS.get(tens, '1')}{_DIGITS.get(ones, '0')}"
    return "".join(_DIGITS[digit] for digit in number)
