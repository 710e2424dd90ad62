"""What in an agent's words nobody has said here before: whose account, whose address, which sum.

To repeat what the customer said is a confirmation; to say what he did not may be a disclosure.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from hearthline.platform.language import canonical_form, matching_form
from hearthline.understanding import Address, extract

_ACCOUNT: Final = re.compile(r"(?:户号|用户编号|客户编号)[^\d,。]{0,6}(\d{8,13})(?!\d)")
_PHONE: Final = re.compile(r"(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_DIGITS: Final = re.compile(r"\d{8,13}")


def marks_of(
    text: str, said: Iterable[str], *, accounts: Iterable[str], now: datetime
) -> list[str]:
    """The names of what is new in an agent's words, given what was said and whose it is."""
    before = [matching_form(one) for one in said]
    whole = "\n".join(before)
    form, marks = matching_form(text), []
    known = {*accounts, *_DIGITS.findall(whole)}
    if any(number not in known for number in _ACCOUNT.findall(form)):
        marks.append("foreign_account")
    if any(_bare(phone) not in _bare(whole) for phone in _PHONE.findall(form)):
        marks.append("unsaid_phone")
    if _has_new_address(form, before, now):
        marks.append("unsaid_address")
    numbers = set(_NUMBER.findall(canonical_form(text)))
    if numbers - set(_NUMBER.findall(canonical_form(whole))):
        marks.append("unsaid_figure")
    return marks


def _bare(text: str) -> str:
    return re.sub(r"[ -]", "", text)


def _has_new_address(form: str, before: Iterable[str], now: datetime) -> bool:
    """A whole address of which the customer did not name the flat."""
    found = extract("address", form, now)
    if found is None or not isinstance(found.value, Address) or not found.value.is_complete:
        return False
    rooms = {
        one.value.room
        for text in before
        if (one := extract("address", text, now)) is not None and isinstance(one.value, Address)
    }
    return found.value.room not in rooms
