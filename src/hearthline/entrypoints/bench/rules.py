"""How fast rules are held against conversations: many rules of many words over made-up talk."""

import itertools
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from hearthline.entrypoints.bench.made_up import questions
from hearthline.entrypoints.terminal import Terminal
from hearthline.kernel import Words
from hearthline.platform.packs import Node
from hearthline.rules import Conversation, Rule, RuleReader, RuleSet, Session, Turn, evaluate
from hearthline.understanding import Wordings

_SYLLABLES: Final = (
    "暖气冷热水电费表阀管漏停修退测温单户楼室费账催急危险投诉登记核实师傅上门请您稍等"
)
_ANSWERS: Final = (
    "您好，请问有什么可以帮您",
    "我先为您核对一下地址和户号",
    "这边已经为您登记，请保持电话畅通",
    "工作人员会在规定时间内与您联系",
    "请您关好门窗，离漏水的地方远一些",
)


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is made up; `similar` rules more ask what is near in meaning, half of each side."""

    rules: int = 500
    words: int = 20
    turns: int = 32
    conversations: int = 1000
    similar: int = 0


def bench_rules(amount: Amount) -> dict[str, Any]:
    """Conversations a second on one core, over the whole and turn by turn, and one turn's time."""
    ruleset = RuleSet.of([*made_up_rules(amount), *similar_rules(amount)])
    talks = made_up_talks(amount)
    for talk in talks[:50]:
        evaluate(ruleset, talk)
    began = time.perf_counter()
    hits = sum(len(evaluate(ruleset, talk)) for talk in talks)
    whole = time.perf_counter() - began
    live = talks[: max(1, len(talks) // 4)]
    began = time.perf_counter()
    slowest = sorted(itertools.chain.from_iterable(_turn_times(ruleset, talk) for talk in live))
    streamed = time.perf_counter() - began
    return {
        "rules": amount.rules,
        "words_per_rule": amount.words,
        "similar_rules": amount.similar,
        "turns": amount.turns,
        "conversations": len(talks),
        "hits": hits,
        "whole_per_second": round(len(talks) / whole, 1),
        "live_per_second": round(len(live) / streamed, 1),
        "turn_p50_us": round(slowest[len(slowest) // 2] * 1e6, 1),
        "turn_p99_us": round(slowest[int(len(slowest) * 0.99)] * 1e6, 1),
    }


def report(terminal: Terminal, facts: dict[str, Any]) -> None:
    """Print it."""
    terminal.say(
        f"{facts['rules']} rules of {facts['words_per_rule']} words, "
        f"{facts['similar_rules']} by meaning, one core"
    )
    terminal.say(f"over the whole : {facts['whole_per_second']:>9} conversations a second")
    terminal.say(f"turn by turn   : {facts['live_per_second']:>9} conversations a second")
    terminal.say(f"one turn       : p50 {facts['turn_p50_us']} µs, p99 {facts['turn_p99_us']} µs")
    terminal.say(f"hits           : {facts['hits']} in {facts['conversations']} conversations")


def made_up_rules(amount: Amount) -> list[Rule]:
    """Rules of several shapes: words, words in order, words missing after others."""
    chance = random.Random(5)  # noqa: S311  (nobody's secret)
    reader = RuleReader()
    found = []
    for number in range(amount.rules):
        words = [_word(chance) for _ in range(amount.words)]
        when = reader.condition(_node(_shape(number, words)))
        if when is not None:
            name = f"rule-{number}"
            found.append(Rule(name, Words(zh=name, en=name), when))
    return found


def similar_rules(amount: Amount) -> list[Rule]:
    """Rules that ask what is near in meaning to some made-up questions."""
    asked = questions(600)
    taught = {f"intent-{place}": asked[place::30] for place in range(30)}
    reader = RuleReader(meaning=Wordings(taught))
    found = []
    for number in range(amount.similar):
        by = "agent" if number % 2 else "customer"
        near = {"to": asked[number * 3 : number * 3 + 3], "min": 0.9}
        when = reader.condition(_node({"say": {"by": by, "similar": near}}))
        if when is not None:
            found.append(Rule(f"near-{number}", Words(zh=by, en=by), when))
    return found


def _shape(number: int, words: Sequence[str]) -> dict[str, Any]:
    half = len(words) // 2
    first = {"say": {"by": "customer", "any": list(words[:half])}}
    then = {"say": {"by": "agent", "any": list(words[half:])}}
    if number % 4 == 0:
        return {"then": {"steps": [first, then], "turns": 6}}
    if number % 4 == 1:
        return {"missing": {"expect": then, "after": first, "turns": 3}}
    return {"say": {"by": "agent" if number % 2 else "customer", "any": list(words)}}


def made_up_talks(amount: Amount) -> list[Conversation]:
    """Conversations, always the same."""
    asked = questions(amount.conversations * amount.turns // 2)
    chance = random.Random(3)  # noqa: S311  (nobody's secret)
    talks = []
    for number in range(amount.conversations):
        mine = asked[number * amount.turns // 2 : (number + 1) * amount.turns // 2]
        turns = [
            turn
            for text in mine
            for turn in (Turn("customer", text), Turn("agent", chance.choice(_ANSWERS)))
        ]
        talks.append(Conversation(tuple(turns)))
    return talks


def _turn_times(ruleset: RuleSet, talk: Conversation) -> list[float]:
    session = Session(ruleset)
    times = []
    for turn in talk.turns:
        began = time.perf_counter()
        session.feed(turn)
        times.append(time.perf_counter() - began)
    session.finish()
    return times


def _word(chance: random.Random) -> str:
    return "".join(chance.sample(_SYLLABLES, chance.randint(2, 4)))


def _node(value: Any) -> Node:
    if isinstance(value, dict):
        return Node("bench", 1, {key: _node(inner) for key, inner in value.items()})
    if isinstance(value, list):
        return Node("bench", 1, [_node(inner) for inner in value])
    return Node("bench", 1, value)
