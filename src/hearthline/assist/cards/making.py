"""Cards that might help now, each from approved material: rules, steps, published items."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from hearthline.assist.cards.model import Candidate, CardKind, CitedItem, Content, FieldOnCard
from hearthline.assist.own import asks_of_his_own
from hearthline.assist.situation import Line, Situation, values_in
from hearthline.knowledge import Band, Hit, Kind
from hearthline.platform.language import matching_form
from hearthline.rules import Rule, SopState, Verdict, cosine, seen

_URGENT_RANK: Final = 90
_QUOTED: Final = re.compile(r"[“\"]([^”\"]{6,160})[”\"]")
_SHORTEST_QUESTION: Final = 4
_LONGEST_TEXT: Final = 400
_MOST_FACTS: Final = 6
_FACTS_BESIDE_A_STEP: Final = 3
_UNPROVED_RULE: Final = "Q04"
_FORM_FIELDS: Final = (
    "address", "account_no", "phone", "since_time", "temp_c", "leak_level", "meter_no",
    "meter_reading", "area_m2", "time_slot",
)  # fmt: skip
_MOODS: Final = {"annoyed": 0.7, "angry": 1.2, "threatening": 1.8}
HAZARDS: Final = {
    "leak": "漏水关不住",
    "burst": "爆管喷水",
    "scald": "有烫伤危险",
    "shock": "有触电危险",
    "wire_down": "电线断落",
    "fire": "起火冒烟",
    "gas": "燃气泄漏",
    "co": "一氧化碳危险",
}
_MOOD_WORDS: Final = {"annoyed": "客户不满", "angry": "客户愤怒", "threatening": "客户要投诉或曝光"}


def alarms(situation: Situation) -> list[tuple[Rule, tuple[int, ...]]]:
    """Live rules that hold by now, with the messages that show it, the gravest first."""
    found: dict[str, tuple[Rule, tuple[int, ...]]] = {}
    for rules in situation.live_rules:
        for outcome in seen(rules, situation.talk).outcomes():
            rule = rules.named[outcome.rule]
            if outcome.verdict is Verdict.HIT and rule.severity != "info":
                found.setdefault(rule.id, (rule, situation.seqs(outcome.evidence)))
    return sorted(found.values(), key=lambda pair: pair[0].severity != "critical")


def candidates(situation: Situation, hits: Sequence[Hit]) -> list[Candidate]:
    """Everything that might help after the customer's last words."""
    asked = situation.last_asked
    if asked is None:
        return []
    sops = situation.sops()
    return [
        *_danger(situation, asked, sops),
        *_alerts(situation, asked),
        *_steps(situation, sops),
        *_soothing(situation, asked),
        *_items(situation, asked, hits),
        *_own(situation, asked),
        *_form(situation, asked),
    ]


def _danger(situation: Situation, asked: Line, sops: Sequence[SopState]) -> Iterator[Candidate]:
    if asked.hazard is None:
        return
    step = sops[0].next if sops and sops[0].sop.rank >= _URGENT_RANK else None
    say = step.step.say.zh if step is not None and step.step.say else ""
    text, missing = situation.filled(say)
    content = Content(
        title=f"险情：{HAZARDS.get(asked.hazard, '有危险')}",
        text=text,
        note="先保人，再派抢修；不核身、不查欠费、不让客户排队。",
        missing=missing,
        rests_on=(asked.seq,),
        severity="critical",
    )
    yield Candidate(CardKind.ALERT, f"hazard:{asked.hazard}:{asked.seq}", content, is_urgent=True)


def _alerts(situation: Situation, asked: Line) -> Iterator[Candidate]:
    """Rules that came to hold lately: since the customer's last words but one."""
    before = [line.seq for line in situation.of("customer") if line.seq < asked.seq]
    lately = before[-1] if before else 0
    for rule, seqs in alarms(situation):
        if not seqs or max(seqs) < lately:
            continue
        content = Content(
            title=rule.name.zh,
            text=rule.instead.zh if rule.instead else "",
            note=rule.told.zh if rule.told else "",
            rests_on=seqs,
            severity=rule.severity,
        )
        is_grave = rule.severity == "critical"
        yield Candidate(CardKind.ALERT, f"rule:{rule.id}", content, 1.0 if is_grave else 0.5)


def _steps(situation: Situation, sops: Sequence[SopState]) -> Iterator[Candidate]:
    """The next step of the most important situation."""
    for state in sops[:1]:
        step = state.next
        if step is None:
            return
        said = step.step.say.zh if step.step.say else ""
        text, missing = situation.filled(said)
        own = tuple(situation.own.lines[:_FACTS_BESIDE_A_STEP])
        content = Content(
            title=step.step.name.zh,
            text=text,
            note=state.sop.name.zh,
            missing=missing,
            rests_on=situation.seqs(state.evidence)[-1:],
            facts=own,
            severity="critical" if state.sop.rank >= _URGENT_RANK else "info",
            to_prove=situation.own.to_prove(step.step.name.zh, said),
            has_own=bool(own),
            awaits=not situation.own.is_whole,
        )
        is_urgent = state.sop.rank >= _URGENT_RANK
        ref = f"sop:{state.sop.id}.{step.step.id}"
        # Without words to use, a step is only a reminder.
        confidence = 0.9 if text and not missing else 0.75 if text else 0.6
        yield Candidate(CardKind.SOP, ref, content, confidence, is_urgent=is_urgent)


def _soothing(situation: Situation, asked: Line) -> Iterator[Candidate]:
    weight = _MOODS.get(asked.mood)
    if weight is None:
        return
    phrase = _approved_phrase(situation)
    content = Content(
        title=_MOOD_WORDS[asked.mood],
        text=phrase,
        note="先接住感受，再说要做的事和时间。",
        rests_on=(asked.seq,),
        severity="warn",
    )
    yield Candidate(CardKind.EMOTION, f"emotion:{asked.mood}:{asked.seq}", content, weight)


def _approved_phrase(situation: Situation) -> str:
    """The words with which the packs' own steps begin when somebody is upset."""
    for trade in situation.trades:
        for sop in trade.sops.listed:
            for step in sop.steps:
                if step.id == "soothe" and step.say is not None:
                    return situation.filled(step.say.zh)[0]
    return ""


def _items(situation: Situation, asked: Line, hits: Sequence[Hit]) -> Iterator[Candidate]:
    """The item that answers, or the words of a script."""
    if len(matching_form(asked.text)) < _SHORTEST_QUESTION:
        return
    for hit in hits[:3]:
        if hit.band is Band.NONE:
            continue
        is_script = hit.kind is Kind.SCRIPT
        text = _quote(hit, asked.text) if is_script else hit.answer[:_LONGEST_TEXT]
        if not text:
            continue
        said, missing = situation.filled(text)
        own = situation.own.said_of(asked.text)
        content = Content(
            title=hit.title,
            text=f"{said}\n{own}" if own else said,
            note=hit.professional[:_LONGEST_TEXT],
            missing=missing,
            rests_on=(asked.seq,),
            item=_cited(hit),
            facts=_known_facts(situation, asked),
            to_prove=situation.own.to_prove(asked.text),
            has_own=bool(situation.own.known),
            awaits=not situation.own.is_whole,
        )
        kind = CardKind.REPLY if is_script else CardKind.KNOWLEDGE
        sure = hit.score if hit.band is Band.DIRECT else hit.score * 0.6
        yield Candidate(kind, f"item:{hit.slug}", content, sure)


def _cited(hit: Hit) -> CitedItem:
    attributes = tuple((one.name, one.value, one.unit) for one in hit.attributes)
    return CitedItem(str(hit.article_id), hit.version, hit.slug, hit.title, hit.source, attributes)


def _quote(hit: Hit, asked: str) -> str:
    """The words of a script nearest to what was asked; a script without words has none."""
    quotes = _QUOTED.findall(f"{hit.answer}\n{hit.details}")
    form = matching_form(asked)
    return max(quotes, key=lambda one: cosine(matching_form(one), form), default="")


def _known_facts(situation: Situation, asked: Line) -> tuple[tuple[str, str], ...]:
    """What is known of this customer, to be put beside the answer; what he asks about first."""
    own = situation.own.about(asked.text)
    rest = [one for one in situation.own.known if one not in own]
    known = dict(situation.own.lines_of([*own, *rest]))
    known |= {slot.label: slot.value for slot in situation.view.slots}
    for name in ("address", "since_time", "temp_c"):
        one = situation.found.get(name)
        if one is not None:
            known[one.label] = one.shown
    if situation.order_no:
        known["工单"] = situation.order_no
    return tuple(known.items())[:_MOST_FACTS]


def _own(situation: Situation, asked: Line) -> Iterator[Candidate]:
    """His own data when he asks for them, or what is to be said first when they must wait."""
    if not asks_of_his_own(asked.text):
        return
    own = situation.own
    text, to_prove = own.said_of(asked.text), own.to_prove(asked.text)
    if not text and not to_prove:
        return
    content = Content(
        title="客户自己的数据" if text else "先核对身份，再说他的数据",
        text=text or _proving_phrase(situation),
        note="来自业务系统；说之前看一眼时间和户号尾号。" if text else "",
        rests_on=(asked.seq,),
        facts=tuple(own.lines_of(own.about(asked.text))),
        to_prove=to_prove,
        has_own=True,
        awaits=not own.is_whole,
    )
    yield Candidate(CardKind.REPLY, f"own:{asked.seq}", content, 0.95 if text else 0.8)


def _proving_phrase(situation: Situation) -> str:
    """The packs' words for asking somebody to prove who he is."""
    for trade in situation.trades:
        rule = trade.quality.rules.named.get(_UNPROVED_RULE)
        if rule is not None and rule.instead is not None:
            return rule.instead.zh
    return ""


def _form(situation: Situation, asked: Line) -> Iterator[Candidate]:
    """What the customer has just named, to be put into a form."""
    found = values_in([asked], situation.now, _FORM_FIELDS)
    if not found:
        return
    fields = tuple(
        FieldOnCard(one.kind, one.label, one.shown, one.confidence, one.seq, one.start, one.end)
        for one in found.values()
    )
    content = Content(
        title="客户刚说的信息",
        note="核对后可带入工单。",
        rests_on=(asked.seq,),
        fields=fields,
    )
    sure = min(1.0, 0.5 + 0.25 * len(fields))
    yield Candidate(CardKind.FORM, f"form:{asked.seq}", content, sure)
