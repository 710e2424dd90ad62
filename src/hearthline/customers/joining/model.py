"""What it means that two entries are one person."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hearthline.kernel import CustomerId, Id, StaffId

MAY_UNDO_FOR = timedelta(days=7)
# One person with more entries than this is likelier a shared phone than a person.
MOST_IN_GROUP = 12
EVIDENCE = ("account", "phone", "name")


class JoinId(Id):
    """That one entry belongs to another, from when it was said until it was undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """`merged_id` belongs to `kept_id`; `evidence` is what both had in common when it was said."""

    id: JoinId
    kept_id: CustomerId
    merged_id: CustomerId
    reason: str
    evidence: tuple[str, ...]
    merged_by: StaffId
    merged_at: datetime
    undone_by: StaffId | None = None
    undone_at: datetime | None = None
    merged_label: str = ""

    def may_be_undone(self, now: datetime) -> bool:
        """Whether it stands and is young enough."""
        return self.undone_at is None and now - self.merged_at <= MAY_UNDO_FOR


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another entry that has something in common; only an agent can say that it is one person."""

    id: CustomerId
    label: str
    evidence: tuple[str, ...]
    last_seen_at: datetime
