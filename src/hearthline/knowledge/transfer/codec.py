"""Drafts and readings as plain JSON and back, for files, tables and other processes."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python

from hearthline.knowledge.model import Draft
from hearthline.knowledge.transfer.model import Parsed, Place, Reading, Trouble

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=SHANGHAI)
MEMBERS: Final = tuple(one.name for one in fields(Draft))

_DRAFT: Final = TypeAdapter(Draft)
_READING: Final = TypeAdapter(Reading)
_PARSED: Final = TypeAdapter(Parsed)
_TROUBLES: Final = TypeAdapter(tuple[Trouble, ...])
_LEAST: Final = {"slug": "", "title": "", "questions": (), "answer": "", "valid_from": LONG_AGO}
_EMPTY: Final = _DRAFT.dump_python(Draft(**_LEAST), mode="json")  # type: ignore[arg-type] # one value a member

__all__ = [
    "LONG_AGO",
    "MEMBERS",
    "SHANGHAI",
    "MemberWrong",
    "as_parsed",
    "as_reading",
    "as_troubles",
    "draft_of",
    "members_of",
    "plain",
    "said_members",
]


class MemberWrong(ValueError):
    """A member of a draft holds what it cannot hold; `member` names it, `why` says why."""

    def __init__(self, member: str, why: str) -> None:
        """Keep both for the trouble that tells of it."""
        super().__init__(f"{member}: {why}")
        self.member = member
        self.why = why


def members_of(draft: Draft) -> dict[str, Any]:
    """Every member of a draft as plain JSON."""
    members: dict[str, Any] = _DRAFT.dump_python(draft, mode="json")
    return members


def said_members(draft: Draft) -> dict[str, Any]:
    """The members of a draft that are not what they would be without being said."""
    return {name: value for name, value in members_of(draft).items() if value != _EMPTY[name]}


def draft_of(members: Mapping[str, Any]) -> Draft:
    """A draft from plain members, the rest empty; raises MemberWrong."""
    for name in members:
        if name not in MEMBERS:
            raise MemberWrong(name, "there is no such member")
    try:
        draft = _DRAFT.validate_python({**_LEAST, **members})
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise MemberWrong(".".join(map(str, first["loc"])), str(first["msg"])) from None
    _check(draft)
    return draft


def _check(draft: Draft) -> None:
    """What a draft must keep to besides the types of its members."""
    if draft.valid_to is not None and draft.valid_to <= draft.valid_from:
        raise MemberWrong("valid_to", "before valid_from")
    for name in ("audience", "channels"):
        if not getattr(draft, name):
            raise MemberWrong(name, "empty")
    if draft.valid_from.tzinfo is None or (draft.valid_to and draft.valid_to.tzinfo is None):
        raise MemberWrong("valid_from", "without a time zone")


def plain(value: Reading | Parsed | Place | tuple[Trouble, ...]) -> Any:
    """A reading or a part of it as plain JSON."""
    return to_jsonable_python(value)


def as_reading(value: Any) -> Reading:
    """A reading from plain JSON."""
    return _READING.validate_python(value)


def as_parsed(value: Any) -> Parsed:
    """One item from plain JSON."""
    return _PARSED.validate_python(value)


def as_troubles(value: Any) -> tuple[Trouble, ...]:
    """Troubles from plain JSON."""
    return _TROUBLES.validate_python(value)
