"""The patterns of repair, each written once: digress, correct, cancel, clarify, switch, fail."""

from dataclasses import replace

from hearthline.dialogue.flows.model import (
    AnswerStep,
    Branch,
    CallStep,
    Collect,
    Confirm,
    SetStep,
    Step,
    Subflow,
)
from hearthline.dialogue.flows.trades import label_in
from hearthline.dialogue.machine.commands import Clarify, HandOff, Option, Start
from hearthline.dialogue.machine.stack import begin, drop_root, hand_over, queue
from hearthline.dialogue.machine.state import (
    DEEPEST,
    Asked,
    Choice,
    Consent,
    Filled,
    Frame,
    Question,
    Queued,
    errand_of,
)
from hearthline.dialogue.machine.steps import ask, ask_for
from hearthline.dialogue.machine.turn import Turn

MOST_FAILURES = 2
MOST_OPTIONS = 3
MOST_STRAYS = 3
MOST_SILENCES = 2
_LONGEST_WISH = 500
NONE_OF_THESE = "none"

Path = tuple[str, ...]


def fill_slot(turn: Turn, slot: str, filled: Filled) -> None:
    """Take a value: the answer to the question, or one that was said before it was asked."""
    frame = turn.state.top
    if frame is None or turn.is_turned_away:
        return
    filled = turn.localised(slot, filled)
    asked = frame.asked
    if asked is not None and asked.slot == slot:
        _take_answer(turn, frame, slot, filled)
        return
    flows = turn.trades.pack(frame.domain).flows
    takes = any(slot in flows[name].slots for name in errand_of(turn.state.frames))
    if takes and slot not in frame.slots:
        frame = replace(frame, slots={**frame.slots, slot: filled})
        step = turn.step(frame)
        unless = step.unless if isinstance(step, Collect) else None
        is_moot = unless is not None and unless.holds(turn.scope(frame))
        turn.put(replace(frame, asked=None) if is_moot else frame)


def _take_answer(turn: Turn, frame: Frame, slot: str, filled: Filled) -> None:
    step = turn.step(frame)
    if isinstance(step, Confirm) or slot in frame.slots:
        correct(turn, slot, filled)
        return
    consent = None
    if filled.value in getattr(step, "consent", ()):
        consent = _consent(turn, frame)
    taken = {**frame.slots, slot: filled}
    turn.put(replace(frame, slots=taken, asked=None, consent=consent or frame.consent))


def correct(turn: Turn, slot: str, filled: Filled) -> None:
    """Another value: whatever was concluded from the old one is forgotten and done again."""
    frame = turn.state.top
    if frame is None:
        return
    if frame.written:
        turn.say("too_late_to_change", frame=frame)
        turn.is_aside = True
        return
    if slot not in turn.flow(frame).slots:
        return
    slots = {**frame.slots, slot: turn.localised(slot, filled)}
    stale, start = _stale(turn, frame, slot)
    dropped = {path[1] for path in stale if path[0] == "slots"} - {slot}
    turn.put(
        replace(
            frame,
            slots={name: value for name, value in slots.items() if name not in dropped},
            results={name: value for name, value in frame.results.items() if (name,) not in stale},
            asked=None,
            consent=None,
            failures=0,
            step=frame.step if start is None else frame.trail[start],
            trail=frame.trail if start is None else frame.trail[:start],
        )
    )


def _stale(turn: Turn, frame: Frame, slot: str) -> tuple[set[Path], int | None]:
    """What follows from a slot along the trail, and where the first of it was concluded."""
    stale: set[Path] = {("slots", slot)}
    start: int | None = None
    flow = turn.flow(frame)
    for place, step_id in enumerate(frame.trail):
        step = flow.steps[step_id]
        if not _reads(turn, step, stale):
            continue
        start = place if start is None else start
        stale |= _writes(step)
    return stale, start


def _reads(turn: Turn, step: Step, stale: set[Path]) -> bool:
    if isinstance(step, Subflow):
        return any(("slots", name) in stale for name in turn.pack.flows[step.flow].slots)
    if isinstance(step, AnswerStep):
        return any(path in stale for path in step.intent.paths)
    paths: list[Path] = []
    if isinstance(step, CallStep):
        paths = [path for argument in step.args.values() for path in argument.paths]
    elif isinstance(step, Branch):
        paths = [path for arm in step.arms for path in arm.condition.paths]
    elif isinstance(step, SetStep):
        paths = [path for value in step.values.values() for path in value.paths]
    return any(path[:length] in stale for path in paths for length in range(1, len(path) + 1))


def _writes(step: Step) -> set[Path]:
    if isinstance(step, CallStep) and step.save is not None:
        return {(step.save,)}
    if isinstance(step, SetStep):
        return {("slots", name) for name in step.values}
    return set()


def affirm(turn: Turn) -> None:
    """A yes: the consent to what was read back."""
    frame = turn.state.top
    if frame is None or frame.asked is None or frame.asked.kind != "confirm":
        turn.say("write_pending" if frame is not None and frame.waiting else "anything_else")
        turn.is_aside = True
        return
    turn.put(replace(frame, asked=None, consent=_consent(turn, frame)))


def _consent(turn: Turn, frame: Frame) -> Consent:
    situation = turn.situation
    return Consent(
        text=situation.message_text[:500],
        at=situation.message_at.isoformat(),
        message_id=situation.message_id,
        summary=frame.summary,
    )


def deny(turn: Turn, *, has_correction: bool) -> None:
    """A no: with a value it is a correction, alone it asks which value is wrong."""
    frame = turn.state.top
    names = [] if frame is None or frame.asked is None else _told_so_far(turn, frame)
    if frame is None or not names:
        turn.say("anything_else")
        turn.is_aside = True
        return
    if has_correction:
        return
    locale = turn.situation.locale
    choices = [Choice(name, turn.pack.slots[name].label.in_(locale)) for name in names]
    choices.append(Choice("cancel", turn.label("do_not_submit")))
    turn.say("which_is_wrong", frame=frame, choices=choices)
    turn.put(replace(turn.state.frames[-1], asked=Asked("which", None, tuple(choices))))


def _told_so_far(turn: Turn, frame: Frame) -> list[str]:
    """What may be wrong: what is read back, or was answered, and whose it is."""
    step = turn.step(frame)
    answered = [turn.flow(frame).steps[step_id] for step_id in frame.trail]
    names = list(step.slots) if isinstance(step, Confirm) else []
    names += [one.slot for one in answered if isinstance(one, Collect) and not names]
    names += [name for name in frame.slots if turn.pack.slots[name].type == "account_no"]
    return [name for name in dict.fromkeys(names) if name in frame.slots]


def choose_wrong(turn: Turn, value: str) -> None:
    """The value that is wrong was named: ask for it again."""
    frame = turn.state.frames[-1]
    if value == "cancel":
        cancel(turn)
        return
    ask_for(turn, frame, value)


def start(turn: Turn, command: Start) -> None:
    """Begin a flow; with another one at work, go in between, or ask which comes first."""
    pack = turn.trades.pack(command.domain)
    flow = pack.flows[command.flow]
    wanted = Queued(flow.id, command.intent, domain=pack.domain)
    running = [(frame.domain, frame.flow) for frame in turn.state.frames]
    top = turn.state.top
    if top is not None and top.waiting is not None:
        queue(turn, wanted)
        turn.say("write_pending", frame=top)
    elif not running:
        begin(turn, flow.id, domain=pack.domain, intent=command.intent)
    elif (pack.domain, flow.id) in running:
        turn.is_aside = True
        turn.is_turned_away = (pack.domain, flow.id) != running[-1]
    elif command.is_later or turn.state.depth >= DEEPEST:
        queue(turn, wanted)
        turn.say("queued_for_later", wanted=flow.name.in_(turn.situation.locale))
        turn.is_turned_away = True
        turn.is_aside = not command.is_later
    elif flow.interrupts:
        begin(turn, flow.id, domain=pack.domain, intent=command.intent)
    else:
        _ask_switch(turn, replace(command, domain=pack.domain))


def _ask_switch(turn: Turn, command: Start) -> None:
    wanted = turn.flow_name(command.flow, command.domain)
    choices = (Choice("switch", turn.label("switch_now")), Choice("later", turn.label("later")))
    turn.say("switch_or_later", choices=choices, wanted=wanted)
    question = Question("switch", choices, command.flow, command.intent, command.domain)
    turn.state = replace(turn.state, question=question)
    turn.is_turned_away = True


def choose_switch(turn: Turn, question: Question, value: str) -> None:
    """The other flow now, or when this one is done."""
    turn.state = replace(turn.state, question=None)
    if question.flow is None:
        return
    if value == "switch":
        begin(turn, question.flow, domain=question.domain, intent=question.intent)
        return
    queue(turn, Queued(question.flow, question.intent, domain=question.domain))
    turn.say("queued_for_later", wanted=turn.flow_name(question.flow, question.domain))
    turn.is_aside = True


def cancel(turn: Turn) -> None:
    """Stop the flow at work; what was filed is said to be filed, and its undoing is offered."""
    frame = turn.state.top
    if frame is None:
        done = turn.state.done
        if done is None or not done.written or not _offer_reverse(turn, done.domain, done.flow):
            turn.say("nothing_to_cancel")
        return
    root = next(one for one in reversed(turn.state.frames) if not one.is_inner)
    is_filed = root.waiting is not None or bool(root.written)
    name = turn.flow_name(root.flow, root.domain)
    if root.waiting is not None:
        turn.say("write_pending", frame=root)
        return
    dropped = drop_root(turn, "cancelled" if not is_filed else "done")
    if is_filed and _offer_reverse(turn, root.domain, root.flow):
        return
    turn.say("already_done" if is_filed else "cancelled", frame=dropped, wanted=name)
    turn.is_aside = True


def _offer_reverse(turn: Turn, domain: str, flow_id: str | None) -> bool:
    """Say that it is done, and ask whether to undo it; False when nothing undoes it."""
    flow = None if flow_id is None else turn.trades.flow(domain, flow_id)
    if flow is None or flow.reverse is None:
        return False
    choices = (Choice("switch", turn.label("undo_it")), Choice("keep", turn.label("keep_it")))
    turn.say("done_already_undo", choices=choices, wanted=flow.name.in_(turn.situation.locale))
    question = Question("reverse", choices, flow.reverse, None, domain)
    turn.state = replace(turn.state, question=question)
    return True


def choose_reverse(turn: Turn, question: Question, value: str) -> None:
    """Undo what was filed, or leave it."""
    turn.state = replace(turn.state, question=None)
    if value == "switch" and question.flow is not None:
        begin(turn, question.flow, domain=question.domain)
        return
    turn.say("left_as_it_is")
    turn.is_aside = True


def clarify(turn: Turn, command: Clarify) -> None:
    """Offer at most three readings and none of them."""
    options = command.options[:MOST_OPTIONS]
    choices = [Choice(option.value, _label(turn, option)) for option in options]
    choices.append(Choice(NONE_OF_THESE, turn.label("none_of_these")))
    turn.say("clarify", choices=choices)
    wish = turn.situation.message_text[:_LONGEST_WISH]
    turn.state = replace(turn.state, question=Question("clarify", tuple(choices), wish=wish))


def _label(turn: Turn, option: Option) -> str:
    """An intent goes by its name in the customer's language, with its trade where needed."""
    kind, _, value = option.value.partition(":")
    name, _, domain = value.partition("@")
    spec = turn.trades.spec(name) if kind == "intent" else None
    if spec is None:
        return option.label
    locale = turn.situation.locale
    return label_in(turn.trades.pack(domain), name, locale) if domain else spec.name.in_(locale)


def skip(turn: Turn) -> None:
    """Not known: an optional slot stays empty, another one counts as a failure."""
    frame = turn.state.top
    asked = None if frame is None else frame.asked
    if frame is None or asked is None or asked.slot is None:
        fail(turn)
        return
    step = turn.step(frame)
    if getattr(step, "is_optional", False) or isinstance(step, Confirm):
        fill_slot(turn, asked.slot, Filled(None, turn.label("not_known")))
        return
    fail(turn)


def fail(turn: Turn) -> None:
    """Not understood: ask once more in other words, then give it to a person."""
    state = turn.state
    frame = state.top
    failures = max(state.failures, 0 if frame is None else frame.failures) + 1
    turn.state = replace(state, failures=failures)
    if frame is not None:
        turn.put(replace(frame, failures=failures))
    if failures >= MOST_FAILURES:
        hand_off(turn, HandOff("not_understood"))
    elif frame is not None and frame.waiting is not None:
        turn.say("write_pending", frame=frame)
    elif state.question is not None:
        turn.say("choose_one", choices=state.question.choices)
    elif frame is not None and frame.asked is not None:
        _ask_again(turn, turn.state.frames[-1])
    else:
        turn.say("not_understood")


def _ask_again(turn: Turn, frame: Frame) -> None:
    asked = frame.asked
    if asked is not None and asked.kind == "which":
        turn.say("which_is_wrong", frame=frame, choices=asked.choices)
    else:
        ask(turn, frame, again=True)


def stray(turn: Turn) -> None:
    """Not our business: say so and offer a person; the third time give it to one."""
    strays = turn.state.strays + 1
    turn.state = replace(turn.state, strays=strays)
    if strays >= MOST_STRAYS:
        hand_off(turn, HandOff("out_of_scope"))
        return
    turn.say("out_of_scope")
    turn.is_aside = True


def silence(turn: Turn) -> None:
    """Nobody answered: ask once more, then say that all is kept and let it rest."""
    frame = turn.state.top
    asked = frame is not None and frame.asked is not None
    if not asked and turn.state.question is None:
        return
    if frame is not None and turn.flow(frame).is_hazard:
        hand_off(turn, HandOff("hazard", 0))
        return
    silences = turn.state.silences + 1
    turn.state = replace(turn.state, silences=silences)
    if silences > MOST_SILENCES:
        return
    if silences == MOST_SILENCES:
        turn.say("silence_rest")
    elif frame is not None and frame.asked is not None:
        turn.lead = _plain(turn, "silence_lead")
        ask(turn, frame)
    elif turn.state.question is not None:
        turn.say("choose_one", choices=turn.state.question.choices)


def _plain(turn: Turn, response_id: str) -> str:
    """The words of a response that lead up to other words."""
    texts = turn.pack.responses[response_id].texts["en" if turn.setting.is_english else "zh"]
    return texts[turn.state.silences % len(texts)]


def hand_off(turn: Turn, command: HandOff) -> None:
    """Give it to a person, with words that fit the reason when the pack has them."""
    emotion = "ANGRY" if command.reason == "anger" else turn.state.emotion
    turn.state = replace(turn.state, tone="", emotion=emotion)
    fitting = f"handing_over_{command.reason}"
    turn.say(fitting if fitting in turn.pack.responses else "handing_over")
    hand_over(turn, command.reason, command.priority)
