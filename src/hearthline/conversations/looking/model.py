"""Who has a conversation before the eyes, and who is writing in it: true for a short while."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from hearthline.kernel import StaffId

# A browser tells it every 20 seconds; one that is gone is forgotten after two that are missing.
LASTS = timedelta(seconds=45)


class Doing(StrEnum):
    """What somebody does with a conversation."""

    LOOKING = "looking"
    WRITING = "writing"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Looker:
    """Somebody who looks at a conversation or writes in it, until told again."""

    staff_id: StaffId
    name: str
    doing: Doing
    until: datetime
