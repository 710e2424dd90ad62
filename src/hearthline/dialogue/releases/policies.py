"""Checks `policy/*.yaml` of a pack: the shape that every profile has, and figures that can be.

What a profile says of its topics is the utility's matter; a share above one or a day that does
not exist is nobody's.
"""

import re
from collections.abc import Iterator
from datetime import date

from hearthline.platform.packs import Fault, Node, PackFolder, PackIsFaulty, Reader

_DAY = re.compile(r"\d{2}-\d{2}\Z")
_COUNTED = re.compile(r"(?:_days|days|_h|_min|_fen|workdays|_years)\Z")
_LEAP_YEAR = 2028


def policy_faults(folder: PackFolder) -> list[Fault]:
    """Everything that is wrong with the profiles of a pack."""
    faults: list[Fault] = []
    ids: set[tuple[str, int]] = set()
    for path in folder.own("policy/*.yaml"):
        try:
            root = folder.read(path)
        except PackIsFaulty as faulty:
            faults.extend(faulty.faults)
            continue
        faults.extend(_profile_faults(root, ids))
    return faults


def _profile_faults(root: Node, ids: set[tuple[str, int]]) -> Iterator[Fault]:
    reader = Reader()
    reader.only(root, "policy_profile")
    profile = root.get("policy_profile")
    if profile is None or not profile.is_mapping:
        yield root.fault("`policy_profile` is missing", "put the profile under `policy_profile`")
        return
    key = (reader.text(profile, "id"), reader.whole(profile, "version"))
    reader.words(profile, "name")
    reader.flag(profile, "verified", default=False)
    yield from reader.faults
    if key in ids:
        yield profile.fault(f"`{key[0]}` version {key[1]} is there twice", "raise the version")
    ids.add(key)
    yield from _period_faults(profile)
    for name, member in profile.items():
        yield from _figures(name, member)


def _period_faults(profile: Node) -> Iterator[Fault]:
    days: list[date | None] = []
    for name in ("effective_from", "effective_to"):
        member = profile.get(name)
        if member is None or (member.inner is None and name == "effective_to"):
            if name == "effective_from":
                yield profile.fault(f"`{name}` is missing", "write a day as 2026-07-01")
            days.append(None)
            continue
        try:
            days.append(date.fromisoformat(str(member.inner)))
        except ValueError:
            yield member.fault(f"`{name}` is `{member.inner}`", "write a day as 2026-07-01")
            days.append(None)
    begin, end = days
    if begin and end and end < begin:
        yield profile.fault("`effective_to` is before `effective_from`", "mend the dates")


def _figures(name: str, node: Node) -> Iterator[Fault]:
    if node.is_mapping:
        for key, member in node.items():
            yield from _figures(key, member)
        return
    if node.is_list:
        for member in node.each():
            yield from _figures(name, member)
        return
    if node.inner is not None and not isinstance(node.inner, bool):
        yield from _figure(name, node)


def _figure(name: str, node: Node) -> Iterator[Fault]:
    value = node.inner
    if name.endswith("ratio") and not (isinstance(value, int | float) and 0 <= value <= 1):
        yield node.fault(f"`{name}` is `{value}`", "write a share of one, such as 0.3")
    elif _COUNTED.search(name) and not (isinstance(value, int | float) and value >= 0):
        yield node.fault(f"`{name}` is `{value}`", "write a number that is not negative, or null")
    elif isinstance(value, str) and _DAY.match(value) and not _is_day(value):
        yield node.fault(f"there is no day `{value}`", "write month and day as 11-15")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(f"{_LEAP_YEAR}-{text}")
    except ValueError:
        return False
    return True
