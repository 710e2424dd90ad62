"""Checks what was filled into a form of a type; says every fault at once."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from hearthline.kernel import Words
from hearthline.tickets.forms.errors import DetailsUnfit
from hearthline.tickets.forms.model import FieldKind, FormField, TypeForm

_PHONE = re.compile(r"\+?[0-9][0-9 -]{5,18}[0-9]\Z")
_COLDEST, _HOTTEST = -40.0, 100.0
_LONGEST = 2000
_MOST_PHOTOS = 12


def checked_details(
    form: TypeForm, details: Mapping[str, Any], *, is_complete: bool = True
) -> dict[str, Any]:
    """The filled fields without empty ones; raises DetailsUnfit.

    Unknown fields are kept as told: the bot knows more of a matter than a form asks. What comes
    from another office need not be complete.
    """
    given = {name: value for name, value in details.items() if value not in (None, "", [])}
    faults = {
        one.name: one.label
        for one in form.fields
        if (is_complete and one.is_required and one.name not in given)
        or (one.name in given and not _fits(one, given[one.name]))
    }
    if faults:
        raise DetailsUnfit(
            labels_zh="、".join(label.zh for label in faults.values()),
            labels_en=", ".join(label.en for label in faults.values()),
            errors=[
                {"pointer": f"/details/{name}", "detail": _fault(label)}
                for name, label in sorted(faults.items())
            ],
        )
    return given


def _fault(label: Words) -> Words:
    return Words(zh=f"请填写或更正“{label.zh}”。", en=f"Fill in or correct “{label.en}”.")


def _fits(field: FormField, value: Any) -> bool:
    if field.kind is FieldKind.CHOICE:
        return value in {choice.code for choice in field.values}
    if field.kind in (FieldKind.NUMBER, FieldKind.TEMPERATURE):
        return _is_number(field.kind, value)
    if field.kind is FieldKind.PHOTO:
        photos = value if isinstance(value, list) else [value]
        return len(photos) <= _MOST_PHOTOS and all(isinstance(one, str) for one in photos)
    if not isinstance(value, str) or len(value) > _LONGEST:
        return False
    if field.kind is FieldKind.DATE:
        return _is_date(value)
    return field.kind is not FieldKind.PHONE or _PHONE.match(value) is not None


def _is_number(kind: FieldKind, value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return kind is FieldKind.NUMBER or _COLDEST <= value <= _HOTTEST


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
