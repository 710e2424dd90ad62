"""Bodies of who is looking."""

from typing import Literal, Self

from pydantic import BaseModel

from hearthline.conversations.looking.model import Doing, Looker
from hearthline.kernel import StaffId


class LookingIn(BaseModel):
    """What the caller does with a conversation; told again every 20 seconds while it is so."""

    doing: Doing = Doing.LOOKING


class LookerOut(BaseModel):
    """Somebody who is there."""

    staff_id: StaffId
    name: str
    doing: Literal["looking", "writing"]

    @classmethod
    def of(cls, looker: Looker) -> Self:
        """The looker on the wire."""
        doing: Literal["looking", "writing"] = (
            "writing" if looker.doing is Doing.WRITING else "looking"
        )
        return cls(staff_id=looker.staff_id, name=looker.name, doing=doing)


class LookerList(BaseModel):
    """Who is there now, the caller too."""

    items: list[LookerOut]
