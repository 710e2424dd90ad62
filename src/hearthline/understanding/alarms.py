"""Danger and emotion by reviewed patterns: pure, instant, and the same with or without a model.

A pattern may be denied by a negation before it (没漏水) or by its being a question about the
past or a rule (会不会着火); danger that is only feared still counts when it is also seen.
"""

import re
from typing import Final

from hearthline.platform.language import matching_form
from hearthline.understanding.model import Emotion, Hazard

_HAZARDS: Final = (
    (
        Hazard.GAS,
        r"(?:燃气|煤气|天然气|瓦斯)(?:味|泄漏|泄露|漏|在漏)|漏(?:燃|煤|天然)气|漏气味|"
        r"一股(?:煤|燃)气|"
        r"gas (?:leak|smell)|smell(?:s|ing)? (?:of )?gas",
    ),
    (
        Hazard.SHOCK,
        r"触电|漏电|电着(?:人|我)|被电(?:到|了|着)|电到(?:人|我|孩子)|带电|electric shock|"
        r"electrocuted",
    ),
    (Hazard.FIRE, r"起火|着火|失火|火灾|冒(?:火|烟|浓烟)|烧起来|烧着了|on fire|caught fire"),
    (Hazard.SCALD, r"烫(?:伤|着|到|坏|了手|起泡)|烫了(?!吗)|scald|burn(?:ed|t) (?:my|his|her|by)"),
    (
        Hazard.LEAK,
        r"爆(?:管|裂|开)|管(?:子|道)?(?:爆|裂|崩)(?:了|开)|喷水|喷(?:热水|出来)|往外(?:冒|"
        r"喷|涌)(?:热?水|"
        r"蒸汽)?|冒(?:热水|蒸汽)|跑水|漏水|漏热水|哗哗(?:地|的)?(?:漏|流|淌|往外)|(?:水|"
        r"屋)(?:都)?淹|淹了|泡水|"
        r"(?:滴|渗|呲|滋|流)水|滴滴答答.{0,3}水|burst|flood|leak",
    ),
)
_HAZARD_PATTERNS: Final = tuple((hazard, re.compile(pattern)) for hazard, pattern in _HAZARDS)
_DENIED_BEFORE: Final = re.compile(
    r"(?:没有?|不是|不|未|无|别|并没有?|从来没|不会|没怎么|no|not|isn'?t|"
    r"without)(?:再|在|怎么|什么|"
    r"出现|发生|发现|闻到|有|啥|\s)*(?:any )?\Z"
)
_SUPPOSED_BEFORE: Final = re.compile(
    r"(?:会不会|会|怕|防止|避免|万一|以防|如何预防|怎么防|小心|担心|如果|要是|假如|if|"
    r"avoid|prevent)[^,，。;；]{0,4}\Z"
)
_OVER_AFTER: Final = re.compile(
    r"\A(?:[^,，。;；]{0,4})(?:修好了|好了|解决了|不漏了|停了|止住了|已经修|的问题解决|fixed)"
)

_THREAT: Final = (
    r"曝光|媒体|记者|上抖音|发(?:网上|抖音|微博)|12345|市长热线|市民热线|信访|上访|"
    r"起诉|告(?:你|到|死)|打官司|法院|"
    r"律师|消协|弄死|砸了|找你们?领导|同归于尽|sue|lawyer|court|media"
)
_ANGER: Final = (
    r"气死|骗子|骗人|垃圾|滚|混蛋|王八|傻[逼x×]|他妈|妈的|tmd|去死|什么玩意|不要脸|"
    r"太过分|忍无可忍|欺负人|黑心|坑人|"
    r"良心|废物|吃干饭|忽悠|恶劣|scam|liars?|useless|fuck|shit|bullshit|ridiculous"
)
_ANNOYED: Final = (
    r"怎么还|咋还|到底|(?:第?[几三四五六七八九十0-9]+|好几|多少)(?:次|遍|回)了|催了|"
    r"烦死|真烦|烦人|受够|无语|服了|"
    r"等了(?:半天|这么久|[^,，。]{1,4}(?:小时|天))|没人管|没人理|推来推去|踢皮球|敷衍|"
    r"不耐烦|失望|差劲|"
    r"still (?:no|not|waiting)|annoy|fed up|again\?"
)
_WORRIED: Final = (
    r"着急|急死|急用|担心|害怕|怎么办|咋办|咋整|老人|孩子|小孩|宝宝|婴儿|孕妇|病人|"
    r"求(?:求|你)|快点|赶紧|尽快|冻(?:死|"
    r"坏|感冒|病)|worried|please hurry|urgent|baby|elderly|freezing"
)
_EMOTIONS: Final = tuple(
    (emotion, re.compile(pattern))
    for emotion, pattern in (
        (Emotion.THREATENING, _THREAT),
        (Emotion.ANGRY, _ANGER),
        (Emotion.ANNOYED, _ANNOYED),
        (Emotion.WORRIED, _WORRIED),
    )
)
_MILD_WITHOUT_ANGER: Final = re.compile(r"12345|法院|律师|媒体")
_SHOUT: Final = re.compile(r"[!！]{3,}|[?？]{3,}")


def hazard(text: str) -> Hazard | None:
    """The gravest danger that the text reports, or None; what is denied or over is no danger."""
    normal = matching_form(text)
    for kind, pattern in _HAZARD_PATTERNS:
        if any(_is_meant(normal, found) for found in pattern.finditer(normal)):
            return kind
    return None


def _is_meant(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()], text[found.end() :]
    return not (
        _DENIED_BEFORE.search(before) or _SUPPOSED_BEFORE.search(before) or _OVER_AFTER.match(after)
    )


def emotion(text: str) -> Emotion:
    """How the customer sounds; the severest sign counts."""
    normal = matching_form(text)
    for kind, pattern in _EMOTIONS:
        found = pattern.search(normal)
        if found is not None and not (kind is Emotion.THREATENING and _is_mere_mention(normal)):
            return kind
    return Emotion.ANNOYED if _SHOUT.search(normal) else Emotion.CALM


def _is_mere_mention(text: str) -> bool:
    """A lawyer or hotline in a plain question is no threat."""
    return bool(_MILD_WITHOUT_ANGER.search(text)) and text.endswith(("吗", "么", "?", "多少"))
