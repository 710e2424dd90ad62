"""Turn by turn or all at once: the same hits, whatever is fed in whichever portions (R75)."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthline.rules import (
    Conversation,
    Deed,
    RuleSet,
    Session,
    Turn,
    Verdict,
    evaluate,
    outcomes,
    seen,
)
from tests.rules.dialogues import dialogue, rules_of

pytestmark = pytest.mark.unit

WORDS = ("冷", "漏水", "抱歉", "登记", "投诉")
ROLES = ("customer", "agent", "bot")


class _Meaning:
    """Words of one matter are near, however they are written."""

    def nearness(self, text: str, phrase: str) -> float:
        matter = {"冷": "heat", "漏水": "water", "抱歉": "calm", "投诉": "calm"}
        named = {matter[word] for word in matter if word in text}
        return 0.9 if matter.get(phrase) in named else 0.0


MEANING = _Meaning()
MOODS = ("calm", "annoyed", "angry")

_word = st.sampled_from(WORDS)
_role = st.sampled_from(ROLES)
_prompt = st.one_of(
    st.builds("say: {{by: {}, any: [{}, {}]}}".format, _role, _word, _word),
    st.builds("say: {{by: {}, any: [{}], first: {}}}".format, _role, _word, st.integers(1, 3)),
    st.builds("say: {{by: {}, any: [{}], none: [{}]}}".format, _role, _word, _word),
    st.builds("say: {{any: [{}], first_seconds: {}}}".format, _word, st.integers(5, 40)),
    st.just("did: {any: [verified]}"),
    st.builds("say: {{similar: {{to: [{}], min: 0.6}}}}".format, _word),
    st.builds("emotion: {{by: customer, least: angry, streak: {}}}".format, st.integers(1, 2)),
    st.builds("repeat: {{by: {}, times: 2, shortest: 1}}".format, _role),
)
_leaf = st.one_of(
    _prompt,
    st.builds("say: {{by: {}, any: [{}], last: {}}}".format, _role, _word, st.integers(1, 3)),
    st.builds("say: {{any: [{}], last_seconds: {}}}".format, _word, st.integers(5, 40)),
)


def _in_window(leaf: str, side: str, anchor: str, limits: tuple[str, int]) -> str:
    return f"{{{leaf}, where: {{{side}: {{{anchor}}}, {limits[0]}: {limits[1]}}}}}"


_limits = st.tuples(st.sampled_from(("turns", "seconds")), st.integers(1, 20))
_plain = st.one_of(_leaf, st.builds("any: [{{{}}}, {{{}}}]".format, _leaf, _leaf))
_temporal = st.one_of(
    st.builds(
        "then: {{steps: [{{{}}}, {{{}}}], turns: {}}}".format, _plain, _plain, st.integers(1, 5)
    ),
    st.builds(
        "missing: {{expect: {{{}}}, after: {{{}}}, turns: {}}}".format,
        _prompt,
        _plain,
        st.integers(1, 3),
    ),
    st.builds("not_before: {{what: {{{}}}, unless: {{{}}}}}".format, _plain, _prompt),
    st.builds("nth: {{n: {}, of: {{{}}}}}".format, st.integers(1, 3), _prompt),
    st.builds("until: {{hold: {{{}}}, stop: {{{}}}}}".format, _prompt, _prompt),
    st.builds(
        _in_window,
        _leaf,
        st.sampled_from(("before", "after", "around", "current")),
        _leaf,
        _limits,
    ).map(lambda text: f"all: [{text}]"),
)
_condition = st.recursive(
    st.one_of(_leaf, _temporal),
    lambda inner: st.one_of(
        st.builds("not: {{{}}}".format, inner),
        st.builds("all: [{{{}}}, {{{}}}]".format, inner, inner),
        st.builds("any: [{{{}}}, {{{}}}]".format, inner, inner),
        st.builds("xor: [{{{}}}, {{{}}}]".format, inner, inner),
    ),
    max_leaves=4,
)


@st.composite
def _conversations(draw: Any) -> Conversation:
    size = draw(st.integers(0, 9))
    is_timed = draw(st.booleans())
    turns = tuple(
        Turn(
            draw(_role),
            "".join(draw(st.lists(_word, max_size=2))) or "嗯",
            float(place * 7) if is_timed else None,
            attributes={"emotion": draw(st.sampled_from(MOODS))} if draw(st.booleans()) else {},
        )
        for place in range(size)
    )
    deeds = tuple(
        Deed("verified", draw(st.integers(0, size))) for _ in range(draw(st.integers(0, 1)))
    )
    return Conversation(turns, deeds)


def _streamed(rules: RuleSet, conversation: Conversation, portions: list[bool]) -> set[str]:
    """Hits told on the way, asking after some turns only, and at the end."""
    session = Session(rules, conversation.facts)
    told: set[str] = set()
    for place, turn in enumerate(conversation.turns):
        for deed in conversation.deeds:
            if deed.after_turns == place:
                told |= {hit.rule for hit in session.note(deed)}
        if portions[place % len(portions)]:
            told |= {hit.rule for hit in session.feed(turn)}
        else:
            session.see(turn)
    for deed in conversation.deeds:
        if deed.after_turns >= len(conversation.turns):
            told |= {hit.rule for hit in session.note(deed)}
    return told | {hit.rule for hit in session.finish()}


@settings(max_examples=250, deadline=None)
@given(
    st.lists(_condition, min_size=1, max_size=4),
    _conversations(),
    st.lists(st.booleans(), min_size=1, max_size=4),
)
def test_any_split_of_feeding_ends_as_the_whole_does(
    conditions: list[str], conversation: Conversation, portions: list[bool]
) -> None:
    rules = rules_of(*conditions, meaning=MEANING)
    assert _streamed(rules, conversation, portions) == {
        hit.rule for hit in evaluate(rules, conversation)
    }


@settings(max_examples=150, deadline=None)
@given(st.lists(_condition, min_size=1, max_size=3), _conversations())
def test_what_was_decided_early_is_never_taken_back(
    conditions: list[str], conversation: Conversation
) -> None:
    rules = rules_of(*conditions)
    final = {one.rule: one.verdict for one in outcomes(rules, conversation)}
    for size in range(len(conversation.turns) + 1):
        deeds = tuple(deed for deed in conversation.deeds if deed.after_turns <= size)
        prefix = Conversation(conversation.turns[:size], deeds, conversation.facts)
        for early in seen(rules, prefix).outcomes():
            if early.verdict is not Verdict.UNKNOWN:
                assert early.verdict is final[early.rule], conditions


def test_an_alarm_comes_with_the_turn_that_causes_it() -> None:
    rules = rules_of(
        "missing: {expect: {say: {by: agent, any: [抱歉]}}, "
        "after: {say: {by: customer, any: [投诉]}}, turns: 2}"
    )
    session = Session(rules)
    turns = dialogue("c: 我要投诉\na: 您说\nc: 没人管\na: 我查一下\na: 抱歉").turns
    heard = [[hit.rule for hit in session.feed(turn)] for turn in turns]
    assert heard == [[], [], [], ["r0"], []]


def test_a_fact_that_becomes_known_counts_from_then_on() -> None:
    rules = rules_of("all: [{say: {by: agent, any: [欠费]}}, {fact: {name: level, is: L2}}]")
    session = Session(rules)
    assert session.feed(Turn("agent", "您欠费了")) == []
    session.know({"level": "L2"})
    assert [hit.rule for hit in session.feed(Turn("agent", "嗯"))] == ["r0"]


def test_memory_stays_bounded_however_long_a_conversation_is() -> None:
    rules = rules_of("say: {any: [冷]}", "say: {any: [冷], last: 1}", "repeat: {by: customer}")
    session = Session(rules)
    for number in range(3000):
        session.see(Turn("customer", f"第{number}次说冷"))
    assert all(len(kept.all()) <= 128 for kept in session._view.marks.values())
    assert {hit.rule for hit in session.finish()} == {"r0", "r1", "r2"}
