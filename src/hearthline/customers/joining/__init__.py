"""One person with several entries: "these two are one", said by an agent with a reason, undoable.

Nothing is moved: an entry points to the one it belongs to, and readers ask for the whole group.
"""

from hearthline.customers.joining.errors import (
    GroupTooLarge,
    JoinedToSelf,
    JoinTooOld,
    JoinUnknown,
)
from hearthline.customers.joining.groups import Group, Groups
from hearthline.customers.joining.model import Candidate, Join, JoinId
from hearthline.customers.joining.service import Joining

__all__ = [
    "Candidate",
    "Group",
    "GroupTooLarge",
    "Groups",
    "Join",
    "JoinId",
    "JoinTooOld",
    "JoinUnknown",
    "JoinedToSelf",
    "Joining",
]
