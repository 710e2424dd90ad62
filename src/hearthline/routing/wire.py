"""Bodies of the desk's queues and canned answers."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, StringConstraints

from hearthline.kernel import QueueId, StaffId
from hearthline.routing.model import (
    CannedAnswer,
    CannedId,
    QueueState,
)

_PLAIN = r"^[^\x00]*$"
_Shortcut = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=32, pattern=r"^\S+$"),
]
_Title = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=_PLAIN)
]
_Folder = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40, pattern=_PLAIN)]
_LongText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000, pattern=_PLAIN)
]
_Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000, pattern=_PLAIN)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class QueueOut(BaseModel):
    """A queue: who waits and who serves."""

    id: QueueId
    name: str
    waiting: int
    longest_wait_s: int | None
    agents_available: int
    agents_total: int

    @classmethod
    def of(cls, state: QueueState) -> Self:
        """The queue on the wire."""
        return cls(
            id=state.id,
            name=state.name,
            waiting=state.waiting,
            longest_wait_s=state.longest_wait_s,
            agents_available=state.agents_available,
            agents_total=state.agents_total,
        )


class QueueList(BaseModel):
    """The queues that the caller may follow."""

    items: list[QueueOut]


class CannedOut(BaseModel):
    """A canned answer."""

    id: CannedId
    shortcut: str
    title: str
    text: str
    shared: bool
    folder: str
    uses: int

    @classmethod
    def of(cls, answer: CannedAnswer) -> Self:
        """The answer on the wire."""
        return cls(
            id=answer.id,
            shortcut=answer.shortcut,
            title=answer.title,
            text=answer.text,
            shared=answer.is_shared,
            folder=answer.folder,
            uses=answer.uses,
        )


class CannedList(BaseModel):
    """The caller's own, then everybody's."""

    items: list[CannedOut]


class AddCanned(_Body):
    """A new canned answer."""

    shortcut: _Shortcut
    title: _Title
    text: _LongText
    shared: bool = False
    folder: _Folder = ""


class ChangeCanned(_Body):
    """What is to be different; members left out stay."""

    shortcut: _Shortcut | None = None
    title: _Title | None = None
    text: _LongText | None = None
    shared: bool | None = None
    folder: _Folder | None = None

    def changes(self, staff_id: StaffId) -> dict[str, Any]:
        """The fields of a canned answer that change."""
        given = {
            name: value
            for name, value in self.model_dump(exclude={"shared"}).items()
            if value is not None
        }
        if self.shared is not None:
            given["owner_id"] = None if self.shared else staff_id
        return given
