"""Tags on the wire."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from hearthline.customers.tags.model import TagId, TagKind
from hearthline.customers.tags.service import NewTag, ShownTag
from hearthline.kernel import StaffId, Words

Reason = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=2, max_length=400, pattern=r"^[^\x00]*$"),
]
_Long = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=400, pattern=r"^[^\x00]*$")
]


class TagKindOut(BaseModel):
    """A kind of tag and what it means for service."""

    code: str
    name: str
    name_en: str
    meaning: str
    phrase: str
    urgency: int
    is_straight: bool
    is_sensitive: bool
    lasts_days: int | None
    is_active: bool

    @classmethod
    def of(cls, kind: TagKind) -> Self:
        """The kind on the wire."""
        return cls(
            code=kind.code,
            name=kind.name.zh,
            name_en=kind.name.en,
            meaning=kind.meaning,
            phrase=kind.phrase,
            urgency=kind.urgency,
            is_straight=kind.is_straight,
            is_sensitive=kind.is_sensitive,
            lasts_days=kind.lasts_days,
            is_active=kind.is_active,
        )


class TagKindList(BaseModel):
    """Every kind, those that are switched off last."""

    items: list[TagKindOut]


class SaveTagKind(BaseModel):
    """A kind of the tenant's; with the code of one of the product's own it replaces that."""

    model_config = ConfigDict(extra="forbid")

    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
    name: Annotated[
        str,
        StringConstraints(
            strip_whitespace=True, min_length=1, max_length=20, pattern=r"^[^\x00]*$"
        ),
    ]
    name_en: Annotated[str, StringConstraints(max_length=60, pattern=r"^[^\x00]*$")] = ""
    meaning: _Long = ""
    phrase: _Long = ""
    urgency: Annotated[int, Field(ge=0, le=3)] = 0
    is_straight: bool = False
    is_sensitive: bool = False
    lasts_days: Annotated[int, Field(ge=1, le=3650)] | None = None
    is_active: bool = True

    def kind(self) -> TagKind:
        """The kind that is meant."""
        return TagKind(
            name=Words(zh=self.name, en=self.name_en or self.name),
            **self.model_dump(exclude={"name", "name_en"}),
        )


class TagOut(BaseModel):
    """A tag with its kind; `name` and `phrase` are for the agent."""

    id: TagId
    code: str
    name: str
    name_en: str
    meaning: str
    phrase: str
    urgency: int
    is_straight: bool
    is_sensitive: bool
    reason: str
    source: str
    source_ref: str | None
    from_at: datetime
    until_at: datetime | None
    added_by: StaffId | None
    added_by_name: str | None
    removed_at: datetime | None
    removed_by_name: str | None
    removed_why: str | None

    @classmethod
    def of(cls, shown: ShownTag, names: dict[StaffId, str]) -> Self:
        """The tag on the wire."""
        tag, kind = shown.tag, shown.kind
        return cls(
            id=tag.id,
            code=tag.code,
            name=kind.name.zh,
            name_en=kind.name.en,
            meaning=kind.meaning,
            phrase=kind.phrase,
            urgency=kind.urgency,
            is_straight=kind.is_straight,
            is_sensitive=kind.is_sensitive,
            reason=tag.reason,
            source=tag.source,
            source_ref=tag.source_ref,
            from_at=tag.from_at,
            until_at=tag.until_at,
            added_by=tag.added_by,
            added_by_name=names.get(tag.added_by) if tag.added_by else None,
            removed_at=tag.removed_at,
            removed_by_name=names.get(tag.removed_by) if tag.removed_by else None,
            removed_why=tag.removed_why,
        )


class TagList(BaseModel):
    """A customer's tags."""

    items: list[TagOut]


class AddTag(BaseModel):
    """A tag with its reason; without an end the kind's own length counts."""

    model_config = ConfigDict(extra="forbid")

    code: Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z0-9_]+$")]
    reason: Reason
    until_at: AwareDatetime | None = None

    def new(self) -> NewTag:
        """The tag that is meant."""
        return NewTag(code=self.code, reason=self.reason, until_at=self.until_at)


class RemoveTag(BaseModel):
    """Why a tag is taken away."""

    model_config = ConfigDict(extra="forbid")

    why: Reason
