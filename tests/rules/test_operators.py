"""Every operator on a dialogue of its own: where it hits, where it misses, where it cannot know."""

from dataclasses import replace
from typing import Any

import pytest

from hearthline.rules import Conversation, Turn, Verdict, outcomes
from tests.rules.dialogues import dialogue, rules_of

pytestmark = pytest.mark.unit

HIT, MISS, UNKNOWN = Verdict.HIT, Verdict.MISS, Verdict.UNKNOWN
COLD = """
c: 你好，我家暖气不热三天了，屋里才十五度
a: 您好，工号 1027 为您服务，理解您的着急
a: 请问您楼上楼下热不热
c: 楼上也不热，急死了！
! outage_checked
a: 已为您登记，两小时内师傅上门，请保持电话畅通
! ticket_filed
c: 好的谢谢
a: 不客气，请您稍后对服务作出评价，再见
"""
COLLECTIONS: dict[str, tuple[str, ...]] = {"soothing": ("理解您", "抱歉")}

WORDS = [
    ("say: {by: customer, any: [不热, 冰凉]}", HIT),
    ("say: {by: agent, any: [冰凉]}", MISS),
    ("say: {by: customer, all: [暖气, 不热, 三天]}", HIT),
    ("say: {by: customer, all: [暖气, 谢谢]}", MISS),
    ("say: {by: agent, any: [您好], none: [工号]}", MISS),
    ("say: {by: agent, any: [师傅], none: [工号]}", HIT),
    ("say: {at_least: {n: 2, of: [暖气, 度, 地暖]}}", HIT),
    ("say: {at_least: {n: 3, of: [暖气, 度, 地暖]}}", MISS),
    ("say: {count: {n: 2, of: [楼]}}", HIT),
    ("say: {count: {n: 3, of: [楼]}}", MISS),
    ("say: {by: agent, regex: '工号\\s*\\d+'}", HIT),
    ("say: {by: agent, regex: '\\d+', except: '工号\\s*\\d+'}", MISS),
    ("say: {near: {words: [暖气], to: [三天], within: 4}}", HIT),
    ("say: {near: {words: [暖气], to: [三天], within: 1}}", MISS),
    ("say: {not_near: {words: [不热], to: [三天], within: 4}}", HIT),
    ("say: {by: customer, last: 2, any: [不热], not_near: {words: [不热], to: [楼上]}}", MISS),
    ("say: {by: customer, number: {least: 10, most: 16}}", HIT),
    ("say: {by: customer, number: {least: 16, most: 30}}", MISS),
    ("say: {by: customer, pattern: degrees}", HIT),
    ("say: {pattern: phone}", MISS),
    ("say: {sounds: [师付, 贡号]}", HIT),
    ("say: {sounds: [复热]}", MISS),
    ("say: {by: agent, any: [$soothing]}", HIT),
    ("say: {similar: {to: [楼上楼下热不热呀], min: 0.6}}", HIT),
    ("say: {similar: {to: [请出示身份证], min: 0.6}}", MISS),
    ("coverage: {by: agent, script: 请问您楼上楼下热不热请保持电话畅通, share: 0.8}", HIT),
    ("coverage: {by: agent, script: 测温时请关好门窗, share: 0.5}", MISS),
]
ORDER = [
    ("say: {by: agent, first: 1, any: [工号]}", HIT),
    ("say: {by: agent, first: 1, any: [登记]}", MISS),
    ("say: {by: agent, last: 1, any: [评价]}", HIT),
    ("say: {by: agent, last: 1, any: [登记]}", MISS),
    ("then: {steps: [{say: {by: customer, any: [不热]}}, {say: {by: agent, any: [登记]}}]}", HIT),
    ("then: {steps: [{say: {any: [登记]}}, {say: {any: [十五度]}}]}", MISS),
    ("then: {steps: [{say: {any: [三天]}}, {say: {any: [登记]}}], turns: 2}", MISS),
    ("then: {steps: [{did: {any: [outage_checked]}}, {did: {any: [ticket_filed]}}]}", HIT),
    (
        "not_before: {what: {did: {any: [ticket_filed]}}, unless: {did: {any: [outage_checked]}}}",
        MISS,
    ),
    ("not_before: {what: {say: {any: [登记]}}, unless: {did: {any: [verified]}}}", HIT),
    (
        "missing: {expect: {say: {by: agent, any: [抱歉]}}, "
        "after: {say: {by: customer, any: [急死]}}, turns: 2}",
        HIT,
    ),
    (
        "missing: {expect: {say: {by: agent, any: [登记]}}, "
        "after: {say: {by: customer, any: [急死]}}, turns: 2}",
        MISS,
    ),
    ("missing: {expect: {say: {by: agent, any: [登记]}}, after: {say: {any: [漏水]}}}", MISS),
    ("nth: {n: 2, of: {say: {by: customer, any: [不热]}}}", HIT),
    ("nth: {n: 3, of: {say: {by: customer, any: [不热]}}}", MISS),
    ("until: {hold: {say: {by: agent, none: [登记]}}, stop: {say: {by: agent, any: [登记]}}}", HIT),
    ("until: {hold: {say: {by: agent, any: [您好]}}, stop: {did: {any: [ticket_filed]}}}", MISS),
    ("{say: {by: agent, any: [登记]}, where: {after: {did: {any: [outage_checked]}}}}", HIT),
    ("{say: {by: agent, any: [工号]}, where: {after: {did: {any: [outage_checked]}}}}", MISS),
    ("{say: {any: [楼下]}, where: {before: {say: {any: [急死]}}, turns: 1}}", HIT),
    ("{say: {any: [工号]}, where: {before: {say: {any: [急死]}}, turns: 1}}", MISS),
    ("{say: {any: [楼下]}, where: {around: {say: {any: [急死]}}, turns: 1}}", HIT),
    ("{say: {any: [理解]}, where: {current: {say: {any: [工号]}}}}", HIT),
    ("{say: {any: [评价]}, where: {after: {say: {by: customer, any: [不热]}, }, hit: 2}}", HIT),
    ("{say: {any: [不热]}, where: {after: {say: {by: customer, any: [不热]}}, hit: -1}}", MISS),
]
LOGIC = [
    ("all: [{say: {any: [暖气]}}, {not: {say: {any: [漏水]}}}]", HIT),
    ("any: [{say: {any: [漏水]}}, {say: {any: [漏电]}}]", MISS),
    ("xor: [{say: {any: [暖气]}}, {say: {any: [漏水]}}]", HIT),
    ("xor: [{say: {any: [暖气]}}, {say: {any: [师傅]}}]", MISS),
    ("at_least: {n: 2, of: [{say: {any: [暖气]}}, {say: {any: [师傅]}}, {say: {any: [漏]}}]}", HIT),
    ("fact: {name: channel, is: web}", HIT),
    ("fact: {name: channel, in: [phone]}", MISS),
    ("fact: {name: contacts_7d, at_least: 3}", HIT),
    ("fact: {name: verify_level, level_below: L2}", HIT),
    ("fact: {name: tags, is: elder}", HIT),
    ("fact: {name: ticket_state, there: false}", HIT),
    ("fact: {name: ticket_state, is: open}", UNKNOWN),
    ("not: {fact: {name: ticket_state, is: open}}", UNKNOWN),
    ("any: [{fact: {name: ticket_state, is: open}}, {say: {any: [暖气]}}]", HIT),
    ("all: [{fact: {name: ticket_state, is: open}}, {say: {any: [漏水]}}]", MISS),
]
BLIND = [
    "silence: {seconds: 15}",
    "overlap: {by: agent, seconds: 1}",
    "wait: {by: agent, seconds: 60}",
    "rate: {by: agent, over: 300}",
    "energy: {by: agent, over: 70}",
    "intent: {by: customer, any: [home_cold]}",
    "entity: {by: agent, any: [phone]}",
    "emotion: {by: customer, least: angry}",
    "sentiment: {by: customer, below: -0.5}",
    "trend: {by: customer, slope: -0.2}",
    "marked: {by: agent, any: [foreign_account]}",
    "say: {by: agent, any: [登记], first_seconds: 20}",
    "then: {steps: [{say: {any: [三天]}}, {say: {any: [登记]}}], seconds: 30}",
    "missing: {expect: {say: {by: agent, any: [抱歉]}}, after: {say: {any: [急死]}}, seconds: 9}",
]
FACTS: dict[str, Any] = {
    "channel": "web",
    "contacts_7d": 4,
    "verify_level": "L1",
    "tags": ["elder", "north"],
}


def _verdict(condition: str, conversation: Conversation) -> Verdict:
    return outcomes(rules_of(condition, collections=COLLECTIONS), conversation)[0].verdict


@pytest.mark.parametrize(("condition", "expected"), WORDS + ORDER + LOGIC)
def test_an_operator_says_what_it_should(condition: str, expected: Verdict) -> None:
    assert _verdict(condition, dialogue(COLD, **FACTS)) is expected


@pytest.mark.parametrize("condition", BLIND)
def test_without_its_data_an_operator_neither_passes_nor_fails(condition: str) -> None:
    assert _verdict(condition, dialogue(COLD)) is UNKNOWN
    assert _verdict(f"not: {{{condition}}}", dialogue(COLD)) is UNKNOWN


def _spoken(*turns: tuple[str, str, float, float], **attributes: object) -> Conversation:
    said = (Turn(role, text, start, end, attributes) for role, text, start, end in turns)
    return Conversation(tuple(said))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("silence: {seconds: 15}", HIT),
        ("silence: {seconds: 15, announced: [请稍等]}", MISS),
        ("silence: {seconds: 15, between: [customer, agent]}", MISS),
        ("overlap: {by: agent, seconds: 1}", HIT),
        ("overlap: {by: agent, seconds: 1, times: 2}", MISS),
        ("wait: {by: customer, seconds: 15}", HIT),
        ("rate: {by: agent, over: 300}", HIT),
        ("rate: {by: customer, over: 300}", MISS),
        ("then: {steps: [{say: {any: [稍等]}}, {say: {any: [喂]}}], seconds: 30}", HIT),
        ("say: {any: [喂], first_seconds: 10}", MISS),
        ("say: {any: [喂], last_seconds: 5}", HIT),
    ],
)
def test_how_it_sounds_is_told_from_times(condition: str, expected: Verdict) -> None:
    call = _spoken(
        ("customer", "我家暖气不热你们快点派人来看看吧", 0.0, 6.0),
        ("agent", "我先查一下您那一片有没有停热请稍等", 4.0, 6.0),
        ("customer", "喂，还在吗，你说话呀，怎么没声音", 26.0, 30.0),
    )
    assert _verdict(condition, call) is expected


@pytest.mark.parametrize(
    ("condition", "attributes", "expected"),
    [
        ("intent: {any: [home_cold], min: 0.6}", {"intents": {"home_cold": 0.8}}, HIT),
        ("intent: {any: [home_cold], min: 0.9}", {"intents": {"home_cold": 0.8}}, MISS),
        ("entity: {any: [phone, address], count: 2}", {"entities": {"phone": ("1", "2")}}, HIT),
        ("emotion: {least: angry, streak: 2}", {"emotion": "threatening"}, HIT),
        ("emotion: {least: angry, streak: 3}", {"emotion": "angry"}, MISS),
        ("emotion: {least: angry}", {"emotion": "ANNOYED"}, MISS),
        ("sentiment: {below: -0.4, over: 2}", {"sentiment": -0.5}, HIT),
        ("energy: {over: 70}", {"energy": 74.0}, HIT),
        ("marked: {any: [foreign_account]}", {"marks": ["foreign_account"]}, HIT),
    ],
)
def test_what_others_found_out_counts(
    condition: str, attributes: dict[str, object], expected: Verdict
) -> None:
    two = _spoken(("customer", "一", 0.0, 1.0), ("customer", "二", 2.0, 3.0), **attributes)
    assert _verdict(condition, two) is expected


def test_a_falling_mood_is_a_trend() -> None:
    moods = [0.4, 0.1, -0.3, -0.7]
    turns = tuple(Turn("customer", "嗯", attributes={"sentiment": mood}) for mood in moods)
    assert _verdict("trend: {slope: -0.2, over: 4}", Conversation(turns)) is HIT
    rising = tuple(reversed(turns))
    assert _verdict("trend: {slope: -0.2, over: 4}", Conversation(rising)) is MISS
    assert _verdict("trend: {slope: 0.2, over: 4}", Conversation(rising)) is HIT


def test_the_same_answer_three_times_is_a_repeat() -> None:
    said = "c: 修好没\na: 请您耐心等待师傅上门处理\n" * 3
    rule = "repeat: {by: agent, times: 3, among: 5, alike: 0.6}"
    assert _verdict(rule, dialogue(said)) is HIT
    assert _verdict("repeat: {by: agent, times: 4}", dialogue(said)) is MISS
    assert _verdict("repeat: {by: agent, times: 3, excused: [耐心]}", dialogue(said)) is MISS


def test_a_hit_shows_the_places_that_it_rests_on() -> None:
    found = outcomes(rules_of("say: {by: customer, any: [不热], all: [暖气]}"), dialogue(COLD))[0]
    first = found.evidence[0]
    assert first.turn == 0
    assert first.spans == ((5, 7), (7, 9))


def test_filler_turns_change_nothing_that_is_not_counted_in_turns() -> None:
    """Metamorphic: what does not count turns does not care about turns between."""
    plain = dialogue(COLD, **FACTS)
    filler = Turn("system", "（系统提示）")
    more = tuple(one for turn in plain.turns for one in (turn, filler))
    deeds = tuple(replace(deed, after_turns=deed.after_turns * 2) for deed in plain.deeds)
    padded = Conversation(more, deeds, plain.facts)
    for condition, expected in WORDS + ORDER + LOGIC:
        if "turns:" not in condition:
            assert _verdict(condition, padded) is expected, condition


def test_the_order_of_turns_does_not_matter_to_what_is_only_said() -> None:
    """Metamorphic: words are words wherever they stand."""
    plain = dialogue(COLD, **FACTS)
    turned = Conversation(tuple(reversed(plain.turns)), (), plain.facts)
    for condition, expected in WORDS:
        if "last:" not in condition and "first:" not in condition:
            assert _verdict(condition, turned) is expected, condition


def test_full_width_and_traditional_characters_are_the_same_words() -> None:
    assert _verdict("say: {any: [暖气不热, a1]}", dialogue("c: 暖氣不熱")) is HIT
    assert _verdict("say: {any: [a1b]}", dialogue("c: Ａ１Ｂ")) is HIT
