"""What a decision on a gap writes: the question without what was masked, or a draft."""

import re
from datetime import datetime
from typing import Final

from hearthline.knowledge.learning.errors import NothingToLearn
from hearthline.knowledge.learning.model import GapFile
from hearthline.knowledge.learning.wire import DraftGap
from hearthline.knowledge.model import Draft

_MASKED: Final = re.compile(r"[,，;；:：\s]*〔[^〔〕]*〕[,，;；:：\s]*")


def accepted_question(file: GapFile) -> str:
    """The gap's question without what was masked in it; raises NothingToLearn."""
    question = _without_masked(file.gap.title)
    if not any(char.isalnum() for char in question):
        raise NothingToLearn(member="question")
    return question


def draft_of(file: GapFile, asked: DraftGap, now: datetime) -> Draft:
    """A draft for a gap: what the reviewer wrote, else what people answered; may lack an answer.

    Other ways in which it was asked become its similar questions.
    """
    title = asked.title or accepted_question(file)
    answer = asked.answer or (file.draft.answer if file.draft else "")
    others = (_without_masked(one.text) for one in file.examples)
    questions = dict.fromkeys(one for one in others if one and one != title)
    return Draft(
        slug=f"{asked.domain}/" if asked.domain else "",
        title=title,
        questions=tuple(questions)[:10],
        answer=answer,
        valid_from=now,
        kind=asked.kind,
        catalogue=asked.catalogue,
        audience=tuple(asked.audience),
    )


def _without_masked(text: str) -> str:
    return _MASKED.sub(" ", text).strip()
