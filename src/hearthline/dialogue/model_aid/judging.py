"""From proposals to commands: only what is on the menu, stands in the message, and is no yes.

Everything is done with the product's own readers; what does not pass is dropped and counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hearthline.dialogue.flows.model import Confirm, Flow, Pack, SlotSpec
from hearthline.dialogue.hearing.heard import Doubt, Heard
from hearthline.dialogue.hearing.pending import volunteered
from hearthline.dialogue.hearing.trade import domain_of, nearest_of
from hearthline.dialogue.hearing.values import Value, asked_value, said_value
from hearthline.dialogue.machine.commands import (
    AskKb,
    CannotHandle,
    Chitchat,
    Clarify,
    Command,
    Correct,
    HandOff,
    Option,
    Set,
    Start,
)
from hearthline.dialogue.model_aid.commands import (
    AskIt,
    CannotIt,
    ChatIt,
    ClarifyIt,
    CorrectIt,
    HandOffIt,
    Proposal,
    SetIt,
    StartIt,
)
from hearthline.dialogue.model_aid.counts import count
from hearthline.dialogue.model_aid.menu import Entry, Menu, tellable
from hearthline.platform.language import matching_form

TASK = "propose"


@dataclass
class Judge:
    """Takes the proposals for one message; made anew for each."""

    heard: Heard
    doubt: Doubt
    menu: Menu
    _values: list[Value] = field(default_factory=list)

    async def commands(self, proposals: Sequence[Proposal]) -> list[Command]:
        """What may be done of it: at most one flow with its values, and one question."""
        if any(isinstance(one, HandOffIt) for one in proposals):
            return self._handed(proposals)
        begun = self._begun([one for one in proposals if isinstance(one, StartIt)])
        told = self._told(begun, [one for one in proposals if isinstance(one, SetIt | CorrectIt)])
        asked = await self._asked(proposals, has_flow=bool(begun))
        return [*begun, *told, *asked] or self._given_up(proposals)

    def _handed(self, proposals: Sequence[Proposal]) -> list[Command]:
        reasons = [one.reason for one in proposals if isinstance(one, HandOffIt)]
        return [HandOff(reasons[0])]

    def _given_up(self, proposals: Sequence[Proposal]) -> list[Command]:
        """That it is not our business counts where the classifier is unsure itself."""
        is_stray = any(isinstance(one, CannotIt) and one.why == "out_of_scope" for one in proposals)
        is_open = self.doubt in (Doubt.RIVALS, Doubt.UNSURE) and self.heard.asked is None
        return [CannotHandle("out_of_scope")] if is_stray and is_open else []

    def _begun(self, starts: Sequence[StartIt]) -> list[Command]:
        entries = [self._entry(one.intent, one.domain) for one in starts]
        known = [entry for entry in entries if entry is not None and entry.flow is not None]
        for _ in known[1:]:
            count(TASK, "too_many")
        if not known:
            return []
        entry = known[0]
        return [Start(str(entry.flow), entry.intent, entry.domain)]

    def _entry(self, intent: str, domain: str | None) -> Entry | None:
        """The wish on the menu, in the trade that is meant; the message's own words go first."""
        having = self.menu.having(intent)
        if not having:
            count(TASK, "unknown_intent")
            return None
        said = self.heard.trades.meant(self.heard.text)
        meant = domain or domain_of(self.heard, intent, self.heard.text)
        if meant is None or (said not in (None, meant) and any(e.domain == said for e in having)):
            count(TASK, "wrong_trade")
            return None
        entry = self.menu.entry(meant, intent)
        if entry is None:
            count(TASK, "wrong_trade")
        return entry

    def _told(
        self, begun: Sequence[Command], proposals: Sequence[SetIt | CorrectIt]
    ) -> list[Command]:
        """Values for the flow that begins, else for the one at work; our own readings first."""
        pack, flow, known = self._flow(begun)
        if flow is None:
            for _ in proposals:
                count(TASK, "no_flow")
            return []
        own = volunteered(self.heard, pack, flow.id, known=known, used=[]) if begun else []
        taken = known | {one.slot for one in own if isinstance(one, Set)}
        allowed = tellable(pack, flow)
        commands = list(own)
        for one in proposals:
            command = self._value(one, pack, allowed=allowed, known=taken)
            if command is not None:
                taken = taken | {one.slot}
                commands.append(command)
        return commands

    def _flow(self, begun: Sequence[Command]) -> tuple[Pack, Flow | None, set[str]]:
        heard, frame = self.heard, self.heard.frame
        for one in begun:
            if isinstance(one, Start):
                pack = heard.trades.pack(one.domain)
                is_at_work = frame is not None and (frame.domain, frame.flow) == (
                    one.domain,
                    one.flow,
                )
                known = set(frame.slots) if is_at_work and frame is not None else set()
                return pack, pack.flows[one.flow], known
        return heard.pack, heard.flow, set() if frame is None else set(frame.slots)

    def _value(
        self, one: SetIt | CorrectIt, pack: Pack, *, allowed: Sequence[str], known: set[str]
    ) -> Command | None:
        if one.slot not in allowed:
            count(TASK, "forbidden_slot")
            return None
        is_correction = isinstance(one, CorrectIt)
        if is_correction is not (one.slot in known):
            count(TASK, "not_open")
            return None
        value = self._read(one.slot, one.quote, pack)
        if value is None:
            return None
        self._values.append(value)
        if is_correction:
            return Correct(one.slot, value.value, value.shown)
        return Set(one.slot, value.value, value.shown, value.span)

    def _read(self, slot: str, quote: str, pack: Pack) -> Value | None:
        """The value that our own readers find in the quoted words, if they stand there."""
        heard, spec = self.heard, pack.slots[slot]
        words = matching_form(quote)
        start = heard.normal.find(words)
        if start < 0 or not words:
            count(TASK, "not_in_message")
            return None
        asked = heard.asked
        if asked is not None and asked.slot == slot and pack is heard.pack:
            value = asked_value(spec, words, heard.now, choices=asked.choices)
        else:
            value = said_value(spec, words, heard.now) if self._may_read(spec) else None
        if value is None or value.is_none:
            count(TASK, "not_read")
            return None
        span = (start + value.span[0], start + value.span[1])
        placed = Value(value.value, value.shown, span)
        if any(placed.overlaps(other) for other in self._values):
            count(TASK, "used_twice")
            return None
        return placed

    def _may_read(self, spec: SlotSpec) -> bool:
        """What may be told unasked, or was just read back."""
        step = self.heard.step
        return spec.prefill or (isinstance(step, Confirm) and spec.name in step.slots)

    async def _asked(self, proposals: Sequence[Proposal], *, has_flow: bool) -> list[Command]:
        commands: list[Command] = []
        for one in proposals:
            match one:
                case AskIt():
                    commands += await self._question(one)
                case ChatIt() if not has_flow:
                    commands += self._chat(one)
                case ClarifyIt() if not has_flow:
                    commands += self._clarified(one)
        for _ in commands[1:]:
            count(TASK, "too_many")
        return commands[:1]

    async def _question(self, one: AskIt) -> list[Command]:
        """An article that the message itself finds too, or one that serves a wish of ours."""
        heard = self.heard
        own = {hit.found.article for hit in await heard.library.search(heard.text)}
        hits = [hit for hit in await heard.library.search(one.query) if hit.band == "direct"]
        if hits and hits[0].found.article in own:
            return [AskKb(heard.text, nearest_of(heard, heard.text, hits).found)]
        entry = None if one.intent is None else self._entry(one.intent, one.domain)
        if entry is not None:
            serving = await heard.library.answer_to(entry.intent, heard.text, domain=entry.domain)
            if serving is not None:
                return [AskKb(heard.text, serving.found)]
        count(TASK, "no_article")
        return []

    def _chat(self, one: ChatIt) -> list[Command]:
        entry = self._entry(one.intent, None)
        if entry is None or entry.answer != "chat":
            return []
        return [Chitchat(entry.intent)]

    def _clarified(self, one: ClarifyIt) -> list[Command]:
        known = [name for name in dict.fromkeys(one.intents) if self.menu.having(name)]
        for _ in range(len(one.intents) - len(known)):
            count(TASK, "unknown_intent")
        specs = [self.heard.trades.spec(name) for name in known]
        options = [Option(spec.name.zh, f"intent:{spec.id}") for spec in specs if spec is not None]
        return [Clarify(tuple(options))] if options else []
