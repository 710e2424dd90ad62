"""The bench on which one step of the machine is worked: the state so far and what was said."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from hearthline.dialogue.flows.model import Flow, Pack, Step
from hearthline.dialogue.flows.template import Setting
from hearthline.dialogue.machine.commands import Found
from hearthline.dialogue.machine.effects import (
    Call,
    Effect,
    Outcome,
    Reply,
    Situation,
)
from hearthline.dialogue.machine.state import Choice, Filled, Frame, State
from hearthline.dialogue.operations.signature import Signature
from hearthline.dialogue.phrasing.phrasebook import phrase

_LONGEST_ANSWER = 3800


class Turn:
    """Holds the state while commands and steps change it; made anew for every step."""

    def __init__(
        self,
        pack: Pack,
        signatures: Mapping[str, Signature],
        state: State,
        situation: Situation,
    ) -> None:
        """Begin where the state stands."""
        self.pack = pack
        self.signatures = signatures
        self.state = state
        self.situation = situation
        self.effects: list[Effect] = []
        self.call: Call | None = None
        self.lead = ""
        self.is_aside = False
        self.is_turned_away = False

    @property
    def setting(self) -> Setting:
        """Language and moment for the words."""
        return Setting(self.situation.locale, self.situation.now)

    @property
    def has_spoken(self) -> bool:
        """Whether this step has words for the customer."""
        return any(isinstance(effect, Reply) for effect in self.effects)

    def flow(self, frame: Frame) -> Flow:
        """The flow of a frame; raises KeyError when the pack no longer has it."""
        return self.pack.flows[frame.flow]

    def step(self, frame: Frame) -> Step:
        """The step at which a frame stands."""
        return self.flow(frame).steps[frame.step]

    def put(self, frame: Frame) -> None:
        """Put the top frame back, changed."""
        self.state = self.state.with_top(frame)

    def scope(self, frame: Frame | None = None, **extra: Any) -> dict[str, Any]:
        """What conditions and arguments see: slots by value."""
        return self._scope(frame, shown=False, extra=extra)

    def told(self, frame: Frame | None = None, **extra: Any) -> dict[str, Any]:
        """What words see: slots as they are said back."""
        return self._scope(frame, shown=True, extra=extra)

    def say(
        self,
        response_id: str,
        *,
        frame: Frame | None = None,
        choices: Sequence[Choice] = (),
        **extra: Any,
    ) -> Reply:
        """Add the words of a response; the next phrasing each time it is used."""
        response = self.pack.responses[response_id]
        count = self.state.phrasings.get(response_id, 0)
        reply = phrase(
            response,
            self.told(frame or self.state.top, **extra),
            self.setting,
            count=count,
            channel=self.situation.channel,
            choices=choices,
        )
        counts = {**self.state.phrasings, response_id: count + 1}
        self.state = replace(self.state, phrasings=counts)
        return self.speak(reply)

    def speak(self, reply: Reply) -> Reply:
        """Add words that are ready, after what leads up to them."""
        if self.lead:
            reply = replace(reply, text=self.lead + reply.text)
            self.lead = ""
        offered = tuple(Choice(one["value"], one["label"]) for one in reply.data.get("choices", ()))
        self.state = replace(self.state, offered=offered)
        self.effects.append(reply)
        return reply

    def tell(self, found: Found) -> None:
        """Answer from the knowledge base, with its source."""
        answer = found.answer[:_LONGEST_ANSWER]
        data: dict[str, Any] = {
            "citations": [
                {"article": found.article, "version": found.version, "title": found.title}
            ]
        }
        key = "local_rule" if found.is_local_rule else "source_of_answer"
        suffix = self.pack.labels[key].in_(self.situation.locale).format(title=found.title)
        locale = self.situation.locale
        chips = () if self.state.frames else self.pack.after_answer
        if chips:
            data["choices"] = [
                {"label": chip.label.in_(locale), "value": chip.text.in_(locale)} for chip in chips
            ]
        source = f"knowledge:{found.article}@{found.version}"
        kind = "choices" if chips else "text"
        self.speak(Reply(f"{answer}\n{suffix}", kind, source, data))
        self.state = self.state.noting(f"已答：{found.title}")

    def localised(self, slot: str, filled: Filled) -> Filled:
        """A value that is a choice is said back by its label, in the customer's language."""
        for choice in self.pack.slots[slot].choices:
            if choice.value == filled.value:
                return Filled(filled.value, choice.label.in_(self.situation.locale))
        return filled

    def label(self, name: str) -> str:
        """A word of the pack for a button."""
        return self.pack.labels[name].in_(self.situation.locale)

    def flow_name(self, flow_id: str) -> str:
        """A flow's name in the customer's language."""
        return self.pack.flows[flow_id].name.in_(self.situation.locale)

    def outcome(self) -> Outcome:
        """What came of it."""
        return Outcome(self.state, tuple(self.effects), self.call)

    def _scope(
        self, frame: Frame | None, *, shown: bool, extra: Mapping[str, Any]
    ) -> dict[str, Any]:
        slots = frame.slots if frame is not None else self.state.kept
        scope: dict[str, Any] = {
            "customer": self.situation.customer(),
            "slots": {
                name: (filled.shown if shown else filled.value) for name, filled in slots.items()
            },
            "said": {name: filled.shown for name, filled in slots.items()},
            "bot": {"name": self.situation.bot_name},
            "message": {"text": self.situation.message_text},
        }
        if frame is not None:
            name = self.flow_name(frame.flow)
            scope["flow"] = {"intent": frame.intent, "name": name, "id": frame.flow}
            scope["event"] = dict(frame.event)
            scope.update(frame.results)
        return {**scope, **extra}
