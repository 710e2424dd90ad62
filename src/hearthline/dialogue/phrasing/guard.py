"""The last look before words go out: approved source, no foreign personal data, no made-up number.

What does not pass is withheld and replaced by approved words; the reason is logged, not the text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from hearthline.dialogue.flows.trades import Trades
from hearthline.dialogue.machine.effects import Reply

LONGEST: Final = 4000
_PHONE: Final = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_IDENTITY: Final = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_LONG_NUMBER: Final = re.compile(r"(?<![\dA-Za-z*-])\d{8,14}(?![\d*-])")
_ORDER: Final = re.compile(r"(?<![A-Za-z])[A-Z]{1,4}-?\d{8,}")


@dataclass(frozen=True, slots=True)
class Known:
    """What may appear in words: values of the gateway and what the customer said or owns."""

    values: str

    @classmethod
    def of(cls, *sources: Any) -> "Known":
        """Everything that the turn was given, as one text to look numbers up in."""
        return cls("\n".join(_flat(sources)))

    def has(self, number: str) -> bool:
        """Whether the number was given to us and may be said."""
        return number in self.values


def withheld_because(reply: Reply, trades: Trades, known: Known) -> str | None:
    """Why a reply may not go out, as a constant word; None when it may."""
    kind, _, name = reply.source.partition(":")
    if kind == "knowledge":
        return None if 0 < len(reply.text) <= LONGEST else "length"
    if kind != "response" or not any(name in pack.responses for pack in trades):
        return "source"
    if not 0 < len(reply.text) <= LONGEST:
        return "length"
    return _foreign(reply, known)


def _foreign(reply: Reply, known: Known) -> str | None:
    fields = [field["value"] for field in reply.data.get("fields", ())]
    text = "\n".join([reply.text, *fields])
    if _IDENTITY.search(text):
        return "identity_number"
    if any(not known.has(number) for number in _PHONE.findall(text)):
        return "phone"
    if any(not known.has(number) for number in _ORDER.findall(text)):
        return "unknown_order"
    numbers = _LONG_NUMBER.findall(_ORDER.sub("", text))
    return "account" if any(not known.has(number) for number in numbers) else None


def _flat(sources: Iterable[Any]) -> Iterable[str]:
    for source in sources:
        if isinstance(source, dict):
            yield from _flat(source.values())
        elif isinstance(source, list | tuple):
            yield from _flat(source)
        elif source is not None:
            yield str(source)
