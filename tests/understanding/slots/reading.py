"""One moment to read values at, and one way to ask for a value."""

from datetime import datetime
from zoneinfo import ZoneInfo

from hearthline.understanding import Span, extract

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Saturday


def span(slot_type: str, text: str) -> Span | None:
    """What is found, with its place."""
    return extract(slot_type, text, NOW)


def said(slot_type: str, text: str) -> str | None:
    """The value as it is written; `?` follows what is not certain."""
    found = span(slot_type, text)
    return None if found is None else f"{found.value}{'' if found.is_certain else '?'}"
