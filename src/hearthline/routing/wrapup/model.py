"""A wrap-up: code, note, solved or not, what is to follow, a summary with what it rests on."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from hearthline.kernel import ConversationId, Id, StaffId

# 诉求 · 处理 · 结果 · 待办 · 情绪
SUMMARY_PARTS: Final = ("request", "handling", "result", "todo", "emotion")


class WrapUpId(Id):
    """What somebody wrote down about a conversation when it was over."""


@dataclass(frozen=True, slots=True)
class SummaryPart:
    """One part of a summary, and the numbers of the messages on which it rests."""

    text: str
    seqs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ToDo:
    """What is still to be done for the customer: what, until when, and who (None: who writes)."""

    client_id: UUID
    text: str
    due_at: datetime
    keeper_id: StaffId | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """What an agent writes; None leaves a member as it is.

    `promise` becomes a promise to the customer. Left out, the summary's own 待办 does when the
    wrap-up is done, unless `is_promise` says no.
    """

    code: str | None = None
    note: str | None = None
    solved: bool | None = None
    follow_up: str | None = None
    summary: dict[str, SummaryPart] | None = None
    promise: ToDo | None = None
    is_promise: bool = True


@dataclass(frozen=True, slots=True)
class WrapUp:
    """The wrap-up of one agent's part in a conversation.

    Without `due_at` the conversation still goes on; `ended_by` is `done` or `timer`.
    """

    id: WrapUpId
    conversation_id: ConversationId
    staff_id: StaffId
    began_at: datetime
    due_at: datetime | None
    ended_at: datetime | None = None
    ended_by: str | None = None
    code: str | None = None
    code_label: str | None = None
    note: str = ""
    solved: bool | None = None
    follow_up: str = ""
    summary: dict[str, SummaryPart] = field(default_factory=dict)
    customer: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be confirmed."""
        return self.ended_at is None


def summary_json(summary: dict[str, SummaryPart]) -> dict[str, Any]:
    """A summary as it is kept."""
    return {
        name: {"text": part.text, "seqs": list(part.seqs)}
        for name, part in summary.items()
        if name in SUMMARY_PARTS
    }


def summary_of(kept: dict[str, Any]) -> dict[str, SummaryPart]:
    """A summary read back."""
    return {name: SummaryPart(part["text"], tuple(part["seqs"])) for name, part in kept.items()}
