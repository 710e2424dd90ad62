"""Forms of a text: one to compare by, one with numbers and units written one way, one bare.

All are pure and may be applied again without changing anything more. Places in the matching form
are what spans count in; the other two move them.
"""

import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import zhconv

from hearthline.kernel.text import NUMERAL, normalise, number_of, with_digits
from hearthline.platform.language.misheard import Misheard
from hearthline.platform.language.trade_pairs import PAIRS

_PASSES: Final = 6
_REMEMBERED: Final = 512
_LONGEST_REMEMBERED: Final = 400
_LONGEST_QUOTED: Final = 300
_MISHEARD: Final = Misheard(PAIRS)

_UNITS: Final = (
    (r"(?:平方米|平方|平米|个平方?|㎡|m2)", "平"),
    (r"(?:摄氏度|℃|°c|° ?c|度c)", "度"),
    (r"(?:千瓦时|kwh|度电)", "度电"),
    (r"(?:个千瓦|kw(?!h))", "千瓦"),
    (r"(?:块钱|元钱|块(?![\d零一二三四五六七八九])|圆)", "元"),
    (r"毛钱?", "角"),
    (r"(?:点钟|点整)", "点"),
)
_NUMBER: Final = rf"[\d{NUMERAL}几多]"
_UNIT_PATTERNS: Final = tuple(
    (re.compile(rf"(?<={_NUMBER})\s?{pattern}"), unit) for pattern, unit in _UNITS
)
_COUNTED_BY: Final = (
    "号楼|号院|号线|栋|幢|座|单元|室|层|楼|月份?|日|号|年|点|时|小时|分钟|天|周|星期|次|遍|"
    "个月|口人?|个人|户|度|平|元|块|角|毛|千瓦|瓦|级|档|期|米|吨|倍|岁|相|组|台|%|"
    "个多?小时|多个小时"
)
_COUNTED: Final = re.compile(
    rf"(?<![{NUMERAL}\d])(?P<ordinal>第)?"
    rf"(?P<said>(?:(?!千瓦)[{NUMERAL}]){{1,16}}(?:点[{NUMERAL}]{{1,4}})?)"
    rf"(?=千瓦|[^{NUMERAL}]|\Z)(?P<counts>\s?(?:{_COUNTED_BY}))?"
)
_SPOKEN: Final = re.compile(
    r"[零〇一二三四五六七八九幺]*[零〇幺][零〇一二三四五六七八九幺]+|[零〇一二三四五六七八九幺]{4,}"
)
# One of something is seldom a number: 一点, 一直, 一天到晚, 一次也没有.
_ROUGH: Final = re.compile(r"[一二三四五六七八九两]{2}")
_ALONE: Final = re.compile(r"[一两俩](?:号楼|栋|幢|单元|档|级|元|块|角|千瓦|平|月|号)")

_COURTESY: Final = (
    r"请问一下|请问|你好啊?|您好啊?|哈喽|喂+|在吗|在不在|打扰了?|麻烦(?:你|您)?(?:们)?|劳驾|"
    r"拜托|谢谢(?:你|您)?(?:们)?(?:了)?|多谢|辛苦了?|不好意思|"
    r"(?:我)?(?:想|要)?(?:问|咨询|打听|了解)(?:一)?下(?:子)?|想(?:问|咨询|知道|了解)(?:问)?|"
    r"帮(?:我|忙|俺)?(?:看|查|问)?(?:一下|下|看|查)?|给(?:我|俺)(?:看|查|问)?(?:一下|下|看看)?|"
    r"(?:我|俺|咱)(?:想|要|想要|得|就)(?=[\u4e00-\u9fff])|"
    r"(?:那个|这个|就是说?|然后|其实|反正|话说|嗯+|呃+|额+|哦+|噢+|哎呀?|唉|诶|啊+)(?=[\s,，。、])|"
    r"^(?:那个|就是|然后|嗯+|呃+|额+|哦+|噢+|哎+|唉|诶|啊+|欸)|"
    r"师傅|亲(?=[\s,，])|一下子?(?![\u4e00-\u9fff])"
)
_ENDINGS: Final = ("行不行", "可以吗", "好吗", "好不好")
_PARTICLES: Final = "吗呢吧呀啊哦嘛呗哈啦么哟咯 ,，。.!！?？~、;；:"
_QUESTIONS: Final = (
    r"怎么(?:样|办(?!理)|回事|弄|搞|着|才能)?|咋(?:样|办(?!理)|整|回事|弄|搞)?|如何|为什么|为啥|"
    r"什么时候|啥时候|什么时间|什么|啥|多少(?:钱)?|几点|几号|哪(?:里|儿|天|个|些|家|位)?|"
    r"是不是|能不能|可不可以|有没有|会不会|要不要|行不行|谁"
)
_ENGLISH: Final = (
    r"\b(?:please|hi|hello|hey|thanks|thank you|excuse me|"
    r"(?:can|could|would) you(?: please)?(?: tell me)?|"
    r"i(?:'d| would)? (?:like|want|need) to(?: know)?|may i (?:ask|know))\b"
)
_ENGLISH_QUESTIONS: Final = (
    r"\b(?:how (?:do|can|much|many|long)(?: i| is| does)?|what(?:'s| is| are)?|"
    r"where|when|why|who)\b"
)
_POLITE: Final = re.compile(f"{_COURTESY}|{_ENGLISH}")
_ASKING: Final = re.compile(f"{_QUESTIONS}|{_ENGLISH_QUESTIONS}")

# zhconv reads its dictionary at first use and leaves the file to the collector; done here once,
# so that threads find it ready and nobody else meets the warning.
with warnings.catch_warnings():
    warnings.simplefilter("ignore", ResourceWarning)
    zhconv.convert("暖", "zh-hans")


def matching_form(text: str) -> str:
    """The normal form in simplified characters, with what is typed or heard wrong put right."""
    return _remembered(text) if len(text) <= _LONGEST_REMEMBERED else _formed(text)


@lru_cache(maxsize=_REMEMBERED)
def _remembered(text: str) -> str:
    return _formed(text)


def _formed(text: str) -> str:
    normal = normalise(text)
    if normal.isascii():
        return normal
    for _ in range(_PASSES):
        formed = normalise(_MISHEARD.corrected(str(zhconv.convert(normal, "zh-hans"))))
        if formed == normal:
            break
        normal = formed
    return normal


def canonical_form(text: str) -> str:
    """The matching form with numbers in digits where they count something, and units in one way."""
    form = matching_form(text)
    for _ in range(_PASSES):
        written = _counted(_with_units(form))
        if written == form:
            break
        form = matching_form(written)
    return form


def _with_units(text: str) -> str:
    for pattern, unit in _UNIT_PATTERNS:
        text = pattern.sub(unit, text)
    return text


def _counted(text: str) -> str:
    return _COUNTED.sub(lambda found: _in_digits(found, text), text)


def _in_digits(found: re.Match[str], text: str) -> str:
    said = found["said"]
    if not found["counts"] and not _SPOKEN.fullmatch(said):
        return found[0]
    is_alone = said in {"一", "两", "俩"} and not found["ordinal"]
    if is_alone and not _ALONE.match(text, found.start("said")):
        return found[0]
    if number_of(said) is None or _ROUGH.fullmatch(said):
        return found[0]
    return (found["ordinal"] or "") + with_digits(said) + (found["counts"] or "")


def bare_form(text: str, *, keep_questions: bool = False) -> str:
    """The canonical form without courtesy, fillers and, unless they are kept, question words.

    A text that is nothing else stays as it is.
    """
    whole = bare = canonical_form(text)
    for _ in range(_PASSES):
        shorter = _POLITE.sub(" ", bare)
        if not keep_questions:
            shorter = _ASKING.sub(" ", shorter)
        shorter = canonical_form(_without_ending(shorter))
        if shorter == bare or not shorter:
            break
        bare = shorter
    return bare or whole


def _without_ending(text: str) -> str:
    bare = text.strip(_PARTICLES)
    while bare.endswith(_ENDINGS):
        bare = bare[: -max(len(ending) for ending in _ENDINGS if bare.endswith(ending))]
        bare = bare.strip(_PARTICLES)
    return bare


def as_written(text: str, words: str) -> str:
    """The part of a text whose matching form these words are, as it was written; else the words."""
    if not words or len(text) > _LONGEST_QUOTED:
        return words
    for size in range(len(words), len(words) + 9):
        for start in _starts(text, words[0]):
            part = text[start : start + size]
            if matching_form(part) == words:
                return part.strip()
    return words


def _starts(text: str, first: str) -> Iterator[int]:
    return (place for place, char in enumerate(text) if matching_form(char)[:1] == first)
