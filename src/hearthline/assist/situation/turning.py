"""Lines as turns of the rules, with what was found out about each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from hearthline.assist.situation.marks import marks_of
from hearthline.assist.situation.model import Line
from hearthline.conversations import Conversation as Thread
from hearthline.dialogue import HandoverView
from hearthline.rules import Turn


@dataclass(frozen=True, slots=True)
class Known:
    """What was known of the customer besides the lines: accounts, and what the bot filled in."""

    accounts: tuple[str, ...]
    filled: tuple[str, ...]
    now: datetime

    @classmethod
    def of(cls, thread: Thread, view: HandoverView, now: datetime) -> Self:
        """Of a conversation."""
        accounts = tuple(account.account_no for account in thread.accounts)
        return cls(accounts, tuple(slot.value for slot in view.slots), now)


def turns_of(
    lines: Sequence[Line], meant: Mapping[int, Mapping[str, float]], known: Known
) -> Iterator[Turn]:
    """Every line as a turn; `meant` are the intents of customers' lines by their numbers."""
    said: list[str] = list(known.filled)
    for line in lines:
        danger = ["grave_hazard", f"hazard_{line.hazard}"] if line.hazard else []
        attributes: dict[str, Any] = {"marks": danger}
        if line.role == "agent":
            attributes["marks"] = marks_of(line.text, said, accounts=known.accounts, now=known.now)
        else:
            said.append(line.text)
        if line.role == "customer":
            attributes["emotion"] = line.mood
        if line.seq in meant:
            attributes["intents"] = meant[line.seq]
        yield Turn(line.role, line.text, attributes=attributes)
