"""Carries out the steps of flows until somebody else must act: the customer, or a call."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hearthline.dialogue.flows.expression import look_up
from hearthline.dialogue.flows.model import (
    AnswerStep,
    Branch,
    CallStep,
    ChoicesFrom,
    Collect,
    Confirm,
    End,
    HandOffStep,
    Link,
    SayStep,
    SetStep,
    Subflow,
)
from hearthline.dialogue.flows.template import fill, gaps
from hearthline.dialogue.machine.commands import Found
from hearthline.dialogue.machine.effects import Answer, Call, Done
from hearthline.dialogue.machine.stack import begin, end, hand_over
from hearthline.dialogue.machine.state import Asked, Choice, Filled, Frame
from hearthline.dialogue.machine.telling import tell
from hearthline.dialogue.machine.turn import Turn
from hearthline.dialogue.operations.signature import Effect

_MOST_STEPS = 200
KNOWLEDGE = "knowledge.answer"
_KNOWLEDGE_MS = 2000


class FlowRunsAway(RuntimeError):
    """A flow that went on and on without asking anything; the checks should have found it."""


def advance(turn: Turn) -> None:
    """Go on until a question was asked, a call is wanted, or nothing is left to do."""
    for _ in range(_MOST_STEPS):
        frame = turn.state.top
        if frame is None:
            if not _next_in_queue(turn):
                return
            continue
        if frame.asked is not None or frame.waiting is not None or turn.call is not None:
            return
        step = turn.step(frame)
        if not _HANDLERS[type(step)](turn, frame, step):
            return
    raise FlowRunsAway(f"flow {turn.state.frames[-1].flow}")


def go(turn: Turn, frame: Frame, step_id: str | None) -> bool:
    """Move the top frame on; the step it leaves becomes part of its trail."""
    if step_id is None:
        end(turn, "done")
        return _resumed(turn)
    turn.put(replace(frame, step=step_id, trail=(*frame.trail, frame.step), failures=0))
    return True


def ask(turn: Turn, frame: Frame, *, again: bool = False) -> None:
    """Ask (once more) what the top frame waits for, and wait."""
    step = turn.step(frame)
    if isinstance(step, Confirm) and (frame.asked is None or frame.asked.slot is None):
        _ask_confirm(turn, frame, step)
        return
    if isinstance(step, Collect):
        _ask_slot(turn, frame, step, again=again)
    elif isinstance(step, Confirm) and frame.asked is not None and frame.asked.slot:
        ask_for(turn, frame, frame.asked.slot)


def ask_for(turn: Turn, frame: Frame, slot: str) -> None:
    """Ask for a slot that is not the step's own: a value that was said to be wrong."""
    spec = turn.pack.slots[slot]
    choices = _declared_choices(turn, slot)
    if spec.type == "account_no":
        own = turn.accounts(turn.pack.domain)
        choices = tuple(
            Choice(one, fill("{item|masked}", {"item": one}, turn.setting)) for one in own
        )
    turn.put(replace(frame, asked=Asked("slot", slot, choices)))
    turn.say(spec.again if spec.type == "account_no" else spec.ask, frame=frame, choices=choices)


def answered(turn: Turn, answer: Answer) -> None:
    """Take the answer of the call at which the top frame stands."""
    frame = turn.state.frames[-1]
    step = turn.step(frame)
    if isinstance(step, AnswerStep):
        _told(turn, frame, step, answer)
        return
    if not isinstance(step, CallStep):
        raise TypeError("an answer for a step that is no call")
    if answer.note:
        turn.state = turn.state.noting(answer.note)
    frame = replace(frame, waiting=None)
    signature = turn.signatures[step.operation]
    if isinstance(answer, Done):
        if answer.proof is not None:
            turn.state = turn.state.proving(answer.proof)
        results = {**frame.results, **({step.save: dict(answer.values)} if step.save else {})}
        written = (*frame.written, step.id) if signature.effect.is_lasting else frame.written
        go(turn, replace(frame, results=results, written=written), step.next)
        return
    if answer.kind == "uncertain" and signature.effect is not Effect.EMERGENCY:
        key = call_key(turn, frame)
        turn.put(replace(frame, waiting=key))
        turn.say("write_pending", frame=frame)
        return
    told = {
        "kind": answer.kind,
        "hint": answer.hint,
        "reasons_text": "；".join(answer.reasons),
    }
    failed = {**frame.results, "failed": told}
    target = step.on_error.get(answer.kind, step.on_error["else"])
    go(turn, replace(frame, results=failed), target)


def _told(turn: Turn, frame: Frame, step: AnswerStep, answer: Answer) -> None:
    """Tell the article that was found, or go the other way."""
    found = answer.values.get("found") if isinstance(answer, Done) else None
    if isinstance(found, Found):
        tell(turn, found)
        go(turn, turn.state.frames[-1], step.next)
        return
    go(turn, frame, step.otherwise or step.next)


def call_key(turn: Turn, frame: Frame) -> str:
    """The key of the call at which a frame stands: the same whenever it is repeated."""
    return f"{turn.situation.conversation}:{frame.run}:{frame.step}"


def _next_in_queue(turn: Turn) -> bool:
    """Begin the flow that waited longest; False when none does."""
    if not turn.state.queued:
        return False
    queued, *rest = turn.state.queued
    turn.state = replace(turn.state, queued=tuple(rest))
    if turn.trades.flow(queued.domain or turn.trades.home.domain, queued.flow) is not None:
        begin(turn, queued.flow, domain=queued.domain, intent=queued.intent, event=queued.event)
    return True


def _resumed(turn: Turn) -> bool:
    """After a flow: come back to the one that was interrupted, saying so."""
    frame = turn.state.top
    if frame is not None and frame.asked is not None:
        come_back(turn)
        return False
    return True


def come_back(turn: Turn) -> None:
    """Say what we were speaking of, and ask again."""
    frame = turn.state.frames[-1]
    root = next(one for one in reversed(turn.state.frames) if not one.is_inner)
    name = turn.flow_name(root.flow, root.domain)
    back = turn.pack.responses["back_to"]
    language = "en" if turn.setting.is_english else "zh"
    texts = back.texts[language]
    count = turn.state.phrasings.get("back_to", 0)
    turn.lead = fill(texts[count % len(texts)], {"flow": {"name": name}}, turn.setting)
    turn.state = replace(turn.state, phrasings={**turn.state.phrasings, "back_to": count + 1})
    ask(turn, frame)


def _collect(turn: Turn, frame: Frame, step: Collect) -> bool:
    known = frame.slots.get(step.slot)
    if known is None and step.unless is not None and step.unless.holds(turn.scope(frame)):
        return go(turn, frame, step.next)
    if known is None:
        _ask_slot(turn, frame, step, again=False)
        return False
    for rejection in step.rejections:
        if known.value is not None and rejection.condition.holds(turn.scope(frame)):
            return _rejected(turn, frame, step, rejection.say)
    return go(turn, frame, step.next)


def _rejected(turn: Turn, frame: Frame, step: Collect, say: str) -> bool:
    turn.say(say, frame=frame)
    slots = {name: filled for name, filled in frame.slots.items() if name != step.slot}
    frame = replace(frame, slots=slots, failures=frame.failures + 1)
    turn.put(frame)
    if frame.failures > 1:
        turn.say("handing_over", frame=frame)
        hand_over(turn, "not_understood", 3)
        return False
    turn.put(replace(frame, asked=Asked("slot", step.slot, _choices(turn, frame, step))))
    return False


def _ask_slot(turn: Turn, frame: Frame, step: Collect, *, again: bool) -> None:
    choices = _choices(turn, frame, step)
    reply = turn.say(step.again if again else step.ask, frame=frame, choices=choices)
    summary = reply.text if step.consent else frame.summary
    asked = Asked("slot", step.slot, choices)
    turn.put(replace(turn.state.frames[-1], asked=asked, summary=summary))


def _ask_confirm(turn: Turn, frame: Frame, step: Confirm) -> None:
    choices = (Choice("yes", turn.label("right")), Choice("no", turn.label("wrong")))
    reply = turn.say(step.response, frame=frame, choices=choices)
    asked = Asked("confirm", None, choices)
    turn.put(replace(turn.state.frames[-1], asked=asked, summary=reply.text))


def _confirm(turn: Turn, frame: Frame, step: Confirm) -> bool:
    if frame.consent is not None:
        return go(turn, frame, step.next)
    _ask_confirm(turn, frame, step)
    return False


def _choices(turn: Turn, frame: Frame, step: Collect) -> tuple[Choice, ...]:
    if step.choices_from is None:
        return _declared_choices(turn, step.slot)
    return _listed_choices(turn, frame, step.choices_from)


def _declared_choices(turn: Turn, slot: str) -> tuple[Choice, ...]:
    locale = turn.situation.locale
    specs = turn.pack.slots[slot].choices
    return tuple(Choice(spec.value, spec.label.in_(locale)) for spec in specs)


def _listed_choices(turn: Turn, frame: Frame, spec: ChoicesFrom) -> tuple[Choice, ...]:
    items = spec.source.value(turn.scope(frame))
    label = spec.label.in_(turn.situation.locale)
    choices = []
    for item in items if isinstance(items, list) else []:
        value = item if spec.value is None else look_up((spec.value,), item)
        choices.append(Choice(str(value), fill(label, {"item": item}, turn.setting)))
    return tuple(choices)


def _call(turn: Turn, frame: Frame, step: CallStep) -> bool:
    if step.id in frame.written:
        return go(turn, frame, step.next)
    signature = turn.signatures[step.operation]
    scope = turn.scope(frame)
    values = {name: expression.value(scope) for name, expression in step.args.items()}
    turn.call = Call(
        key=call_key(turn, frame),
        operation=step.operation,
        args={name: value for name, value in values.items() if value is not None},
        timeout_ms=step.timeout_ms,
        consent=frame.consent if signature.effect.is_lasting else None,
        domain=frame.domain,
    )
    return False


def _answer(turn: Turn, frame: Frame, step: AnswerStep) -> bool:
    turn.call = Call(
        key=call_key(turn, frame),
        operation=KNOWLEDGE,
        args={
            "intent": step.intent.value(turn.scope(frame)) or "",
            "query": turn.situation.message_text,
        },
        timeout_ms=_KNOWLEDGE_MS,
        domain=frame.domain,
    )
    return False


def _branch(turn: Turn, frame: Frame, step: Branch) -> bool:
    scope = turn.scope(frame)
    for arm in step.arms:
        if arm.condition.holds(scope):
            return go(turn, frame, arm.then)
    return go(turn, frame, step.otherwise)


def _say(turn: Turn, frame: Frame, step: SayStep) -> bool:
    mark = _fingerprint(turn, frame, step.response)
    if mark not in frame.said:
        turn.say(step.response, frame=frame)
        frame = replace(turn.state.frames[-1], said=(*frame.said, mark))
    return go(turn, frame, step.next)


def _fingerprint(turn: Turn, frame: Frame, response_id: str) -> str:
    """The same words are said once in a run, also when a correction leads past them again."""
    response = turn.pack.responses[response_id]
    told = turn.told(frame)
    texts = [text for language in response.texts.values() for text in language]
    paths = sorted({gap.path for text in texts for gap in gaps(text)})
    values = [str(look_up(path, told)) for path in paths]
    return json.dumps([response_id, *values], ensure_ascii=False)


def _hand_off(turn: Turn, frame: Frame, step: HandOffStep) -> bool:
    turn.say(step.say or "handing_over", frame=frame)
    hand_over(turn, step.reason, step.priority)
    return False


def _subflow(turn: Turn, frame: Frame, step: Subflow) -> bool:
    go(turn, frame, step.next)
    begin(
        turn,
        step.flow,
        domain=frame.domain,
        intent=frame.intent,
        event=frame.event,
        inner_slots=frame.slots,
    )
    return True


def _link(turn: Turn, frame: Frame, step: Link) -> bool:
    end(turn, "linked")
    begin(turn, step.flow, domain=frame.domain, intent=frame.intent, event=frame.event)
    return True


def _set(turn: Turn, frame: Frame, step: SetStep) -> bool:
    """Give values; null forgets a slot."""
    scope = turn.scope(frame)
    slots = dict(frame.slots)
    for name, expression in step.values.items():
        value = expression.value(scope)
        slots.pop(name, None)
        if value is not None:
            slots[name] = turn.localised(name, Filled(value, str(value)))
    return go(turn, replace(frame, slots=slots), step.next)


def _end(turn: Turn, frame: Frame, step: End) -> bool:
    turn.put(replace(frame, trail=(*frame.trail, step.id)))
    end(turn, step.outcome)
    return _resumed(turn)


_HANDLERS: dict[type, Callable[[Turn, Frame, Any], bool]] = {
    Collect: _collect,
    Confirm: _confirm,
    CallStep: _call,
    AnswerStep: _answer,
    Branch: _branch,
    SayStep: _say,
    HandOffStep: _hand_off,
    Subflow: _subflow,
    Link: _link,
    SetStep: _set,
    End: _end,
}
