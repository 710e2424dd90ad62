"""What visitors send, and what staff see of it."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, StringConstraints

from hearthline.kernel import ArticleId
from hearthline.knowledge.help.model import VoteCount


class VoteForm(BaseModel):
    """The form under an item."""

    slug: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    version: int
    helpful: Literal["yes", "no"]
    page_pass: Annotated[str, StringConstraints(max_length=64)]
    note: Annotated[str, StringConstraints(max_length=1000)] = ""
    lang: Literal["", "zh-CN", "en"] = ""


class VoteCountOut(BaseModel):
    """How visitors of the help centre voted on an item, and what they wrote last."""

    article_id: ArticleId
    title: str
    helpful: int
    unhelpful: int
    notes: list[str]
    last_at: datetime

    @classmethod
    def of(cls, count: VoteCount) -> Self:
        """From a count."""
        return cls(
            article_id=count.article_id,
            title=count.title,
            helpful=count.helpful,
            unhelpful=count.unhelpful,
            notes=list(count.notes),
            last_at=count.last_at,
        )


class VotePage(BaseModel):
    """A page of counts; `next_cursor` asks for the next."""

    items: list[VoteCountOut]
    next_cursor: ArticleId | None
