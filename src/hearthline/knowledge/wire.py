"""Articles and hits on the wire, for the desk."""

from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel

from hearthline.kernel import ArticleId
from hearthline.knowledge.model import Article, Hit

Audience = Literal["customer", "agent"]


class WhyOut(BaseModel):
    """A reason for a hit: the field, the way of matching, and the terms in common."""

    field: str
    channel: str
    terms: list[str]
    share: float


class HitOut(BaseModel):
    """An article that was found; `question` is the wording that came closest."""

    article_id: ArticleId
    version: int
    slug: str
    title: str
    answer: str
    details: str
    source: str
    is_local_rule: bool
    question: str
    score: float
    band: Literal["direct", "clarify", "none"]
    why: list[WhyOut]

    @classmethod
    def of(cls, hit: Hit) -> Self:
        """From a hit."""
        return cls(
            article_id=hit.article_id,
            version=hit.version,
            slug=hit.slug,
            title=hit.title,
            answer=hit.answer,
            details=hit.details,
            source=hit.source,
            is_local_rule=hit.is_local_rule,
            question=hit.question,
            score=round(hit.score, 4),
            band=hit.band.value,
            why=[
                WhyOut(field=why.field, channel=why.channel, terms=list(why.terms), share=why.share)
                for why in hit.why
            ],
        )


class HitList(BaseModel):
    """What was found, best first."""

    items: list[HitOut]


class ArticleOut(BaseModel):
    """One revision of an article."""

    id: ArticleId
    slug: str
    version: int
    title: str
    questions: list[str]
    answer: str
    details: str
    spoken: str | None
    intents: list[str]
    audience: list[str]
    channels: list[str]
    related: list[str]
    is_local_rule: bool
    source: str
    valid_from: datetime
    valid_to: datetime | None
    created_at: datetime
    is_published: bool

    @classmethod
    def of(cls, article: Article) -> Self:
        """From an article."""
        draft = article.draft
        return cls(
            id=article.id,
            slug=draft.slug,
            version=article.version,
            title=draft.title,
            questions=list(draft.questions),
            answer=draft.answer,
            details=draft.details,
            spoken=draft.spoken,
            intents=list(draft.intents),
            audience=list(draft.audience),
            channels=list(draft.channels),
            related=list(draft.related),
            is_local_rule=draft.is_local_rule,
            source=draft.source,
            valid_from=draft.valid_from,
            valid_to=draft.valid_to,
            created_at=article.created_at,
            is_published=article.is_published,
        )
