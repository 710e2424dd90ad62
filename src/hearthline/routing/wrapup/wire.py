"""Bodies of wrap-up."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from hearthline.kernel import ConversationId, StaffId
from hearthline.routing.wrapup.model import Filled, SummaryPart, ToDo, WrapUp
from hearthline.routing.wrapup.service import Ending

_PLAIN = r"^[^\x00]*$"
_Long = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000, pattern=_PLAIN)]
_Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000, pattern=_PLAIN)]
_Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")]
PartName = Literal["request", "handling", "result", "todo", "emotion"]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SummaryPartBody(_Body):
    """One part of the summary, and the numbers of the messages on which it rests."""

    text: _Note
    seqs: list[int] = Field(default_factory=list, max_length=50)


class ToDoBody(_Body):
    """What is still to be done: what, until when, who; the same `client_id` is the same promise."""

    client_id: UUID
    text: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=400, pattern=_PLAIN),
    ]
    due_at: AwareDatetime
    keeper_id: StaffId | None = None


class FillWrapUp(_Body):
    """What is written down; members left out stay as they are.

    `promise` is kept for the customer with the same call. Left out, a 待办 in the summary is, when
    the wrap-up is done; `is_promise` false keeps none.
    """

    code: _Code | None = None
    note: _Long | None = None
    solved: bool | None = None
    follow_up: _Note | None = None
    summary: dict[PartName, SummaryPartBody] | None = None
    promise: ToDoBody | None = None
    is_promise: bool | None = None

    def filled(self) -> Filled:
        """The same for the service."""
        parts = None
        if self.summary is not None:
            parts = {
                str(name): SummaryPart(part.text, tuple(part.seqs))
                for name, part in self.summary.items()
            }
        todo = ToDo(**self.promise.model_dump()) if self.promise else None
        return Filled(
            self.code,
            self.note,
            self.solved,
            self.follow_up,
            parts,
            promise=todo,
            is_promise=self.is_promise is not False,
        )


class WriteWrapUp(FillWrapUp):
    """The same; `done` confirms it and ends the wrap-up."""

    done: bool = False


class Resolve(_Body):
    """The end of an agent's turn; `give_back` left out: open work decides.

    With `wrap_up` it is done with the same call, and no wrap-up time follows.
    """

    note: _Note | None = None
    give_back: bool | None = None
    wrap_up: FillWrapUp | None = None

    def ending(self) -> Ending:
        """The same for the service."""
        filled = self.wrap_up.filled() if self.wrap_up else None
        return Ending(self.give_back, self.note, filled)


class WrapUpOut(BaseModel):
    """A wrap-up; `due_at`: when it ends by itself; `ended_by`: `done` or `timer`."""

    conversation_id: ConversationId
    staff_id: StaffId
    customer: str
    began_at: datetime
    due_at: datetime | None
    ended_at: datetime | None
    ended_by: str | None
    code: str | None
    code_label: str | None
    note: str
    solved: bool | None
    follow_up: str
    summary: dict[PartName, SummaryPartBody]

    @classmethod
    def of(cls, wrap_up: WrapUp) -> Self:
        """The wrap-up on the wire."""
        return cls.model_validate(
            {
                "conversation_id": wrap_up.conversation_id,
                "staff_id": wrap_up.staff_id,
                "customer": wrap_up.customer,
                "began_at": wrap_up.began_at,
                "due_at": wrap_up.due_at,
                "ended_at": wrap_up.ended_at,
                "ended_by": wrap_up.ended_by,
                "code": wrap_up.code,
                "code_label": wrap_up.code_label,
                "note": wrap_up.note,
                "solved": wrap_up.solved,
                "follow_up": wrap_up.follow_up,
                "summary": {
                    name: {"text": part.text, "seqs": list(part.seqs)}
                    for name, part in wrap_up.summary.items()
                },
            }
        )


class WrapUpList(BaseModel):
    """What the caller has still to confirm, soonest first."""

    items: list[WrapUpOut]


class WrapUpFound(BaseModel):
    """The last wrap-up of a conversation, if there is one."""

    wrap_up: WrapUpOut | None
