"""A summary by extraction: 诉求, 处理, 结果, 待办, 情绪, each with the messages it rests on.

Every sentence is a clause that somebody said. What no clause supports is left out, so nothing in
it can be made up; a part may be empty.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from hearthline.assist.situation import Line, Situation
from hearthline.platform.language import matching_form
from hearthline.rules import MOODS, cosine

PARTS: Final = ("request", "handling", "result", "todo", "emotion")
_CLAUSE: Final = re.compile(r"[^。！？!?；;\n]+")
_LONGEST: Final = 60
_MOST: Final = 2
_COURTESY: Final = re.compile(
    r"\A(?:您好|你好|请问|在吗|有人吗|喂|嗯|哦|好的?|谢谢|麻烦(?:您|你)了?|客服)+[,，。!！~\s]*"
)
_ASKS: Final = re.compile(r"(?:请问|吗|呢|多少|哪个|哪里|什么时候|是不是|有没有|可以)[^,，]{0,6}\Z")
_WISH: Final = re.compile(
    r"不热|漏|冷|停电|没电|没暖|坏|投诉|退|报停|过户|查|交|缴|开票|发票|多少|怎么|什么时候|为什么|"
    r"想|要|申请|办|催|修|测|不准|高|危险|火|断线|触电|没到账|度"
)
_ACT: Final = re.compile(
    r"(?:已经?|帮您|为您|给您|我)[^,，]{0,8}?(?:登记|派单|派抢修|派人|查询|查到|查了|核实|核对|转给|转到|催|安排|提交|"
    r"受理|记录|记下|反馈|联系|通知|备注)"
)
_RESULT: Final = re.compile(
    r"单号|工单号|已(?:经)?(?:恢复|修好|到账|办好|办结|解决|送电|复电|开通|退)|查到|查询到|显示|"
    r"没有(?:停热|停电|欠费)|(?:停热|停电)信息|预计[^,，]{1,16}(?:恢复|送电|供热|到)|原因是"
)
_PROMISED: Final = re.compile(
    r"(?:会|将|稍后|之后|随后|到时候?|师傅|工作人员|专人|抢修人员)[^,，]{0,14}"
    r"(?:联系|上门|回复|答复|回电|到场|处理|通知|测温|核实|告诉|跟进)"
)
_NAMES: Final = dict(zip(MOODS, ("平静", "担心", "不满", "愤怒", "威胁投诉"), strict=True))


@dataclass(frozen=True, slots=True)
class Part:
    """One part: words, and the numbers of the messages that they were taken from.

    `is_rephrased`: a language model put them so; the messages are those of the plain words.
    """

    text: str
    seqs: tuple[int, ...]
    is_rephrased: bool = False


@dataclass(frozen=True, slots=True)
class CodeGuess:
    """A code for the wrap-up and how well it fits, 0 to 1."""

    code: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Summary:
    """The parts that the conversation supports, by their names in `PARTS`."""

    parts: dict[str, Part]


def summary_of(situation: Situation) -> Summary:
    """Draft a summary of what was said so far."""
    customer = situation.of("customer")
    us = [line for line in situation.lines if line.role in ("agent", "bot")]
    todo = _said(us, _PROMISED, last=True)
    drafted = {
        "request": _request(situation, customer),
        "handling": _said(us, _ACT, last=True),
        "result": _said(us, _RESULT, last=True),
        "todo": todo,
        "emotion": _mood(customer),
    }
    return Summary({name: part for name, part in drafted.items() if part is not None})


def guessed_codes(
    situation: Situation, summary: Summary, codes: Iterable[tuple[str, str]]
) -> list[CodeGuess]:
    """The three codes that fit best what was wanted; none when nothing is like any."""
    wanted = summary.parts.get("request")
    names = _intent_names(situation)
    texts = [*names, *([(wanted.text, 0.8)] if wanted else [])]
    guesses = [
        CodeGuess(code, label, round(max(_fit(label, text, weight) for text, weight in texts), 4))
        for code, label in codes
        if texts
    ]
    return sorted((one for one in guesses if one.score > 0), key=lambda one: -one.score)[:3]


def _intent_names(situation: Situation) -> list[tuple[str, float]]:
    cards = {card.intent: card.name.zh for trade in situation.trades for card in trade.cards}
    likely = list(situation.intents.items())[:3]
    return [(cards[intent], share) for intent, share in likely if intent in cards]


def _fit(label: str, text: str, weight: float) -> float:
    """How like a label is: in runs of two characters, or whole within the text."""
    name = matching_form(label.rpartition("/")[2].strip())
    form = matching_form(text)
    return weight * max(cosine(name, form), 0.95 if name in form else 0.0)


def _request(situation: Situation, customer: Sequence[Line]) -> Part | None:
    named = {one.seq for one in situation.found.values()}
    scored = [
        (_weight(line, clause, place, is_named=line.seq in named), place, line, clause)
        for place, line in enumerate(customer)
        for clause in _clauses(line.text)
    ]
    worth = [one for one in scored if one[0] > 0]
    best = sorted(worth, key=lambda one: (-one[0], one[1]))[:_MOST]
    return _part((line, clause) for _, _, line, clause in sorted(best, key=lambda one: one[1]))


def _weight(line: Line, clause: str, place: int, *, is_named: bool) -> float:
    form = matching_form(clause)
    if len(form) < 4 or not (_WISH.search(form) or line.hazard):
        return 0.0
    return 1.0 + 2.0 * bool(line.hazard) + 0.5 * is_named + min(len(form), 24) / 24 - 0.05 * place


def _said(lines: Sequence[Line], pattern: re.Pattern[str], *, last: bool) -> Part | None:
    found = [
        (line, clause)
        for line in lines
        for clause in _clauses(line.text)
        if pattern.search(matching_form(clause)) and not _ASKS.search(matching_form(clause))
    ]
    return _part(found[-_MOST:] if last else found[:_MOST])


def _clauses(text: str) -> Iterator[str]:
    for found in _CLAUSE.finditer(text):
        clause = _COURTESY.sub("", found[0].strip())
        if clause:
            yield clause


def _part(found: Iterable[tuple[Line, str]]) -> Part | None:
    kept: dict[str, int] = {}
    for line, clause in found:
        kept.setdefault(_cut(clause), line.seq)
    if not kept:
        return None
    return Part("；".join(kept), tuple(sorted(set(kept.values()))))


def _cut(clause: str) -> str:
    return clause if len(clause) <= _LONGEST else clause[: _LONGEST - 1] + "…"


def _mood(customer: Sequence[Line]) -> Part | None:
    if not customer:
        return None
    worst = max(customer, key=lambda line: MOODS.index(line.mood))
    ending = customer[-1]
    if worst.mood == ending.mood:
        return Part(_NAMES[ending.mood], (worst.seq,))
    text = f"{_NAMES[worst.mood]}，结束时{_NAMES[ending.mood]}"
    return Part(text, tuple(sorted({worst.seq, ending.seq})))
