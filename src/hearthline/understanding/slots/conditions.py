"""How bad a leak is, and whether the customer can close the valve."""

import re
from typing import Final

from hearthline.understanding.model import Span
from hearthline.understanding.slots.answers import yes_no_in
from hearthline.understanding.slots.figures import span_of

_DENIED: Final = re.compile(r"(?:没有?|不是|不|未|not|no)\s?\Z")
_LEVELS: Final = (
    (
        "BURST",
        re.compile(
            r"喷|爆|涌|淹|[止堵]不住|蒸汽|水柱|(?<!不)(?:很|特别|非常|太|好|挺)大|越来越大|大量|"
            r"哗哗|满屋|"
            r"burst|spray|gush|pouring|flood"
        ),
    ),
    (
        "DRIP",
        re.compile(
            r"滴|渗|湿|潮|不大|不多|不严重|一点点?|有点|轻微|慢慢|水珠|小漏|很小|小水|drip|slow|"
            r"damp|a little"
        ),
    ),
    (
        "FLOW",
        re.compile(
            r"流|淌|一直漏|不停|不断|持续|线[状儿]?|接了?[^,，。]{0,3}[盆桶]|不小|flow|runn?ing|"
            r"stream"
        ),
    ),
)
_CANNOT: Final = re.compile(
    r"[关拧扭]不[上住了掉紧死动开严]|没有?(?:阀|开关)|找不[到着]|没找到|不会[关弄]|(?:不能|没法|"
    r"无法)[关拧]|"
    r"锈[死住]|阀[^,，。]{0,4}坏|够不[着到]|不知道[^,，。]{0,4}(?:阀|关|在哪)|不敢|还?没关|"
    r"can'?t|cannot|no valve|stuck|won'?t close"
)
_CAN: Final = re.compile(
    r"(?:已经|都|刚)?关(?:了|上|好|掉|住|紧|死)|[能可会](?:以)?关|关得|止住|拧(?:上|紧|住)了|"
    r"closed|shut|turned (?:it )?off|i can\b"
)


def leak_level_in(text: str) -> Span | None:
    """DRIP, FLOW or BURST, the worst that is said."""
    for level, pattern in _LEVELS:
        for found in pattern.finditer(text):
            if not _DENIED.search(text[max(0, found.start() - 3) : found.start()]):
                return span_of(found, level)
    return None


def closable_in(text: str) -> Span | None:
    """Whether the valve can be closed; a plain yes or no counts."""
    for value, pattern in ((False, _CANNOT), (True, _CAN)):
        found = pattern.search(text)
        if found is not None:
            return span_of(found, value)
    return yes_no_in(text)
