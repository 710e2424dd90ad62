"""What a free message wants: flow, knowledge, small talk, a person, or nothing of ours."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from hearthline.dialogue.flows.model import Flow, Pack
from hearthline.dialogue.hearing.heard import Heard, Hit
from hearthline.dialogue.hearing.pending import volunteered
from hearthline.dialogue.hearing.trade import domain_of, intent_here, nearest_of
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
    Set,
    Start,
)
from hearthline.understanding import Emotion, Reading, Understanding, emotion, hazard, wishes_in

CONFIDENT: Final = 0.5
BESIDE: Final = 0.6
SURE: Final = 0.8
LONGEST_ALARM: Final = 60
_SHORT: Final = 4
_LONGEST_OUTBURST: Final = 30
_SLOW: Final = re.compile(r"慢|slow")
# A danger that is only supposed (如果有人触电), or in what is not ours (水龙头漏水): no alarm.
_SUPPOSES: Final = re.compile(r"如果|假如|假设|万一|倘若|怎么预防|如何预防|怎样预防|\bif\b|in case")
_DENIES: Final = re.compile(
    r"(?:没有?|没有?人|没再|并没有?|不是)(?:触电|被电|受伤|着火|起火|漏电|冒烟|漏水|爆|断线)"
)
_ELSEWHERE: Final = re.compile(
    r"\A(?!.*(?:暖|供热|热力|散热|地热|管道井|电)).*"
    r"(?:水龙头|马桶|自来水|洗衣机|花洒|淋浴|下水|水池).{0,6}(?:漏|滴水|渗水|关不紧)"
)
_PATTERNS: Final[dict[str, Command]] = {
    "handoff": HandOff("customer_request"),
    "anger": HandOff("anger", 2),
    "repeat": Repeat(),
    "stray": CannotHandle("out_of_scope"),
    "cancel": Cancel(),
}
_SEVERAL: Final = (Start, Set, AskKb)


class Intents:
    """Reads free messages with the trained understanding and the knowledge base."""

    def __init__(self, understanding: Understanding) -> None:
        """Stand on a trained understanding."""
        self.understanding = understanding

    def alarm(self, heard: Heard) -> list[Command]:
        """Danger, or anger: both go before anything else that the message says.

        A long story that is not about our business is no alarm: people tell of burst pipes
        elsewhere too.
        """
        kind = None if _ELSEWHERE.search(heard.text) else hazard(heard.text)
        found = None if kind is None else _flow_of_danger(heard, kind.value)
        if kind is not None and found is not None and self._is_ours(heard.text, LONGEST_ALARM):
            pack, flow = found
            values = volunteered(heard, pack, flow.id, known=set(), used=[])
            return [Start(flow.id, f"hazard_{kind.value}", pack.domain), *values]
        if emotion(heard.text) not in (Emotion.ANGRY, Emotion.THREATENING):
            return []
        return [HandOff("anger", 2)] if self._is_ours(heard.text, _LONGEST_OUTBURST) else []

    async def wishes(self, heard: Heard, text: str) -> list[Command]:
        """The commands of a message that answers no question."""
        several = await self._several(heard, text)
        if several:
            return several
        reading = self.understanding.read(text)
        hits = await heard.library.search(text)
        if not reading.in_scope:
            return _outside(heard, text, reading, hits)
        rivals = _rivals(heard, reading, text)
        if rivals and heard.asked is None and not _has_direct(hits):
            return [Clarify(_options(heard, rivals))]
        best = reading.best
        is_weak = heard.asked is not None and best.confidence < BESIDE and not _has_direct(hits)
        if is_weak or (_is_moody(heard, best.intent) and best.confidence < SURE):
            return [CannotHandle("unclear")]
        spec = heard.trades.spec(best.intent)
        is_doubtful = best.confidence < CONFIDENT and spec is not None and spec.answer == "flow"
        if is_doubtful and _has_direct(hits):
            return [AskKb(text, nearest_of(heard, text, hits).found)]
        return await self.command(heard, best.intent, text, hits=hits)

    async def _several(self, heard: Heard, text: str) -> list[Command]:
        """Two wishes or three in one message, each of them sure; the later ones wait."""
        parts = wishes_in(text)
        readings = [self.understanding.read(part) for part in parts]
        names = {reading.best.intent for reading in readings}
        is_sure = all(one.in_scope and one.best.confidence >= BESIDE for one in readings)
        if len(parts) < 2 or len(names) < len(parts) or not is_sure:
            return []
        commands: list[Command] = []
        for part, reading in zip(parts, readings, strict=True):
            hits = await heard.library.search(part)
            meant = replace(heard, text=part)
            found = await self.command(meant, reading.best.intent, part, hits=hits)
            has_begun = any(isinstance(one, Start) for one in commands)
            commands += _waiting(found) if has_begun else found
        return commands if all(isinstance(one, _SEVERAL) for one in commands) else []

    async def asides(self, heard: Heard, text: str) -> list[Command]:
        """What a message wants besides its answer; only what is sure."""
        reading = self.understanding.read(text)
        here = intent_here(heard, reading.best.intent, text)
        spec = None if here is None else heard.trades.spec(here)
        if not reading.in_scope or spec is None:
            return []
        confidence = reading.best.confidence
        if spec.answer == "knowledge" and confidence >= CONFIDENT:
            return await self.command(heard, spec.id, text, hits=await heard.library.search(text))
        domain = domain_of(heard, spec.id, text)
        flow = None if domain is None else heard.trades.pack(domain).flow_for(spec.id)
        running = {(frame.domain, frame.flow) for frame in heard.state.frames}
        if flow is None or (domain, flow.id) in running or confidence < SURE:
            return []
        return await self.command(heard, spec.id, text, hits=())

    async def command(
        self,
        heard: Heard,
        intent: str,
        text: str,
        *,
        hits: Sequence[Hit],
        domain: str | None = None,
    ) -> list[Command]:
        """What an intent leads to, in the trade that it is meant for."""
        here = intent if domain else intent_here(heard, intent, text)
        if here is None:
            return [CannotHandle("unclear")]
        return await self._meant(heard, here, text, hits=hits, domain=domain)

    async def _meant(
        self, heard: Heard, intent: str, text: str, *, hits: Sequence[Hit], domain: str | None
    ) -> list[Command]:
        having = heard.trades.having(intent)
        if not having:
            return await _from_knowledge(heard, heard.pack, intent, text, hits=hits)
        meant = domain or domain_of(heard, intent, text)
        if meant is None:
            options = [Option("", f"intent:{intent}@{pack.domain}") for pack in having]
            return [Clarify(tuple(options))]
        pack = heard.trades.pack(meant)
        if intent in pack.patterns:
            return [_pattern(pack.patterns[intent], text)]
        flow = pack.flow_for(intent)
        is_supposed = flow is not None and flow.is_hazard and _SUPPOSES.search(text) is not None
        if flow is not None and not is_supposed:
            return _stray(flow, text) or _begun(heard, pack, flow, intent)
        if pack.intents[intent].answer == "chat":
            return [Chitchat(intent)]
        return await _from_knowledge(heard, pack, intent, text, hits=hits)

    def _is_ours(self, text: str, surely: int) -> bool:
        """Whether a text is short enough to be about here and now, or about our business."""
        return len(text) <= surely or self.understanding.read(text).in_scope


def _stray(flow: Flow, text: str) -> list[Command]:
    """A danger that is not ours, or is denied, begins no flow of danger."""
    if flow.is_hazard and _ELSEWHERE.search(text):
        return [CannotHandle("out_of_scope")]
    return [CannotHandle("unclear")] if flow.is_hazard and _DENIES.search(text) else []


def _pattern(name: str, text: str) -> Command:
    """What a pattern of the machine is asked for."""
    is_slow = name == "repeat" and _SLOW.search(text) is not None
    return Repeat(is_slow=True) if is_slow else _PATTERNS[name]


def _waiting(commands: list[Command]) -> list[Command]:
    """The same for later: a flow waits, an answer does not."""
    return [
        replace(one, is_later=True) if isinstance(one, Start) else one
        for one in commands
        if not isinstance(one, Set)
    ]


def _begun(heard: Heard, pack: Pack, flow: Flow, intent: str) -> list[Command]:
    """A flow with what the message says of its slots already."""
    running = {(frame.domain, frame.flow) for frame in heard.state.frames}
    is_running = heard.frame is not None and (pack.domain, flow.id) in running
    known = set(heard.frame.slots) if is_running and heard.frame else set()
    values = volunteered(heard, pack, flow.id, known=known, used=[])
    return [Start(flow.id, intent, pack.domain), *values]


def _flow_of_danger(heard: Heard, kind: str) -> tuple[Pack, Flow] | None:
    """The flow for a kind of danger: that of the trade at hand first, a named kind before any."""
    found = [(pack, flow) for pack in heard.trades for flow in pack.flows.values()]
    dangers = [(pack, flow) for pack, flow in found if flow.is_hazard]
    named = [(pack, flow) for pack, flow in dangers if kind in flow.hazards]
    general = [(pack, flow) for pack, flow in dangers if not flow.hazards]
    fitting = named or general
    meant = heard.trades.meant(heard.text) or heard.pack.domain
    of_trade = [(pack, flow) for pack, flow in fitting if pack.domain == meant]
    chosen = of_trade or fitting
    return chosen[0] if chosen else None


def _is_moody(heard: Heard, intent: str) -> bool:
    """Whether an intent is a mood: it must be sure, and nobody is asked whether he is angry."""
    return any(pack.patterns.get(intent) == "anger" for pack in heard.trades.having(intent))


def _rivals(heard: Heard, reading: Reading, text: str) -> tuple[str, ...]:
    """The intents to ask about, unless they all lead to the same flow."""
    heres = (intent_here(heard, intent, text) for intent in reading.ambiguous)
    rivals = tuple(dict.fromkeys(one for one in heres if one is not None))
    if any(_is_moody(heard, intent) for intent in rivals):
        calm = tuple(one for one in rivals if not _is_moody(heard, one))
        return calm if len(calm) > 1 else ()
    flows = [
        (pack.domain, pack.flow_for(intent))
        for intent in rivals
        for pack in heard.trades.having(intent)[:1]
    ]
    names = {None if flow is None else (domain, flow.id) for domain, flow in flows}
    is_one = len(rivals) < 2 or (len(names) == 1 and None not in names)
    return () if is_one else rivals


def _has_direct(hits: Sequence[Hit]) -> bool:
    return bool(hits) and hits[0].band == "direct"


def _outside(heard: Heard, text: str, reading: Reading, hits: Sequence[Hit]) -> list[Command]:
    """Not understood as ours: the knowledge base may know it all the same."""
    if _has_direct(hits):
        return [AskKb(text, nearest_of(heard, text, hits).found)]
    is_waiting = heard.asked is not None
    if is_waiting or len(reading.normal) <= _SHORT:
        return [CannotHandle("unclear")]
    return [CannotHandle("out_of_scope")]


async def _from_knowledge(
    heard: Heard, pack: Pack, intent: str, text: str, *, hits: Sequence[Hit]
) -> list[Command]:
    own = [hit for hit in hits if hit.found.domain in ("", pack.domain)]
    if _has_direct(own):
        return [AskKb(text, own[0].found)]
    serving = await heard.library.answer_to(intent, text, domain=pack.domain)
    if serving is not None:
        return [AskKb(text, serving.found)]
    near = [hit for hit in hits if hit.band == "clarify"][:3]
    options = tuple(Option(hit.found.title, f"ask:{hit.found.title}") for hit in near)
    return [Clarify(options)] if options else [CannotHandle("unclear")]


def _options(heard: Heard, intents: Sequence[str]) -> tuple[Option, ...]:
    specs = [heard.trades.spec(intent) for intent in intents]
    return tuple(Option(spec.name.zh, f"intent:{spec.id}") for spec in specs if spec is not None)
