"""Messages that are a value and nothing else: a yes, a day, a figure. They wish for nothing."""

import re
from typing import Final

from hearthline.dialogue.hearing.heard import Heard
from hearthline.understanding import extract

_TYPES: Final = ("yes_no", "since_time", "date", "time_slot", "temp_c", "amount", "phone")
_LONGEST: Final = 16
_AROUND: Final = re.compile(r"[\s,，。.!?？、;；了的吧呢啊大概大约左右是从开始]+")


def is_bare(heard: Heard) -> bool:
    """Whether the words are one value; beside an open question they begin no other business."""
    if not heard.normal or len(heard.normal) > _LONGEST:
        return False
    return any(_is_whole(heard, kind) for kind in _TYPES)


def _is_whole(heard: Heard, kind: str) -> bool:
    span = extract(kind, heard.text, heard.now)
    if span is None:
        return False
    left = heard.normal[: span.start] + heard.normal[span.end :]
    return not _AROUND.sub("", left)
