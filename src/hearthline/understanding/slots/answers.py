"""Short answers to a question that was just asked: yes or no, the neighbours, anything."""

import re
from typing import Final

from hearthline.understanding.model import Span

_LONGEST_ANSWER: Final = 14

_FILLER: Final = r"(?:嗯+|呃+|啊+|哦+|噢+|那个|那|就|我|well|um)?[\s,，。.、]*"
_QUESTION: Final = re.compile(
    r"是不是|对不对|行不行|可不可以|能不能|有没有|要不要|好不好|会不会|[吗么?]\s*\Z|"
    r"(?<![没不])(?:什么|啥|怎么)|多少|咋|哪[里儿个天些]|几[点号天时]|为何"
)
_YES_THOUGH_NOT: Final = (
    r"没错|没有错|没问题|没有问题|没毛病|没意见|没有意见|没事可以|不错|不用改|"
    r"不改了|没什么要改|no problem"
)
_NO: Final = (
    r"不是|不对|不行|不要|不用|不了|不必|不需要|不可以|不好(?!意思)|不同意|不想|不能|"
    r"不热|不确认|不解决|没解决|没有|没热|没好|没呢|没|别|错了?|否|"
    r"算了|取消|拒绝|还是冷|还冷|还是凉|不{1,6}|no\b|nope|nah\b|don'?t\b|not really|wrong|"
    r"cancel|n\b"
)
_YES: Final = (
    r"是{1,6}的?|对(?!了[,，、\s我还问请])(?:对){0,6}[的呀啊哒]?|嗯+|恩+|哎|好{1,6}[的嘞吧啊呀]?|"
    r"行{1,6}[吧啊]?|可以(?!的话)|可|成|中|得嘞|得|要|需要|确认|同意|有的?|愿意|当然|必须|"
    r"正确|就这样|提交吧?|办吧|热了|暖和了?|解决了|好了|yes|yeah|yep|yup|ok(?:ay)?|sure|"
    r"of course|absolutely|right|correct|y\b|1\Z"
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
_TURN: Final = re.compile(r"不过|但(?:是|得|要)?(?!愿)|可是|只是|等等|等一下|\bbut\b")

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


def yes_no_in(text: str) -> Span | None:
    """True or False; a question is neither, and an answer that turns (是的，不过…) is unsure."""
    if _QUESTION.search(text):
        return None
    for value, pattern in _ANSWERS:
        found = pattern.match(text)
        if found is not None and _stands(found, text):
            return Span(
                found.start("word"), found.end("word"), found["word"], value, not _TURN.search(text)
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


def free_text_in(text: str) -> Span | None:
    """The whole text, when there is any."""
    return Span(0, len(text), text, text) if text else None
