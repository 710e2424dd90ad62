"""Articles and hits on the wire, for the desk."""

from datetime import date, datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict

from hearthline.kernel import ArticleId
from hearthline.knowledge.model import Article, Hit, Kind


class AttributeOut(BaseModel):
    """One fact of an item that can be compared with another's."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    value: str
    unit: str


class AttachmentOut(BaseModel):
    """A file of an item; `fallback` is said where it cannot be shown."""

    model_config = ConfigDict(from_attributes=True)

    file_id: str
    name: str
    media_type: str
    fallback: str


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
    kind: Kind
    professional: str
    catalogue: str
    tags: list[str]
    scenes: list[str]
    attributes: list[AttributeOut]
    attachments: list[AttachmentOut]

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
            kind=hit.kind,
            professional=hit.professional,
            catalogue=hit.catalogue,
            tags=list(hit.tags),
            scenes=list(hit.scenes),
            attributes=[AttributeOut.model_validate(one) for one in hit.attributes],
            attachments=[AttachmentOut.model_validate(one) for one in hit.attachments],
        )


class HitList(BaseModel):
    """What was found, best first."""

    items: list[HitOut]


class ContentOut(BaseModel):
    """What an item says and whom it is for: the content of one revision or working copy."""

    model_config = ConfigDict(from_attributes=True)

    slug: str
    kind: Kind
    title: str
    questions: list[str]
    answer: str
    professional: str
    details: str
    spoken: str | None
    intents: list[str]
    keywords: list[str]
    catalogue: str
    tags: list[str]
    scenes: list[str]
    audience: list[str]
    channels: list[str]
    customer_classes: list[str]
    regions: list[str]
    related: list[str]
    attributes: list[AttributeOut]
    attachments: list[AttachmentOut]
    is_local_rule: bool
    is_exportable: bool
    source: str
    owner: str
    review_on: date | None
    valid_from: datetime
    valid_to: datetime | None


class ArticleOut(ContentOut):
    """One revision of an article."""

    id: ArticleId
    version: int
    created_at: datetime
    is_published: bool

    @classmethod
    def of(cls, article: Article) -> Self:
        """From an article."""
        return cls(
            **ContentOut.model_validate(article.draft).model_dump(),
            id=article.id,
            version=article.version,
            created_at=article.created_at,
            is_published=article.is_published,
        )
