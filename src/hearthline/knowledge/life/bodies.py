"""What is sent to write, review and sort items."""

from datetime import UTC, date, datetime
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from hearthline.kernel import ArticleId
from hearthline.knowledge.life.cursors import Cursor, place_of
from hearthline.knowledge.life.gate import GateMode
from hearthline.knowledge.life.model import CHANNELS, BulkChange, ItemState, Sought
from hearthline.knowledge.model import Attachment, Attribute, Audience, Draft, Kind

LARGEST_CONTENT_BYTES = 2 * 1024 * 1024

_SOUND = r"^[^\x00]*$"
_SEGMENTS = 8


def _path(text: str) -> str:
    """A place of the catalogue without blanks and empty steps: `供热/缴费`."""
    steps = [step.strip() for step in text.split("/") if step.strip()]
    if len(steps) > _SEGMENTS:
        raise ValueError(f"at most {_SEGMENTS} levels")
    return "/".join(steps)


def _channel(name: str) -> str:
    if name not in CHANNELS:
        raise ValueError(f"one of: {', '.join(CHANNELS)}")
    return name


# What stands in a calendar of this trade; the database and its drivers know no others.
Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(1990, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC)),
]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500, pattern=_SOUND)]
Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=_SOUND)
]
Word = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=_SOUND)
]
Question = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=_SOUND)
]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=_SOUND)]
Short = Annotated[str, StringConstraints(max_length=1000, pattern=_SOUND)]
Answer = Annotated[str, StringConstraints(max_length=10_000, pattern=_SOUND)]
Long = Annotated[str, StringConstraints(max_length=100_000, pattern=_SOUND)]
Catalogue = Annotated[str, StringConstraints(max_length=200, pattern=_SOUND), AfterValidator(_path)]
Channel = Annotated[str, AfterValidator(_channel)]
Slug = Annotated[str, StringConstraints(pattern=r"^([a-z0-9-]{1,40}/)?[a-z0-9][a-z0-9-]{0,80}$")]
Trade = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
Counter = Annotated[int, Field(ge=1, le=2_000_000_000)]
Version = Annotated[int, Field(ge=1, le=2_000_000_000)]
Words = Annotated[tuple[Word, ...], Field(max_length=200)]


class Body(BaseModel):
    """A request's body: nothing in it that is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AttributeIn(Body):
    """One fact of an item that can be compared with another's."""

    name: Annotated[str, StringConstraints(max_length=60, pattern=_SOUND)]
    value: Annotated[str, StringConstraints(max_length=500, pattern=_SOUND)]
    unit: Annotated[str, StringConstraints(max_length=20, pattern=_SOUND)] = ""


class AttachmentIn(Body):
    """A file of an item; `fallback` is said where it cannot be shown."""

    file_id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,100}$")]
    name: Line
    media_type: Annotated[str, StringConstraints(pattern=r"^[a-z0-9.+-]+/[a-z0-9.+-]+$")]
    fallback: Annotated[str, StringConstraints(max_length=500, pattern=_SOUND)] = ""


class ContentChange(Body):
    """The fields of an item that are to be different; those left out stay."""

    kind: Kind = Kind.QUESTION
    title: Line = ""
    questions: Annotated[tuple[Question, ...], Field(max_length=500)] = ()
    answer: Answer = ""
    professional: Long = ""
    details: Long = ""
    spoken: Short | None = None
    intents: Words = ()
    keywords: Words = ()
    catalogue: Catalogue = ""
    tags: Words = ()
    scenes: Words = ()
    audience: Annotated[tuple[Audience, ...], Field(max_length=10)] = (
        Audience.CUSTOMER,
        Audience.AGENT,
    )
    channels: Annotated[tuple[Channel, ...], Field(max_length=20)] = (
        "web",
        "wechat",
        "app",
        "phone",
    )
    customer_classes: Words = ()
    regions: Words = ()
    related: Words = ()
    attributes: Annotated[tuple[AttributeIn, ...], Field(max_length=100)] = ()
    attachments: Annotated[tuple[AttachmentIn, ...], Field(max_length=50)] = ()
    is_local_rule: bool = False
    is_exportable: bool = False
    source: Line = ""
    owner: Annotated[str, StringConstraints(max_length=64, pattern=_SOUND)] = ""
    review_on: date | None = None
    valid_from: Moment | None = None
    valid_to: Moment | None = None

    def changes(self) -> dict[str, Any]:
        """The fields that were given, as a draft has them."""
        given = {name: getattr(self, name) for name in self.model_fields_set}
        if "attributes" in given:
            given["attributes"] = tuple(Attribute(**one.model_dump()) for one in self.attributes)
        if "attachments" in given:
            given["attachments"] = tuple(Attachment(**one.model_dump()) for one in self.attachments)
        if given.get("valid_from", "") is None:
            del given["valid_from"]
        if "audience" in given:
            given["audience"] = tuple(one.value for one in self.audience)
        return given


class CreateArticle(Body):
    """A new item, begun as a draft; without `slug` it gets one in the trade named."""

    content: ContentChange = ContentChange()
    slug: Slug | None = None
    trade: Trade | None = None
    note: Note = ""

    def draft(self, now: datetime) -> Draft:
        """The draft that it begins with; in force from now on when no beginning is given."""
        place = f"{self.trade}/" if self.trade and "/" not in (self.slug or "") else ""
        slug = f"{place}{self.slug or ''}"
        blank = {"title": "", "questions": (), "answer": "", "valid_from": now}
        return Draft(**{"slug": slug, **blank, **self.content.changes()})


class SaveCopy(Body):
    """Changed fields of a working copy, and the counter of the copy that they were changed on."""

    counter: Counter
    changes: ContentChange


class OnCopy(Body):
    """Something done to a working copy as it was at this counter."""

    counter: Counter


class SubmitCopy(OnCopy):
    """Hand it in, with a word to the reviewer."""

    note: Note = ""


class ApproveCopy(SubmitCopy):
    """Approve it; then publish at once, or at a moment, or later."""

    publish: bool = False
    publish_at: Moment | None = None
    in_spite: Note = ""


class RejectCopy(OnCopy):
    """Give it back, with a reason."""

    note: Reason


class PublishVersion(Body):
    """Put an approved version in force, now or at a moment, `in_spite` of trials for a reason."""

    version: Version
    at: Moment | None = None
    in_spite: Note = ""


class ChooseGate(Body):
    """Whether trials that come out worse stop a publication."""

    mode: GateMode


class TryVersion(Body):
    """Which version is tried."""

    version: Version


class WithdrawArticle(Body):
    """Take an article out, with a reason."""

    reason: Note = ""


class RollBackArticle(Body):
    """Go back to the version before, or to an earlier one; with a reason."""

    version: Version | None = None
    reason: Note = ""


class ChangeMany(Body):
    """What is to be different about many items; what is left out stays.

    Place, tags, owner and review date change at once; audience and dates become drafts for review.
    """

    articles: Annotated[tuple[ArticleId, ...], Field(min_length=1, max_length=1000)]
    catalogue: Catalogue | None = None
    add_tags: Words = ()
    remove_tags: Words = ()
    owner: Annotated[str, StringConstraints(max_length=64, pattern=_SOUND)] | None = None
    review_on: date | None = None
    audience: Annotated[tuple[Audience, ...], Field(min_length=1, max_length=10)] | None = None
    valid_from: Moment | None = None
    valid_to: Moment | None = None
    no_end: bool = False

    @model_validator(mode="after")
    def _one_end(self) -> Self:
        if self.no_end and self.valid_to is not None:
            raise ValueError("either `valid_to` or `no_end`")
        return self

    def change(self) -> BulkChange:
        """The change without whom it is for."""
        facts = self.model_dump(exclude={"articles", "audience"})
        audience = None if self.audience is None else tuple(one.value for one in self.audience)
        return BulkChange(**facts, audience=audience)


class MoveCatalogue(Body):
    """Move a place of the catalogue with all below it; an empty `to` dissolves it."""

    path: Annotated[Catalogue, Field(min_length=1)]
    to: Catalogue


class ListArticles(Body):
    """Which items are wanted: every filter that is given must hold.

    `q` is part of a title or slug, `catalogue` means all below it too, of `tag` all must be there.
    """

    q: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100, pattern=_SOUND)] = ""
    kind: Kind | None = None
    state: ItemState | None = None
    catalogue: Catalogue | None = None
    tag: Annotated[tuple[Word, ...], Field(max_length=10)] = ()
    owner: Annotated[str, StringConstraints(max_length=64, pattern=_SOUND)] = ""
    audience: Audience | None = None
    exportable: bool | None = None
    ends_before: Moment | None = None
    review_before: date | None = None
    cursor: Cursor | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50

    def sought(self) -> Sought:
        """The filters and the page."""
        return Sought(
            text=self.q,
            kind=self.kind,
            state=self.state,
            catalogue=self.catalogue,
            tags=self.tag,
            owner=self.owner,
            audience=self.audience,
            is_exportable=self.exportable,
            ends_before=self.ends_before,
            review_before=self.review_before,
            after=place_of(self.cursor),
            limit=self.limit,
        )


class ListAsOf(Body):
    """The moment that is asked about, and words of title or answer; a cursor is a slug."""

    at: Moment | None = None
    q: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100, pattern=_SOUND)] = ""
    cursor: Annotated[str, StringConstraints(max_length=200, pattern=_SOUND)] = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 50
