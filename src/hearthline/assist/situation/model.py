"""What is known of a conversation at one moment. Pure; made by `Situations`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from hearthline.assist.own import NOTHING, Own
from hearthline.assist.situation.fields import Found
from hearthline.assist.situation.marks import marks_of
from hearthline.conversations import Conversation as Thread
from hearthline.dialogue import HandoverView, Trade
from hearthline.kernel import ConversationId, TenantId
from hearthline.rules import Conversation, Deed, Mark, RuleSet, SopState


@dataclass(frozen=True, slots=True)
class Line:
    """One message with words: who said what, how the customer sounds, what danger he reports."""

    seq: int
    role: str
    text: str
    at: datetime
    mood: str = "calm"
    hazard: str | None = None


@dataclass(frozen=True)
class Situation:
    """Everything that cards, checks, steps and summaries are made of.

    `talk` is the same conversation for the rules: its n-th turn is the n-th line.
    """

    thread: Thread
    channel: str
    domains: tuple[str, ...]
    lines: tuple[Line, ...]
    talk: Conversation
    view: HandoverView
    trades: tuple[Trade, ...]
    found: Mapping[str, Found]
    intents: Mapping[str, float]
    now: datetime
    order_no: str = ""
    own: Own = NOTHING

    def with_own(self, own: Own) -> Self:
        """The same with the customer's own facts, which rules and approved words then know."""
        deeds = self.talk.deeds
        if "outage" in own.facts:
            deeds = (Deed("outage_checked", 0), *deeds)
        talk = replace(self.talk, deeds=deeds, facts={**self.talk.facts, **own.facts})
        return replace(self, own=own, talk=talk)

    @property
    def id(self) -> ConversationId:
        """The conversation."""
        return self.thread.id

    @property
    def tenant_id(self) -> TenantId:
        """Whose it is."""
        return self.thread.tenant_id

    @property
    def live_rules(self) -> list[RuleSet]:
        """What is told as words are spoken, of every trade that is served here."""
        return [trade.quality.live for trade in self.trades]

    @property
    def draft_rules(self) -> list[RuleSet]:
        """What a reply is held against before it is sent."""
        return [trade.quality.drafts for trade in self.trades]

    def of(self, role: str) -> list[Line]:
        """What one side said."""
        return [line for line in self.lines if line.role == role]

    @property
    def last_asked(self) -> Line | None:
        """The customer's last words."""
        return next((line for line in reversed(self.lines) if line.role == "customer"), None)

    def sops(self) -> list[SopState]:
        """The situations that are recognised, the most important one first, each once."""
        found = [state for trade in self.trades for state in trade.sops.of(self.talk)]
        named = {state.sop.id: state for state in reversed(found)}
        return sorted(named.values(), key=lambda state: -state.sop.rank)

    def marks_of(self, text: str) -> list[str]:
        """What in an agent's words nobody has said here before."""
        said = [line.text for line in self.lines if line.role != "agent"]
        said += [slot.value for slot in self.view.slots]
        accounts = [account.account_no for account in self.thread.accounts]
        return marks_of(text, said, accounts=accounts, now=self.now)

    def seqs(self, evidence: tuple[Mark, ...]) -> tuple[int, ...]:
        """The numbers of the messages that show something."""
        places = {int(mark.turn) for mark in evidence if float(mark.turn).is_integer()}
        return tuple(self.lines[place].seq for place in sorted(places) if place < len(self.lines))

    def filled(self, text: str) -> tuple[str, tuple[str, ...]]:
        """Approved words with their variables put in, and the names of those nobody knows."""
        missing: list[str] = []

        def value(name: str) -> str:
            known = self.variables().get(name, "")
            if not known:
                missing.append(name)
            return known or "＿＿"

        parts = text.split("{")
        whole = parts[0]
        for part in parts[1:]:
            name, closing, rest = part.partition("}")
            whole += value(name) + rest if closing else "{" + part
        return whole, tuple(dict.fromkeys(missing))

    def variables(self) -> dict[str, str]:
        """What approved words may have put in; personal numbers by their last digits only."""
        found = {name: one.shown for name, one in self.found.items()}
        slots = {slot.name: slot.value for slot in self.view.slots}
        phone = found.get("phone", "")
        said = {
            "地址": found.get("address") or slots.get("address", ""),
            "温度": found.get("temp_c") or slots.get("temp_c", ""),
            "冷了多久": found.get("since_time") or slots.get("since_time", ""),
            "电话": f"尾号{phone[-4:]}" if phone else "",
            "单号": self.order_no or found.get("ticket_no", ""),
            "诉求": self.view.flow or "",
        }
        return {**self.own.variables, **{name: value for name, value in said.items() if value}}
