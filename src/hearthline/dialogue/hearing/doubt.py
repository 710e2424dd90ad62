"""Whether a message is one that the classifier may well get wrong, and a helper may be asked of.

Never of danger, of an identity check, of a pressed button, or while a write is on its way.
"""

from collections.abc import Sequence
from typing import Final

from hearthline.dialogue.flows.model import CallStep, Flow
from hearthline.dialogue.hearing.heard import Doubt, Heard, Hit
from hearthline.dialogue.operations.catalogue import SIGNATURES
from hearthline.dialogue.operations.signature import Effect
from hearthline.understanding import Reading, hazard

LONG: Final = 60
_SHORTEST: Final = 3
_SECRET: Final = ("otp_code", "id_last4")


def may_be_shown(heard: Heard) -> bool:
    """Whether a message may be shown to a helper at all."""
    if heard.choice is not None or heard.is_media or hazard(heard.text) is not None:
        return False
    if sum(char.isalpha() for char in heard.normal) < _SHORTEST:
        return False
    if any(frame.waiting for frame in heard.state.frames) or _asks_a_secret(heard):
        return False
    flows = [heard.trades.flow(frame.domain, frame.flow) for frame in heard.state.frames]
    return not any(flow is not None and (flow.is_hazard or proves(flow)) for flow in flows)


def doubt_of(
    heard: Heard, reading: Reading, hits: Sequence[Hit], *, confident: float
) -> Doubt | None:
    """What speaks against trusting a reading; a sure answer of the knowledge base dispels it."""
    if len(heard.normal) > LONG:
        return Doubt.LONG
    if hits and hits[0].band == "direct":
        return None
    if not reading.in_scope:
        return Doubt.OUTSIDE
    if reading.ambiguous:
        return Doubt.RIVALS
    return Doubt.UNSURE if reading.best.confidence < confident else None


def proves(flow: Flow) -> bool:
    """Whether a flow checks who somebody is."""
    calls = [step for step in flow.steps.values() if isinstance(step, CallStep)]
    known = [SIGNATURES[step.operation] for step in calls if step.operation in SIGNATURES]
    return any(signature.effect is Effect.PROVE for signature in known)


def _asks_a_secret(heard: Heard) -> bool:
    asked = heard.asked
    spec = None if asked is None or asked.slot is None else heard.pack.slots.get(asked.slot)
    return spec is not None and spec.type in _SECRET
