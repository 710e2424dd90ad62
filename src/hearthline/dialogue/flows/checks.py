"""The static checks of a pack's flows: what could go wrong is found before anybody talks to it."""

from collections.abc import Iterator, Mapping

from hearthline.dialogue.flows.expression import Expression
from hearthline.dialogue.flows.graph import LAST_STEPS, circles, reached, ways_on, without_before
from hearthline.dialogue.flows.model import (
    AnswerStep,
    Branch,
    CallStep,
    Collect,
    Confirm,
    Flow,
    HandOffStep,
    Link,
    Pack,
    Place,
    SayStep,
    SetStep,
    Step,
    Subflow,
)
from hearthline.dialogue.flows.word_checks import check_gaps, check_words
from hearthline.dialogue.operations.signature import Effect, Signature
from hearthline.platform.packs import Fault

CUSTOMER = (
    "level",
    "accounts",
    "account_count",
    "locale",
    "channel",
    "subject_known",
    "emotion",
    "vulnerable",
)
SEASON = ("phase", "name", "in_heating")
_ALWAYS: dict[str, tuple[str, ...] | None] = {
    "customer": CUSTOMER,
    "flow": ("intent", "name", "id"),
    "bot": ("name", "trade"),
    "message": ("text",),
    "failed": ("kind", "hint", "reasons_text"),
    "season": SEASON,
}
Roots = dict[str, tuple[str, ...] | None]


def check_pack(pack: Pack, signatures: Mapping[str, Signature]) -> list[Fault]:
    """Every fault and warning of a pack."""
    faults = list(check_words(pack))
    for flow in pack.flows.values():
        faults.extend(_flow_faults(pack, flow, signatures))
    return sorted(set(faults))


def fault(at: Place, what: str, mend: str) -> Fault:
    """A fault at a place."""
    return Fault(at.file, at.line, what, mend)


def _flow_faults(pack: Pack, flow: Flow, signatures: Mapping[str, Signature]) -> Iterator[Fault]:
    yield from _slots_of(pack, flow)
    yield from _shape(flow)
    roots = _roots(pack, flow, signatures)
    for step in flow.steps.values():
        yield from _references(pack, flow, step)
        if isinstance(step, CallStep):
            yield from _call(flow, step, signatures)
        for expression in _expressions(step):
            yield from _paths(step.at, expression, roots)
        for response_id in _responses(step):
            yield from _said(pack, step.at, response_id, roots)
    yield from _consents(flow, signatures)
    yield from _hazards(flow)
    if flow.reverse is not None and flow.reverse not in pack.flows:
        yield fault(flow.at, f"unknown flow `{flow.reverse}`", "name the flow that undoes it")
    for intent in flow.related:
        if pack.intents and intent not in pack.intents:
            yield fault(flow.at, f"unknown intent `{intent}`", "name an intent of the pack")


def _slots_of(pack: Pack, flow: Flow) -> Iterator[Fault]:
    for name in flow.slots:
        if name not in pack.slots:
            yield fault(flow.at, f"unknown slot `{name}`", "add it to slots.yaml")


def _shape(flow: Flow) -> Iterator[Fault]:
    there = reached(flow)
    for step_id, step in flow.steps.items():
        if step_id not in there:
            mend = "lead a step to it, or take it out"
            yield fault(step.at, f"step `{step_id}` is never reached", mend)
        if not isinstance(step, (*LAST_STEPS, Branch)) and step.next is None:
            mend = "add `next`, or `- end: done` after it"
            yield fault(step.at, f"step `{step_id}` leads nowhere", mend)
        for target in ways_on(step):
            if target not in flow.steps and not target.startswith("("):
                mend = f"use one of: {', '.join(flow.steps)}"
                yield fault(step.at, f"step `{step_id}` leads to unknown `{target}`", mend)
    for step_id in circles(flow):
        mend = "ask the customer something on the way round"
        yield fault(flow.steps[step_id].at, f"step `{step_id}` is on a circle", mend)


def _references(pack: Pack, flow: Flow, step: Step) -> Iterator[Fault]:
    for name in _slots(step):
        if name not in flow.slots:
            mend = "add it to `slots` of this flow"
            yield fault(step.at, f"slot `{name}` is not of this flow", mend)
    if isinstance(step, Subflow | Link):
        yield from _other_flow(pack, flow, step)
    if isinstance(step, Collect) and step.consent and step.slot in pack.slots:
        values = [choice.value for choice in pack.slots[step.slot].choices]
        for value in step.consent:
            if value not in values:
                mend = f"use one of: {', '.join(values)}"
                yield fault(step.at, f"consent `{value}` is no choice of the slot", mend)
        if pack.slots[step.slot].prefill or pack.slots[step.slot].keep:
            mend = "use a slot without `prefill` and `keep`: consent is given to what was just said"
            yield fault(step.at, f"slot `{step.slot}` may be known before it is asked", mend)


def _other_flow(pack: Pack, flow: Flow, step: Subflow | Link) -> Iterator[Fault]:
    other = pack.flows.get(step.flow)
    if other is None:
        mend = f"use one of: {', '.join(pack.flows)}"
        yield fault(step.at, f"unknown flow `{step.flow}`", mend)
        return
    if isinstance(step, Subflow) != other.is_inner:
        mend = "`subflow` leads to a flow with `inner: true`, `link` to one without"
        yield fault(step.at, f"`{step.flow}` is not for that", mend)
    if isinstance(step, Link) and flow.is_inner:
        yield fault(step.at, "a subflow may not link", "link from the flow that calls it")
    has_inner = any(isinstance(one, Subflow) for one in other.steps.values())
    if isinstance(step, Subflow) and flow.is_inner and has_inner:
        yield fault(step.at, f"`{step.flow}` has subflows itself", "keep to two levels")


def _call(flow: Flow, step: CallStep, signatures: Mapping[str, Signature]) -> Iterator[Fault]:
    signature = signatures.get(step.operation)
    if signature is None:
        mend = f"use one of: {', '.join(sorted(signatures))}"
        yield fault(step.at, f"unknown operation `{step.operation}`", mend)
        return
    for name in signature.needs:
        if name not in step.args:
            yield fault(step.at, f"`{step.operation}` needs `{name}`", f"add `{name}` to `args`")
    for name in step.args:
        if name not in (*signature.needs, *signature.takes):
            mend = f"it takes: {', '.join((*signature.needs, *signature.takes))}"
            yield fault(step.at, f"`{step.operation}` takes no `{name}`", mend)
    if step.save in (*_ALWAYS, "slots", "said", "event", "trade"):
        yield fault(step.at, f"`{step.save}` is a name of its own", "save under another name")
    if signature.effect is Effect.EMERGENCY and not flow.is_hazard:
        mend = "use `work_order.open` after a `confirm`, or say `hazard: true`"
        yield fault(step.at, "an emergency write in a flow that is no hazard", mend)


def _consents(flow: Flow, signatures: Mapping[str, Signature]) -> Iterator[Fault]:
    def is_write(step: Step) -> bool:
        signature = signatures.get(step.operation) if isinstance(step, CallStep) else None
        return signature is not None and signature.effect is Effect.WRITE

    def gives_consent(step: Step) -> bool:
        return isinstance(step, Confirm) or (isinstance(step, Collect) and bool(step.consent))

    for step_id in without_before(flow, is_write, gives_consent):
        mend = "put a `confirm`, or a `collect` with `consent`, before it on every way"
        what = f"step `{step_id}` writes without the customer's yes"
        yield fault(flow.steps[step_id].at, what, mend)


def _hazards(flow: Flow) -> Iterator[Fault]:
    """Safety words come first, whatever else a flow of danger asks or does."""

    def is_slow(step: Step) -> bool:
        return isinstance(step, Collect | Confirm | CallStep)

    for step_id in without_before(flow, is_slow, lambda step: isinstance(step, SayStep)):
        if flow.is_hazard:
            mend = "say the safety words before it on every way"
            yield fault(flow.steps[step_id].at, "danger does not wait for this", mend)


def _roots(pack: Pack, flow: Flow, signatures: Mapping[str, Signature]) -> Roots:
    own = {
        "slots": flow.slots,
        "said": flow.slots,
        "event": flow.event,
        "trade": tuple(pack.facts),
    }
    roots: Roots = {**_ALWAYS, **own}
    for step in flow.steps.values():
        if isinstance(step, CallStep) and step.save and step.operation in signatures:
            gives = signatures[step.operation].gives
            roots[step.save] = (*(roots.get(step.save) or ()), *gives)
    return roots


def _paths(at: Place, expression: Expression, roots: Roots) -> Iterator[Fault]:
    for path in expression.paths:
        trouble = unknown_part(path, roots)
        if trouble:
            yield fault(at, f"`{'.'.join(path)}`: {trouble}", "use a name that is known here")


def unknown_part(path: tuple[str, ...], roots: Roots) -> str | None:
    """What is not known about a path, or None."""
    if path[0] not in roots:
        return f"`{path[0]}` is not known here; known are {', '.join(sorted(roots))}"
    members = roots[path[0]]
    if members is not None and len(path) > 1 and path[1] not in members:
        return f"`{path[0]}` has no `{path[1]}`, it has {', '.join(members)}"
    return None


def _said(pack: Pack, at: Place, response_id: str, roots: Roots) -> Iterator[Fault]:
    response = pack.responses.get(response_id)
    if response is None:
        yield fault(at, f"unknown response `{response_id}`", "add it to responses.yaml")
        return
    for path in check_gaps(response):
        trouble = unknown_part(path, roots)
        if trouble:
            mend = f"mend it, or do not say it at {at.file}:{at.line}"
            what = f"response `{response_id}`: `{'.'.join(path)}`: {trouble}"
            yield fault(response.at, what, mend)


def _slots(step: Step) -> tuple[str, ...]:
    if isinstance(step, Collect):
        return (step.slot,)
    if isinstance(step, SetStep):
        return tuple(step.values)
    return step.slots if isinstance(step, Confirm) else ()


def _responses(step: Step) -> list[str]:
    if isinstance(step, Collect):
        return [step.ask, step.again, *(rejection.say for rejection in step.rejections)]
    if isinstance(step, Confirm | SayStep):
        return [step.response]
    return [step.say] if isinstance(step, HandOffStep) and step.say else []


def _expressions(step: Step) -> list[Expression]:
    if isinstance(step, CallStep):
        return list(step.args.values())
    if isinstance(step, Branch):
        return [arm.condition for arm in step.arms]
    if isinstance(step, SetStep):
        return list(step.values.values())
    if isinstance(step, Collect):
        listed = [step.choices_from.source] if step.choices_from else []
        listed += [step.unless] if step.unless else []
        return [*listed, *(rejection.condition for rejection in step.rejections)]
    return [step.intent] if isinstance(step, AnswerStep) else []
