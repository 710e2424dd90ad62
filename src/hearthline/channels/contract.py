"""Requests and answers of the customer API (contract: customer-api)."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, field_validator, model_validator
from pydantic_core import PydanticCustomError

from hearthline.conversations import LONGEST_TEXT, MessageOut
from hearthline.kernel import ConversationId, UploadId

Short = Annotated[str, StringConstraints(max_length=500)]


class Page(BaseModel):
    """The page that the customer is on."""

    url: Annotated[str, StringConstraints(max_length=2000)] | None = None
    title: Short | None = None


class OpenSession(BaseModel):
    """A customer opens the chat."""

    identity: Annotated[str, StringConstraints(max_length=8000)] | None = None
    visitor_id: UUID | None = None
    locale: Literal["zh-CN", "en"] = "zh-CN"
    page: Page | None = None

    @field_validator("locale", mode="before")
    @classmethod
    def nearest(cls, locale: Any) -> Any:
        """Any English is `en`, everything else is Chinese."""
        if not isinstance(locale, str):
            return "zh-CN" if locale is None else locale
        return "en" if locale.lower().startswith("en") else "zh-CN"


class QueueOut(BaseModel):
    """Where a waiting customer stands; `eta_s` in seconds, null when nobody can tell."""

    position: int
    eta_s: int | None


class ConversationOut(BaseModel):
    """A conversation as its customer sees it."""

    id: ConversationId
    epoch: UUID
    status: Literal["bot", "queued", "agent", "closed"]
    last_seq: int
    queue: QueueOut | None


class SuggestionOut(BaseModel):
    """One of 猜你想问: what the chip shows and what it sends."""

    label: str
    text: str


class SessionOut(BaseModel):
    """An opened session; `banner` is to stand above the thread while it is not null.

    `typing_preview`: agents see what is typed before it is sent; the client tells the person so.
    """

    session_token: str
    expires_at: datetime
    conversation: ConversationOut
    suggestions: list[SuggestionOut]
    banner: str | None = None
    typing_preview: bool = False


class Place(BaseModel):
    """A place on the map, degrees (WGS 84)."""

    lat: float = Field(ge=-90, le=90)
    lng: float = Field(ge=-180, le=180)
    name: Short | None = None


class PostMessage(BaseModel):
    """A customer writes; which member is needed depends on `kind`."""

    client_id: UUID
    kind: Literal["text", "choice", "image", "file", "audio", "location"]
    text: str | None = None
    choice: Short | None = None
    upload_id: UploadId | None = None
    location: Place | None = None

    @field_validator("text", "choice")
    @classmethod
    def sound(cls, text: str | None) -> str | None:
        """1 to 4,000 characters after trimming, no NUL, no lone surrogate."""
        if text is None:
            return None
        trimmed = text.strip()
        if not trimmed:
            raise PydanticCustomError("text_empty", "1 to 4,000 characters are needed")
        if len(trimmed) > LONGEST_TEXT:
            raise PydanticCustomError("text_too_long", "At most 4,000 characters")
        if "\0" in trimmed or any("\ud800" <= c <= "\udfff" for c in trimmed):
            raise PydanticCustomError("text_unsound", "NUL and lone surrogates are not text")
        return trimmed

    @model_validator(mode="after")
    def complete(self) -> "PostMessage":
        """The member that the kind needs is there."""
        needed = {
            "text": "text",
            "choice": "choice",
            "image": "upload_id",
            "file": "upload_id",
            "audio": "upload_id",
            "location": "location",
        }[self.kind]
        if getattr(self, needed) is None:
            raise PydanticCustomError(
                "member_missing", "`{needed}` is needed", {"needed": needed, "pointer": needed}
            )
        return self


class PostedOut(BaseModel):
    """The stored message; with `Prefer: wait` also the turn's replies."""

    message: MessageOut
    replies: list[MessageOut] | None = None
    turn: Literal["complete", "pending"] | None = None


class MessagesOut(BaseModel):
    """Messages in order without holes; `last_seq` is the conversation's."""

    epoch: UUID
    messages: list[MessageOut]
    last_seq: int
    status: str


class AskForPerson(BaseModel):
    """A customer wants a person."""

    reason: Short | None = None


class Rate(BaseModel):
    """A customer's score, 1 to 5."""

    score: int = Field(ge=1, le=5, strict=True)
    solved: bool | None = None
    comment: Annotated[str, StringConstraints(max_length=2000, pattern=r"^[^\x00]*$")] | None = None


class Judge(BaseModel):
    """A thumb up or down on an answer."""

    verdict: Literal["like", "dislike"]


class UploadedOut(BaseModel):
    """A file that was taken in."""

    upload_id: UploadId
    mime: str
    bytes: int
