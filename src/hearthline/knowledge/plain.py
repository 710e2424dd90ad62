"""A draft as plain data and back: for working copies, bundles and files."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any, Final

from hearthline.knowledge.model import Attachment, Attribute, Draft, Kind

_LISTS: Final = frozenset(
    field.name for field in fields(Draft) if str(field.type).startswith("tuple[str")
)


def plain_of(draft: Draft) -> dict[str, Any]:
    """The draft as JSON has it: moments as ISO 8601, members as lists."""
    return {
        **asdict(draft),
        "valid_from": draft.valid_from.isoformat(),
        "valid_to": draft.valid_to and draft.valid_to.isoformat(),
        "review_on": draft.review_on and draft.review_on.isoformat(),
    }


def draft_of(plain: Mapping[str, Any]) -> Draft:
    """The draft of such data; raises ValueError, KeyError or TypeError when it is none."""
    facts: dict[str, Any] = {
        name: tuple(value) if name in _LISTS else value for name, value in plain.items()
    }
    facts |= {
        "kind": Kind(plain.get("kind", Kind.QUESTION)),
        "valid_from": datetime.fromisoformat(plain["valid_from"]),
        "valid_to": _moment(plain.get("valid_to")),
        "review_on": _day(plain.get("review_on")),
        "attributes": tuple(Attribute(**one) for one in plain.get("attributes", ())),
        "attachments": tuple(Attachment(**one) for one in plain.get("attachments", ())),
    }
    return Draft(**facts)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
