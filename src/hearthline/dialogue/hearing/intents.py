"""What a free message wants: flow, knowledge, small talk, a person, or nothing of ours."""

import re
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
_NUMBERS: Final = re.compile(r"\d{8,}")
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
        if kind is not None and flows and self._is_ours(heard.text, LONGEST_ALARM):
            return Start(flows[0].id, f"hazard_{kind.value}")
        if emotion(_NUMBERS.sub("", heard.text)) not in (Emotion.ANGRY, Emotion.THREATENING):
            return None
        return HandOff("anger", 2) if self._is_ours(heard.text, _LONGEST_OUTBURST) else None

    async def wishes(self, heard: Heard, text: str) -> list[Command]:
        """The commands of a message that answers no question."""
        reading = self._understanding.read(text)
        hits = await heard.library.search(text)
        if not reading.in_scope:
            return _outside(heard, text, reading, hits)
        rivals = _rivals(heard, reading)
        if rivals and not _has_direct(hits):
            return [Clarify(_options(heard, rivals))]
        best = reading.best
        spec = heard.pack.intents.get(best.intent)
        is_doubtful = best.confidence < CONFIDENT and spec is not None and spec.answer == "flow"
        if is_doubtful and _has_direct(hits):
            return [AskKb(text, hits[0].found)]
        return await self.command(heard, best.intent, text, hits=hits)

    async def asides(self, heard: Heard, text: str) -> list[Command]:
        """What a message wants besides its answer; only what is sure."""
        reading = self._understanding.read(text)
        spec = heard.pack.intents.get(reading.best.intent)
        if not reading.in_scope or spec is None:
            return []
        confidence = reading.best.confidence
        if spec.answer == "knowledge" and confidence >= CONFIDENT:
            return await self.command(heard, spec.id, text, hits=await heard.library.search(text))
        flow = heard.pack.flow_for(spec.id)
        running = {frame.flow for frame in heard.state.frames}
        if flow is None or flow.id in running or confidence < SURE:
            return []
        return await self.command(heard, spec.id, text, hits=())

    async def command(
        self, heard: Heard, intent: str, text: str, *, hits: Sequence[Hit]
    ) -> list[Command]:
        """What an intent leads to."""
        pattern = heard.pack.patterns.get(intent)
        if pattern is not None:
            return [_PATTERNS[pattern]]
        flow = heard.pack.flow_for(intent)
        if flow is not None:
            running = {frame.flow for frame in heard.state.frames}
            is_running = heard.frame is not None and flow.id in running
            known = set(heard.frame.slots) if is_running and heard.frame else set()
            return [Start(flow.id, intent), *volunteered(heard, flow.id, known=known, used=[])]
        spec = heard.pack.intents.get(intent)
        if spec is not None and spec.answer == "chat":
            return [Chitchat(intent)]
        return await _from_knowledge(heard, intent, text, hits)

    def _is_ours(self, text: str, surely: int) -> bool:
        """Whether a text is short enough to be about here and now, or about our business."""
        return len(text) <= surely or self._understanding.read(text).in_scope


def _rivals(heard: Heard, reading: Reading) -> tuple[str, ...]:
    """The intents to ask about, unless they all lead to the same flow."""
    flows = [heard.pack.flow_for(intent) for intent in reading.ambiguous]
    names = {None if flow is None else flow.id for flow in flows}
    return () if len(names) == 1 and None not in names else reading.ambiguous


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


async def _from_knowledge(
    heard: Heard, intent: str, text: str, hits: Sequence[Hit]
) -> list[Command]:
    if _has_direct(hits):
        return [AskKb(text, hits[0].found)]
    serving = await heard.library.answer_to(intent, text)
    if serving is not None:
        return [AskKb(text, serving.found)]
    near = [hit for hit in hits if hit.band == "clarify"][:3]
    options = tuple(Option(hit.found.title, f"ask:{hit.found.title}") for hit in near)
    return [Clarify(options)] if options else [CannotHandle("unclear")]


def _options(heard: Heard, intents: Sequence[str]) -> tuple[Option, ...]:
    names = {intent: heard.pack.intents[intent].name for intent in intents}
    return tuple(Option(name.zh, f"intent:{intent}") for intent, name in names.items())
