"""The parser of answers: what a message means to the question that was just asked."""

import re
from typing import Final

from hearthline.dialogue.flows.model import Confirm, Pack
from hearthline.dialogue.hearing.heard import Heard
from hearthline.dialogue.hearing.repair import is_skip
from hearthline.dialogue.hearing.values import Value, asked_value, chosen_value, said_value
from hearthline.dialogue.machine.commands import (
    Affirm,
    Choose,
    Command,
    Correct,
    Deny,
    Set,
    Skip,
)
from hearthline.dialogue.machine.state import Frame, errand_of
from hearthline.understanding import extract

_ASKS_BACK: Final = re.compile(r"[吗么呢?？]\s*\Z|多少|怎么|为什么|什么时候|能不能|可不可以|几点")
_BY_THE_WAY: Final = re.compile(r"对了[,，、\s]")
_LONGEST_CHOICE: Final = 6
_LONGEST_SKIP: Final = 8
_LONGEST_REGRET: Final = 10
_REGRETS: Final = re.compile(r"(?:不对|错了|选错|点错|说错|弄错|搞错)(?!劲)")
_CORRECTS: Final = re.compile(
    r"不对|说错|打错|写错|弄错|错了|改成|改为|改一下|更正|应该是|其实是|不是.{1,12}是"
    r"|wrong|i meant|correction"
)
_CORRECTING: Final = re.compile(
    r"不对|说错了?|打错了?|写错了?|弄错了?|错了|改成|改为|改一下|更正|应该是|其实是|不是|开始的?|"
    r"[是的了吧啊呢嘛就]|wrong|i meant|correction"
)


def answers(heard: Heard) -> tuple[list[Command], list[Value]]:
    """The commands that answer what was asked, and the words that they were made from."""
    asked = heard.asked
    if asked is None:
        return [], []
    if asked.kind == "confirm":
        return _confirmation(heard)
    if asked.kind == "which":
        return _which(heard)
    return ([Deny()], []) if _takes_back(heard) else _slot(heard)


def volunteered(
    heard: Heard, pack: Pack, flow_id: str, *, known: set[str], used: list[Value]
) -> list[Command]:
    """Values of a flow's slots that were said before they were asked for."""
    commands: list[Command] = []
    taken = list(used)
    for name in pack.flows[flow_id].slots:
        spec = pack.slots[name]
        if name in known or not spec.prefill:
            continue
        value = said_value(spec, heard.text, heard.now)
        if value is None or value.is_none or any(value.overlaps(other) for other in taken):
            continue
        taken.append(value)
        commands.append(Set(name, value.value, value.shown, value.span))
    return commands


def corrected(heard: Heard) -> list[Command]:
    """Another value for what the flow knows already, said with a word of correction."""
    frame, flow = heard.frame, heard.flow
    if frame is None or flow is None or not _CORRECTS.search(heard.normal):
        return []
    commands: list[Command] = []
    for name in flow.slots:
        known = frame.slots.get(name)
        if known is None or not heard.pack.slots[name].prefill:
            continue
        value = said_value(heard.pack.slots[name], heard.text, heard.now)
        if value is not None and not value.is_none and value.value != known.value:
            commands.append(Correct(name, value.value, value.shown))
    return commands


def without_corrections(text: str) -> str:
    """What is left when the words that only correct are taken out."""
    return _CORRECTING.sub(" ", text)


def asks_back(text: str) -> bool:
    """Whether it is a question, which is no answer."""
    return _ASKS_BACK.search(text) is not None


def _takes_back(heard: Heard) -> bool:
    """Whether it says that something told before was wrong, and no more than that."""
    if heard.choice is not None or heard.asked is None or heard.asked.slot is None:
        return False
    if heard.pack.slots[heard.asked.slot].type == "yes_no":
        return False
    is_short = len(heard.normal) <= _LONGEST_REGRET
    labels = [choice.label for choice in heard.choices]
    return is_short and bool(_REGRETS.match(heard.normal)) and heard.normal not in labels


def _slot(heard: Heard) -> tuple[list[Command], list[Value]]:
    asked, frame = heard.asked, heard.frame
    if asked is None or asked.slot is None or frame is None:
        return [], []
    spec = heard.pack.slots[asked.slot]
    if spec.type == "text" and len(heard.normal) <= _LONGEST_SKIP and is_skip(heard.normal):
        return [Skip()], []
    value = asked_value(spec, heard.text, heard.now, choices=asked.choices)
    if value is None or (spec.type == "text" and asks_back(heard.normal)):
        return _no_answer(heard, frame)
    if value.is_none:
        return [Skip()], []
    commands: list[Command] = [Set(asked.slot, value.value, value.shown, value.span)]
    known = {*frame.slots, asked.slot}
    if heard.choice is not None:
        return commands, [value]
    more = _for_the_errand(heard, known=known, used=[value])
    told = [one for one in more if isinstance(one, Set) and one.span is not None]
    used = [Value(one.value, one.shown, one.span) for one in told if one.span is not None]
    return [*commands, *more], [value, *used]


def _no_answer(heard: Heard, frame: Frame) -> tuple[list[Command], list[Value]]:
    """There is none, or something else of the flow was told instead."""
    if is_skip(heard.normal):
        return [Skip()], []
    if heard.choice is not None or asks_back(heard.normal):
        return [], []
    return _for_the_errand(heard, known=set(frame.slots), used=[]), []


def _for_the_errand(heard: Heard, *, known: set[str], used: list[Value]) -> list[Command]:
    """Values for the flow at work, or for one that it works for: which month, while proving who."""
    taken = list(used)
    commands: list[Command] = []
    for flow_id in errand_of(heard.state.frames):
        for told in volunteered(heard, heard.pack, flow_id, known=known, used=taken):
            commands.append(told)
            if isinstance(told, Set) and told.span is not None:
                known = known | {told.slot}
                taken.append(Value(told.value, told.shown, told.span))
    return commands


def _confirmation(heard: Heard) -> tuple[list[Command], list[Value]]:
    """Yes, no, or other values. A question is never a yes: a wrong write is worse than asking."""
    if heard.choice is not None:
        return _pressed(heard)
    if asks_back(heard.normal) or _BY_THE_WAY.match(heard.normal):
        return [], []
    corrections, used = _corrections(heard)
    if corrections:
        return corrections, used
    truth = extract("yes_no", heard.text, heard.now)
    if truth is not None and truth.is_certain and isinstance(truth.value, bool):
        value = Value(truth.value, truth.text, (truth.start, truth.end))
        return [Affirm() if truth.value else Deny()], [value]
    chosen = chosen_value(heard.choices, heard.text, heard.now)
    if chosen is None or chosen.is_none or len(heard.normal) > _LONGEST_CHOICE:
        return [], []
    return [Affirm() if chosen.value == "yes" else Deny()], [chosen]


def _pressed(heard: Heard) -> tuple[list[Command], list[Value]]:
    if heard.choice == "yes":
        return [Affirm()], []
    return ([Deny()], []) if heard.choice == "no" else ([], [])


def _which(heard: Heard) -> tuple[list[Command], list[Value]]:
    corrections, used = _corrections(heard)
    if corrections:
        return corrections, used
    said = heard.choice or heard.text
    chosen = chosen_value(heard.choices, said, heard.now)
    if chosen is None or chosen.is_none:
        return [], []
    return [Choose(str(chosen.value))], [chosen]


def _whose(heard: Heard, frame: Frame) -> list[str]:
    """The account of the business, which can be corrected even where it is not read back."""
    return [name for name in frame.slots if heard.pack.slots[name].type == "account_no"]


def _corrections(heard: Heard) -> tuple[list[Command], list[Value]]:
    """Other values for what was read back; a question corrects nothing."""
    frame, step = heard.frame, heard.step
    if frame is None or not isinstance(step, Confirm) or asks_back(heard.normal):
        return [], []
    commands: list[Command] = []
    used: list[Value] = []
    for name in dict.fromkeys((*step.slots, *_whose(heard, frame))):
        value = said_value(heard.pack.slots[name], heard.text, heard.now)
        known = frame.slots.get(name)
        if value is None or value.is_none or any(value.overlaps(other) for other in used):
            continue
        used.append(value)
        if known is None or known.value != value.value:
            commands.append(Correct(name, value.value, value.shown))
    return commands, used
