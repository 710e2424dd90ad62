"""What the model may propose for the trades that are served: services, questions, slots.

Flows of danger, inner flows and those that events begin are not on it, nor are slots whose value
is a yes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from hearthline.dialogue.flows.model import CallStep, Collect, Flow, Link, Pack, Subflow
from hearthline.dialogue.flows.trades import Trades
from hearthline.dialogue.hearing.doubt import proves
from hearthline.dialogue.operations.catalogue import SIGNATURES
from hearthline.dialogue.operations.signature import Effect

_SECRET: Final = ("fixed", "otp_code", "id_last4")


@dataclass(frozen=True, slots=True)
class Entry:
    """A wish that may be proposed; with `flow` it begins one, and these slots may be told."""

    intent: str
    domain: str
    name: str
    answer: str
    flow: str | None = None
    slots: tuple[str, ...] = ()


class Menu:
    """Everything that may be proposed to the bot of some trades."""

    def __init__(self, trades: Trades) -> None:
        """Read the packs once."""
        self.entries = tuple(entry for pack in trades for entry in _entries(pack))
        self._by_name = {(entry.domain, entry.intent): entry for entry in self.entries}
        self.text = "\n".join([*map(_line, self.entries), "slots:", *_glossary(trades)])

    def entry(self, domain: str, intent: str) -> Entry | None:
        """The entry of a wish in a trade, if it is on the menu."""
        return self._by_name.get((domain, intent))

    def having(self, intent: str) -> tuple[Entry, ...]:
        """The entries of a wish in every trade that has it."""
        return tuple(entry for entry in self.entries if entry.intent == intent)


def tellable(pack: Pack, flow: Flow) -> tuple[str, ...]:
    """The slots of a flow that a model may read from a message.

    None where an emergency may be filed without a yes; never what an identity is checked by.
    """
    return _told(pack, flow, _yeses(pack) | _proofs(pack))


def _told(pack: Pack, flow: Flow, kept_out: set[str]) -> tuple[str, ...]:
    if any(one.is_hazard or _alarms(one) for one in _reached(pack, flow)):
        return ()
    named = (name for name in flow.slots if name not in kept_out)
    return tuple(name for name in named if pack.slots[name].type not in _SECRET)


def _yeses(pack: Pack) -> set[str]:
    """Slots whose value may be the customer's yes to a write."""
    steps = [step for flow in pack.flows.values() for step in flow.steps.values()]
    return {step.slot for step in steps if isinstance(step, Collect) and step.consent}


def _proofs(pack: Pack) -> set[str]:
    """Slots by which somebody proves who he is; the account is only what it is about."""
    proving = [flow for flow in pack.flows.values() if proves(flow)]
    return {name for flow in proving for name in flow.slots} - {"account_no"}


def _alarms(flow: Flow) -> bool:
    calls = [step for step in flow.steps.values() if isinstance(step, CallStep)]
    known = [SIGNATURES[step.operation] for step in calls if step.operation in SIGNATURES]
    return any(signature.effect is Effect.EMERGENCY for signature in known)


def _reached(pack: Pack, flow: Flow) -> Iterable[Flow]:
    """A flow and those that it runs or leads to."""
    seen: set[str] = set()
    ahead = [flow.id]
    while ahead:
        flow_id = ahead.pop()
        if flow_id in seen or flow_id not in pack.flows:
            continue
        seen.add(flow_id)
        yield pack.flows[flow_id]
        steps = pack.flows[flow_id].steps.values()
        ahead += [step.flow for step in steps if isinstance(step, Link | Subflow)]


def _entries(pack: Pack) -> Iterable[Entry]:
    kept_out = _yeses(pack) | _proofs(pack)
    for spec in pack.intents.values():
        if spec.id in pack.patterns:
            continue
        flow = pack.flow_for(spec.id)
        if flow is None:
            kind = "chat" if spec.answer == "chat" else "knowledge"
            if kind == "knowledge" or f"chat_{spec.id}" in pack.responses:
                yield Entry(spec.id, pack.domain, spec.name.zh, kind)
        elif not (flow.is_inner or flow.is_hazard or flow.event):
            slots = _told(pack, flow, kept_out)
            yield Entry(spec.id, pack.domain, spec.name.zh, "flow", flow.id, slots)


def _line(entry: Entry) -> str:
    slots = f" slots={','.join(entry.slots)}" if entry.slots else ""
    return f"{entry.answer} {entry.domain}/{entry.intent} {entry.name}{slots}"


def _glossary(trades: Trades) -> list[str]:
    lines: dict[str, str] = {}
    for pack in trades:
        for flow in pack.flows.values():
            for name in flow.slots:
                lines.setdefault(name, f"{name} {pack.slots[name].label.zh}")
    return sorted(lines.values())
