"""Customers whose tags say "straight to a person": the first wish goes there, not to the bot (R20).

Small talk is answered as ever, and danger goes before. It is done once in a conversation: whoever
comes back to the bot, because nobody is on duty, say, is helped by it.
"""

from collections.abc import Sequence
from dataclasses import replace

from hearthline.dialogue.machine.commands import (
    AskKb,
    CannotHandle,
    Clarify,
    Command,
    HandOff,
    Start,
)
from hearthline.dialogue.machine.effects import HandOver, Outcome
from hearthline.dialogue.machine.state import State

STRAIGHT = "straight"
_WENT = "went_straight"  # kept beside what was said, so that it is done once
_WISHES = (Start, AskKb, Clarify, CannotHandle)


def straight(commands: Sequence[Command], state: State) -> list[Command]:
    """The commands, with a person where something is wished for the first time."""
    has_gone = state.phrasings.get(_WENT, 0) > 0
    is_wish = any(isinstance(one, _WISHES) for one in commands)
    is_asked = any(isinstance(one, HandOff) for one in commands)
    if has_gone or is_asked or not is_wish:
        return list(commands)
    return [*commands, HandOff(STRAIGHT, 2)]


def gone(outcome: Outcome) -> Outcome:
    """The outcome; when it brings the customer straight to a person, that is remembered."""
    is_going = any(isinstance(one, HandOver) and one.reason == STRAIGHT for one in outcome.effects)
    if not is_going:
        return outcome
    phrasings = {**outcome.state.phrasings, _WENT: 1}
    return replace(outcome, state=replace(outcome.state, phrasings=phrasings))
