"""The bench on which one step of the machine is worked: the state so far and what was said."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from hearthline.dialogue.flows.model import Flow, Pack, Step
from hearthline.dialogue.flows.seasons import season_facts
from hearthline.dialogue.flows.template import Setting
from hearthline.dialogue.flows.trades import Trades
from hearthline.dialogue.machine.effects import (
    Call,
    Effect,
    Outcome,
    Reply,
    Situation,
)
from hearthline.dialogue.machine.levels import level_for
from hearthline.dialogue.machine.state import Choice, Filled, Frame, State, kept_in
from hearthline.dialogue.operations.signature import Signature
from hearthline.dialogue.phrasing.phrasebook import phrase


class Turn:
    """Holds the state while commands and steps change it; made anew for every step."""

    def __init__(
        self,
        trades: Trades,
        signatures: Mapping[str, Signature],
        state: State,
        situation: Situation,
    ) -> None:
        """Begin where the state stands."""
        self.trades = trades
        self.signatures = signatures
        self.state = state
        self.situation = situation
        self.effects: list[Effect] = []
        self.call: Call | None = None
        self.lead = ""
        self.is_aside = False
        self.is_turned_away = False
        self.ended: Frame | None = None

    @property
    def setting(self) -> Setting:
        """Language and moment for the words."""
        return Setting(self.situation.locale, self.situation.now)

    @property
    def pack(self) -> Pack:
        """The pack of the flow at work, else of the trade last spoken of."""
        top = self.state.top
        return self.trades.pack(self.state.domain if top is None else top.domain)

    @property
    def has_spoken(self) -> bool:
        """Whether this step has words for the customer."""
        return any(isinstance(effect, Reply) for effect in self.effects)

    def flow(self, frame: Frame) -> Flow:
        """The flow of a frame; raises KeyError when the pack no longer has it."""
        return self.trades.pack(frame.domain).flows[frame.flow]

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
        pack = self.pack if frame is None else self.trades.pack(frame.domain)
        response = pack.responses[response_id]
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
        lead = self._tone() + self.lead
        if lead:
            reply = replace(reply, text=lead + reply.text)
            self.lead = ""
        offered = tuple(Choice(one["value"], one["label"]) for one in reply.data.get("choices", ()))
        self.state = replace(self.state, offered=offered)
        self.effects.append(reply)
        return reply

    def localised(self, slot: str, filled: Filled) -> Filled:
        """A value that is a choice is said back by its label, in the customer's language."""
        spec = self.pack.slots.get(slot)
        for choice in () if spec is None else spec.choices:
            if choice.value == filled.value:
                return Filled(filled.value, choice.label.in_(self.situation.locale))
        return filled

    def label(self, name: str) -> str:
        """A word of the pack for a button."""
        return self.pack.labels[name].in_(self.situation.locale)

    def flow_name(self, flow_id: str, domain: str | None = None) -> str:
        """A flow's name in the customer's language."""
        pack = self.pack if domain is None else self.trades.pack(domain)
        return pack.flows[flow_id].name.in_(self.situation.locale)

    def accounts(self, domain: str) -> list[str]:
        """The numbers of the person's own accounts of a trade."""
        own = self.situation.own(self.state)
        return [one.account_no for one in own if one.domain == domain]

    def outcome(self) -> Outcome:
        """What came of it."""
        return Outcome(self.state, tuple(self.effects), self.call)

    def _scope(
        self, frame: Frame | None, *, shown: bool, extra: Mapping[str, Any]
    ) -> dict[str, Any]:
        domain = self.state.domain if frame is None else frame.domain
        pack = self.trades.pack(domain)
        slots = frame.slots if frame is not None else kept_in(self.state, domain)
        scope: dict[str, Any] = {
            "customer": self._customer(pack.domain, slots.get("account_no")),
            "slots": {
                name: (filled.shown if shown else filled.value) for name, filled in slots.items()
            },
            "said": {name: filled.shown for name, filled in slots.items()},
            "bot": {
                "name": self.situation.bot_name,
                "trade": self.trades.title().in_(self.situation.locale),
            },
            "message": {"text": self.situation.message_text},
            "trade": dict(pack.facts),
            "season": season_facts(pack.season, self.situation.now),
        }
        if frame is not None:
            name = self.flow_name(frame.flow, frame.domain)
            scope["flow"] = {"intent": frame.intent, "name": name, "id": frame.flow}
            scope["event"] = dict(frame.event)
            scope.update(frame.results)
        return {**scope, **extra}

    def _customer(self, domain: str, account: Filled | None) -> dict[str, Any]:
        """The person as conditions see him, for one trade and the account at hand."""
        situation = self.situation
        accounts = self.accounts(domain)
        number = None if account is None or account.value is None else str(account.value)
        own = situation.own(self.state)
        level = level_for(own, domain, number, is_known=situation.is_known)
        return {
            "level": "L2" if level == "LP" else level,
            "accounts": accounts,
            "account_count": len(accounts),
            "locale": situation.locale,
            "channel": situation.channel,
            "subject_known": situation.is_known,
            "emotion": situation.emotion.lower(),
            "vulnerable": self.state.is_vulnerable,
        }

    def _tone(self) -> str:
        """Words of sympathy that are due, said once."""
        name = self.state.tone
        if not name:
            return ""
        self.state = replace(self.state, tone="")
        response = self.pack.responses.get(name)
        if response is None:
            return ""
        texts = response.texts["en" if self.setting.is_english else "zh"]
        count = self.state.phrasings.get(name, 0)
        self.state = replace(self.state, phrasings={**self.state.phrasings, name: count + 1})
        return texts[count % len(texts)]
