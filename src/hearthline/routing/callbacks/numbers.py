"""Telephone numbers of the mainland in what somebody writes."""

import re
import unicodedata

_MOBILE = r"(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}"
_LANDLINE = r"\(?0\d{2,3}\)?[ -]?[2-9]\d{6,7}"
_NUMBER = re.compile(rf"(?<![\d+]){_MOBILE}(?!\d)|(?<!\d){_LANDLINE}(?!\d)")
_MARKS = re.compile(r"[ ()-]")


def phone_in(text: str) -> str | None:
    """The one number in a text, digits only but for a plus; None for no number, or several."""
    found = {_MARKS.sub("", one) for one in _NUMBER.findall(unicodedata.normalize("NFKC", text))}
    return found.pop() if len(found) == 1 else None
