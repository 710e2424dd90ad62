"""Short answers to a question that was just asked: yes or no, one of several, anything."""

import re
from collections.abc import Sequence
from typing import Final

from hearthline.kernel.text import number_of
from hearthline.understanding.model import Span

NONE_OF_THESE: Final = -1
_LONGEST_ANSWER: Final = 14

_FILLER: Final = r"(?:嗯+|呃+|啊+|哦+|噢+|那个|那|就|我|well|um)?[\s,，。.、]*"
_QUESTION: Final = re.compile(
    r"是不是|对不对|行不行|可不可以|能不能|有没有|要不要|好不好|[吗么?]\s*\Z"
)
_YES_THOUGH_NOT: Final = r"没错|没问题|没毛病|没事可以|不错|不用改|不改了|没什么要改"
_NO: Final = (
    r"不是|不对|不行|不要|不用|不了|不必|不需要|不可以|不好(?!意思)|不同意|不想|不能|"
    r"不热|不确认|不解决|没解决|没有|没热|没好|没呢|没|别|错了?|否|"
    r"算了|取消|拒绝|还是冷|还冷|还是凉|不|no\b|nope|not really|wrong|cancel|n\b"
)
_YES: Final = (
    r"是的?|对[的呀啊哒]?|嗯+|恩+|哎|好[的嘞吧啊呀]?|行[吧啊]?|可以|可|成|中|得嘞|得|"
    r"要|需要|确认|同意|有的?|愿意|当然|必须|"
    r"正确|就这样|提交吧?|办吧|热了|暖和了?|解决了|好了|yes|yeah|yep|ok(?:ay)?|sure|"
    r"right|correct|y\b|1\Z"
)
_ANSWERS: Final = (
    (True, re.compile(rf"{_FILLER}(?P<word>{_YES_THOUGH_NOT})")),
    (False, re.compile(rf"{_FILLER}(?P<word>{_NO})")),
    (True, re.compile(rf"{_FILLER}(?P<word>{_YES})")),
)
_HUM: Final = re.compile(r"(?P<word>嗯+|恩+|哦+|噢+)[\s,，。.!]*\Z")
_PAUSE: Final = re.compile(
    r"[的呀啊哒吧呢哦嘞了嘛哈啦]*(?:\Z|[\s,，。.!！;；、~]|不过|但|可是|就这|没问题|"
    r"提交|麻烦|谢谢|请|帮|你|您|我)"
)
_TURN: Final = re.compile(r"(?:是的?|对|嗯+|好的?|行)?[\s,，。]*(?:不过|但是?|可是|等等|等一下)")

_ALONE: Final = re.compile(
    r"就我(?:们)?(?:家|这|一)|只有我|就俺|单我|(?:邻居|别人|人家|楼上|楼下|对门|其他人?|"
    r"别)家?.{0,6}?(?:(?<!不)热|挺?暖和?|正常|没事|不冷|没问题|好好的)|only (?:me|mine|us|my)"
)
_TOGETHER: Final = re.compile(
    r"(?:邻居|别人|人家|楼上|楼下|对门|整栋|整个(?:单元|小区|楼)|全楼|全小区|都|也|"
    r"大家|一片).{0,6}?(?:不热|冷|"
    r"凉|一样|这样|没暖|不行|没热)|一样|都这样|也是|同样|neighbou?rs? too|same|everyone|"
    r"whole building"
)

_WANTING: Final = re.compile(r"\A(?:我)?(?:是)?(?:想要?|要|选择?|问的是|说的是|就|办)+")
_ORDINAL: Final = re.compile(
    r"(?:选|第|要|就)?\s*(?P<number>\d{1,2}|[一二三四五六七八九十两]|"
    r"[a-h](?![a-z]))\s*(?:个|项|条|号|种|吧|\.|、|。|的|,|，|这个|那个)*\s*(?:吧|的)?\s*\Z"
)
_LAST: Final = re.compile(r"最后(?:一|那)?个?|last")
_FIRST: Final = re.compile(r"头一个|前面那个|上面那个|first")
_SECOND: Final = re.compile(r"second")
_NONE: Final = re.compile(r"(?:都|全)不(?:是|对|要)|以上都不|没有一个|不在里面|none|neither")


def yes_no_in(text: str) -> Span | None:
    """True or False; a question is neither, and an answer that turns (是的，不过…) is unsure."""
    if _QUESTION.search(text):
        return None
    for value, pattern in _ANSWERS:
        found = pattern.match(text)
        if found is not None and _stands(found, text):
            return Span(
                found.start("word"), found.end("word"), found["word"], value, not _TURN.match(text)
            )
    hum = _HUM.match(text)
    return None if hum is None else Span(0, hum.end("word"), hum["word"], value=True)


def _stands(found: re.Match[str], text: str) -> bool:
    """Whether the word is the answer: 好 is, the 好 of 好冷 is not."""
    rest = text[found.end() :]
    if not rest or _PAUSE.match(rest):
        return True
    return len(text) <= _LONGEST_ANSWER and len(found["word"]) > 1


def neighbour_same_in(text: str) -> Span | None:
    """Whether the neighbours are cold too; a plain yes or no counts."""
    for value, pattern in ((False, _ALONE), (True, _TOGETHER)):
        found = pattern.search(text)
        if found is not None:
            return Span(found.start(), found.end(), found[0], value)
    return yes_no_in(text)


def choice_in(text: str, options: Sequence[str]) -> Span | None:
    """Which of the options is meant, by number, letter or label."""
    if not text or not options:
        return None
    none = _NONE.search(text)
    if none is not None:
        return Span(none.start(), none.end(), none[0], NONE_OF_THESE)
    labelled = _labelled(text, options)
    return labelled if labelled is not None else _numbered(text, len(options))


def _labelled(text: str, options: Sequence[str]) -> Span | None:
    bare = _WANTING.sub("", text).rstrip("。.!！ 吧的呢")
    for place, option in enumerate(options):
        if option and bare == option:
            return _span_of(bare, text, place)
    inside = [(place, option) for place, option in enumerate(options) if option and option in text]
    if inside:
        place, option = max(inside, key=lambda pair: len(pair[1]))
        start = text.index(option)
        return Span(start, start + len(option), option, place)
    around = [place for place, option in enumerate(options) if len(bare) >= 2 and bare in option]
    return _span_of(bare, text, around[0]) if len(around) == 1 else None


def _span_of(words: str, text: str, place: int) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words, place)


def _numbered(text: str, count: int) -> Span | None:
    for pattern, place in ((_LAST, count - 1), (_FIRST, 0), (_SECOND, 1)):
        found = pattern.search(text)
        if found is not None and 0 <= place < count:
            return Span(found.start(), found.end(), found[0], place)
    ordinal = _ORDINAL.search(text)
    if ordinal is None or len(text) > _LONGEST_ANSWER:
        return None
    said = ordinal["number"]
    number = ord(said) - ord("a") + 1 if said.isalpha() and said.isascii() else number_of(said)
    if number is None or not 1 <= number <= count:
        return None
    return Span(ordinal.start(), ordinal.end(), ordinal[0], int(number) - 1)


def free_text_in(text: str) -> Span | None:
    """The whole text, when there is any."""
    return Span(0, len(text), text, text) if text else None
