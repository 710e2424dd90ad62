"""Bodies of drafts, replies, limits and the check of numbers."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator

from hearthline.conversations.model import LONGEST_TEXT
from hearthline.conversations.wire import MessageOut
from hearthline.conversations.writing.limits import Allowance
from hearthline.conversations.writing.model import Draft, Mode, PendingReply, Replied, Typed, Words
from hearthline.conversations.writing.numbers import NearNumber
from hearthline.kernel import ConversationId, UploadId

_PLAIN = r"^[^\x00]*$"
# A draft may be too long to be sent: the composer says so, and nothing typed is lost.
_DraftText = Annotated[str, StringConstraints(max_length=5 * LONGEST_TEXT, pattern=_PLAIN)]
_Text = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=LONGEST_TEXT, pattern=_PLAIN)
]
Tab = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[\w-]+$")]


class ReplyDraftIn(BaseModel):
    """What a tab has typed; `base` is the version that it has seen (0: none)."""

    text: _DraftText
    mode: Mode = Mode.REPLY
    base: int = Field(0, ge=0)
    tab: Tab

    def typed(self) -> Typed:
        """As the slice takes it."""
        return Typed(self.text, self.mode, self.base, self.tab)


class PendingOut(BaseModel):
    """A reply that the server sends at `due_at` unless it is taken back before."""

    client_id: UUID
    kind: str
    text: str
    made_at: datetime
    due_at: datetime

    @classmethod
    def of(cls, reply: PendingReply) -> Self:
        """The waiting reply on the wire."""
        return cls(
            client_id=reply.client_id,
            kind=reply.kind.value,
            text=reply.text,
            made_at=reply.made_at,
            due_at=reply.due_at,
        )


class ReplyDraftOut(BaseModel):
    """The caller's draft, and the caller's replies that still wait.

    `returned` says why words came back unsent: the conversation moved on, closed, or the channel
    takes no more.
    """

    text: str
    mode: Mode
    version: int
    tab: str | None
    returned: Literal["moved", "closed", "limit"] | None
    pending: list[PendingOut]

    @classmethod
    def of(cls, draft: Draft, pending: list[PendingReply]) -> Self:
        """The draft on the wire."""
        return cls(
            text=draft.text,
            mode=draft.mode,
            version=draft.version,
            tab=draft.tab,
            returned=draft.returned.value if draft.returned else None,
            pending=[PendingOut.of(one) for one in pending],
        )


class ReplyDraftList(BaseModel):
    """In which conversations the caller has words unsent."""

    items: list[ConversationId]


class AgentWords(BaseModel):
    """What an agent sends: `text`, or a file that was uploaded; `client_id` makes repeats harmless.

    With `undo_s` the server keeps it for so many seconds, in which it may be taken back.
    """

    client_id: UUID
    text: _Text = ""
    upload_id: UploadId | None = None
    undo_s: int = Field(0, ge=0, le=10)

    @model_validator(mode="after")
    def complete(self) -> Self:
        """There is something to send."""
        if not self.text and self.upload_id is None:
            raise ValueError("1 to 4,000 characters, or an upload")
        return self

    def words(self) -> Words:
        """As the slice takes it."""
        undo = timedelta(seconds=self.undo_s)
        return Words(self.client_id, self.text, self.upload_id, undo)


class SentOut(BaseModel):
    """The message as it was stored; or, while it may be taken back, the reply that waits."""

    message: MessageOut | None = None
    pending: PendingOut | None = None

    @classmethod
    def of(cls, replied: Replied, link: Callable[[str], str]) -> Self:
        """What came of a reply."""
        return cls(
            message=MessageOut.of(replied.message, link) if replied.message else None,
            pending=PendingOut.of(replied.pending) if replied.pending else None,
        )


class TakenBack(BaseModel):
    """The words that were not sent; null when there was nothing to take back."""

    text: str | None


class UploadedFile(BaseModel):
    """A file that an agent may send."""

    upload_id: UploadId
    mime: str
    bytes: int
    url: str


class LimitsOut(BaseModel):
    """What the channel takes now: until when, how many more, how many characters (null: any)."""

    most: int | None
    within_s: int | None
    closes_at: datetime | None
    left: int | None
    longest: int | None
    part: int | None

    @classmethod
    def of(cls, allowed: Allowance) -> Self:
        """The allowance on the wire."""
        within = allowed.rule.within
        return cls(
            most=allowed.rule.most,
            within_s=int(within.total_seconds()) if within else None,
            closes_at=allowed.closes_at,
            left=allowed.left,
            longest=allowed.rule.longest,
            part=allowed.rule.part,
        )


class NumbersIn(BaseModel):
    """Words whose numbers are to be checked."""

    text: _DraftText


class NearNumberOut(BaseModel):
    """A doubtful number: where it stands (characters), and the end of the one that is known."""

    written: str
    start: int
    end: int
    known_end: str

    @classmethod
    def of(cls, near: NearNumber) -> Self:
        """The hint on the wire; of the known number only the last four digits are told."""
        return cls(written=near.written, start=near.start, end=near.end, known_end=near.known[-4:])


class NumbersOut(BaseModel):
    """Numbers that are one slip away from one of this conversation."""

    hints: list[NearNumberOut]
