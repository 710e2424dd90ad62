"""What a free message wants: flow, knowledge, small talk, a person, or nothing of ours."""

from collections.abc import Sequence
from typing import Final

from hearthline.dialogue.hearing.heard import Heard, Hit
from hearthline.dialogue.hearing.pending import volunteered
from hearthline.dialogue.machine.commands import (
    AskKb,
    Cancel,
    CannotHandle,
    Chitchat,
    Clarify,
    Command,
    HandOff,
    Option,
    Repeat,
    Start,
)
from hearthline.understanding import Emotion, Reading, Understanding, emotion, hazard

CONFIDENT: Final = 0.5
SURE: Final = 0.8
LONGEST_ALARM: Final = 60
_SHORT: Final = 4
_LONGEST_OUTBURST: Final = 30
_PATTERNS: Final[dict[str, Command]] = {
    "handoff": HandOff("customer_request"),
    "anger": HandOff("anger", 2),
    "repeat": Repeat(),
    "stray": CannotHandle("out_of_scope"),
    "cancel": Cancel(),
}


class Intents:
    """Reads free messages with the trained understanding and the knowledge base."""

    def __init__(self, understanding: Understanding) -> None:
        """Stand on a trained understanding."""
        self._understanding = understanding

    def alarm(self, heard: Heard) -> Command | None:
        """Danger, or anger: both go before anything else that the message says.

        A long story that is not about our business is no alarm: people tell of burst pipes
        elsewhere too.
        """
        kind = hazard(heard.text)
        flows = [flow for flow in heard.pack.flows.values() if flow.is_hazard]
        is_ours = len(heard.text) <= LONGEST_ALARM or self._understanding.read(heard.text).in_scope
        if kind is not None and flows and is_ours:
            return Start(flows[0].id, f"hazard_{kind.value}")
        if emotion(heard.text) not in (Emotion.ANGRY, Emotion.THREATENING):
            return None
        is_outburst = len(heard.text) <= _LONGEST_OUTBURST
        if is_outburst or self._understanding.read(heard.text).in_scope:
            return HandOff("anger", 2)
        return None

    def wishes(self, heard: Heard, text: str) -> list[Command]:
        """The commands of a message that answers no question."""
        reading = self._understanding.read(text)
        hits = list(heard.look(text))
        if not reading.in_scope:
            return _outside(heard, text, reading, hits)
        rivals = self._rivals(heard, reading)
        if rivals and not _has_direct(hits):
            return [Clarify(_options(heard, rivals))]
        best = reading.best
        is_doubtful = best.confidence < CONFIDENT
        spec = heard.pack.intents.get(best.intent)
        if spec is not None and spec.answer == "flow" and is_doubtful and _has_direct(hits):
            return [AskKb(text, hits[0].found)]
        return self.command(heard, best.intent, text, hits)

    def asides(self, heard: Heard, text: str) -> list[Command]:
        """What a message wants besides its answer; only what is sure."""
        reading = self._understanding.read(text)
        hits = list(heard.look(text))
        spec = heard.pack.intents.get(reading.best.intent)
        if not reading.in_scope or spec is None:
            return []
        if spec.answer == "knowledge" and reading.best.confidence >= CONFIDENT:
            return self.command(heard, spec.id, text, hits)
        if spec.answer == "flow" and reading.best.confidence >= SURE:
            running = {frame.flow for frame in heard.state.frames}
            commands = self.command(heard, spec.id, text, hits)
            return [one for one in commands if not (isinstance(one, Start) and one.flow in running)]
        return []

    def command(self, heard: Heard, intent: str, text: str, hits: Sequence[Hit]) -> list[Command]:
        """What an intent leads to."""
        pattern = heard.pack.patterns.get(intent)
        if pattern is not None:
            return [_PATTERNS[pattern]]
        flow = heard.pack.flow_for(intent)
        if flow is not None:
            known = set() if heard.frame is None else set(heard.frame.slots)
            running = {frame.flow for frame in heard.state.frames}
            skip = known if flow.id in running else set()
            return [Start(flow.id, intent), *volunteered(heard, flow.id, skip, [])]
        spec = heard.pack.intents.get(intent)
        if spec is not None and spec.answer == "chat":
            return [Chitchat(intent)]
        return _from_knowledge(intent, text, hits)

    def _rivals(self, heard: Heard, reading: Reading) -> tuple[str, ...]:
        """The intents to ask about, unless they all lead to the same flow."""
        flows = [heard.pack.flow_for(intent) for intent in reading.ambiguous]
        is_one = len({None if flow is None else flow.id for flow in flows}) == 1
        return () if is_one and flows and flows[0] is not None else reading.ambiguous


def _has_direct(hits: Sequence[Hit]) -> bool:
    return bool(hits) and hits[0].band == "direct"


def _outside(heard: Heard, text: str, reading: Reading, hits: Sequence[Hit]) -> list[Command]:
    """Not understood as ours: the knowledge base may know it all the same."""
    if _has_direct(hits):
        return [AskKb(text, hits[0].found)]
    is_waiting = heard.asked is not None
    if is_waiting or len(reading.normal) <= _SHORT:
        return [CannotHandle("unclear")]
    return [CannotHandle("out_of_scope")]


def _from_knowledge(intent: str, text: str, hits: Sequence[Hit]) -> list[Command]:
    own = [hit for hit in hits if intent in hit.intents and hit.band != "none"]
    best = own or [hit for hit in hits if hit.band == "direct"]
    if best:
        return [AskKb(text, best[0].found)]
    near = [hit for hit in hits if hit.band == "clarify"][:3]
    if near:
        options = (Option(hit.found.title, f"ask:{hit.found.title}") for hit in near)
        return [Clarify(tuple(options))]
    return [CannotHandle("unclear")]


def _options(heard: Heard, intents: Sequence[str]) -> tuple[Option, ...]:
    names = {intent: heard.pack.intents[intent].name for intent in intents}
    return tuple(Option(name.zh, f"intent:{intent}") for intent, name in names.items())
