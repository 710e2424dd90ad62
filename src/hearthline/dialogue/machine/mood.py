"""What the customer's mood changes: words of sympathy before business, and what people are told.

The severest mood of a conversation is kept for the people who take over. Each kind of sympathy is
said at most once a conversation: said twice it is no sympathy.
"""

from collections.abc import Sequence
from dataclasses import replace

from hearthline.dialogue.machine.commands import AskKb, Command, Set, Start
from hearthline.dialogue.machine.turn import Turn

MOODS = ("CALM", "WORRIED", "ANNOYED", "ANGRY", "THREATENING")
_DESERVES = (Start, AskKb, Set)


def feel(turn: Turn, commands: Sequence[Command]) -> None:
    """Take the mood of the message at hand."""
    state, situation = turn.state, turn.situation
    worst = max(state.emotion, situation.emotion, key=_rank)
    is_vulnerable = state.is_vulnerable or situation.is_vulnerable
    turn.state = replace(state, emotion=worst, is_vulnerable=is_vulnerable)
    if not any(isinstance(command, _DESERVES) for command in commands):
        return
    tone = ""
    if situation.is_vulnerable and not state.is_vulnerable:
        tone = "tone_vulnerable"
    elif situation.emotion != "CALM":
        tone = f"tone_{situation.emotion.lower()}"
    if tone and not turn.state.phrasings.get(tone):
        turn.state = replace(turn.state, tone=tone)


def spare_words(turn: Turn) -> None:
    """Let no sympathy stand before the words that keep people safe."""
    turn.state = replace(turn.state, tone="")


def _rank(mood: str) -> int:
    return MOODS.index(mood) if mood in MOODS else 0
