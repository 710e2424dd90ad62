"""How the customer sounds: the severest sign counts, unless it is denied, quoted or only named.

Light features join the words: repetition, shouting, a denial before the word, praise.
"""

import re
from typing import Final

from hearthline.platform.language import matching_form
from hearthline.understanding.alarms import mood_words as words
from hearthline.understanding.model import Emotion

_REACH: Final = 12
_READ: Final = 1000
_STOP: Final = re.compile(r"[,，。;；!！?？]")
_DENIED: Final = re.compile(
    r"(?:没有?|(?<!是)不是|并不|并没有?|不用|不要|别|不|不再|没再|从不|not|n'?t|no)"
    r"(?:太|很|是|再|怎么|什么|有|觉得|感到|那么|特别|来|想|要|必|\s)*\Z"
)
_OTHERS: Final = re.compile(
    r"(?:邻居|别人|人家|他|她|朋友|同事|楼上|新闻|网上|听说|电视)(?:们|家|里|上)?"
    r"(?:说|讲|都|也|要|就|曾|已经|之前|以前|在)+[^,，。]{0,6}\Z"
)
_LONG_NUMBER: Final = re.compile(r"\d{6,}|\d+(?:[ -]\d+)+")
_SHOUT: Final = re.compile(r"[!！]{2,}|[?？]{3,}|[!！][?？]|[?？][!！]")
_SIGNS: Final = (
    (Emotion.THREATENING, words.THREATS),
    (Emotion.ANGRY, words.ANGER),
    (Emotion.ANNOYED, words.ANNOYANCE),
    (Emotion.WORRIED, words.WORRY),
)
_SHARPER: Final = {Emotion.ANNOYED: Emotion.ANGRY, Emotion.CALM: Emotion.ANNOYED}


def emotion(text: str) -> Emotion:
    """How the customer sounds; the severest sign counts."""
    normal = _LONG_NUMBER.sub(" ", _ends(matching_form(text)))
    found = _severest(normal)
    if found in (Emotion.ANNOYED, Emotion.WORRIED) and words.PRAISE.search(normal):
        return Emotion.CALM
    if found is Emotion.ANNOYED and _heat(normal) >= 2:
        return Emotion.ANGRY
    if found is Emotion.CALM and _SHOUT.search(normal) and not words.PRAISE.search(normal):
        return Emotion.ANNOYED
    return found


def _ends(text: str) -> str:
    """How a long text begins and ends, which is where its mood is."""
    return text if len(text) <= 2 * _READ else f"{text[:_READ]}。{text[-_READ:]}"


def _severest(text: str) -> Emotion:
    for kind, pattern in _SIGNS:
        if any(_is_meant(kind, found, text) for found in pattern.finditer(text)):
            return kind
    return Emotion.CALM


def _is_meant(kind: Emotion, found: re.Match[str], text: str) -> bool:
    before = _STOP.split(text[max(0, found.start() - _REACH) : found.start()])[-1]
    if _DENIED.search(before) or _OTHERS.search(before):
        return False
    return kind is not Emotion.THREATENING or not words.MERE_QUESTION.search(text)


def _heat(text: str) -> int:
    """How much there is that sharpens annoyance: shouting, swearing at length, many signs."""
    kinds = {found[0] for found in words.ANNOYANCE.finditer(text)}
    return bool(_SHOUT.search(text)) * 2 + bool(words.INTENSE.search(text)) + (len(kinds) >= 4) * 2
