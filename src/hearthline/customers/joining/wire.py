"""Joins on the wire."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel, ConfigDict

from hearthline.customers.joining.model import Candidate, Join, JoinId
from hearthline.customers.wire import Reason
from hearthline.kernel import CustomerId, StaffId


class JoinOut(BaseModel):
    """That one entry belongs to another, and what both had in common."""

    id: JoinId
    kept_id: CustomerId
    merged_id: CustomerId
    merged_label: str
    reason: str
    evidence: list[str]
    merged_by_name: str
    merged_at: datetime
    undone_at: datetime | None
    may_undo: bool

    @classmethod
    def of(cls, join: Join, names: dict[StaffId, str], *, now: datetime) -> Self:
        """The join on the wire."""
        return cls(
            id=join.id,
            kept_id=join.kept_id,
            merged_id=join.merged_id,
            merged_label=join.merged_label,
            reason=join.reason,
            evidence=list(join.evidence),
            merged_by_name=names.get(join.merged_by, ""),
            merged_at=join.merged_at,
            undone_at=join.undone_at,
            may_undo=join.may_be_undone(now),
        )


class CandidateOut(BaseModel):
    """Another entry with something in common; an agent decides."""

    id: CustomerId
    label: str
    evidence: list[str]
    last_seen_at: datetime

    @classmethod
    def of(cls, candidate: Candidate) -> Self:
        """The candidate on the wire."""
        return cls(
            id=candidate.id,
            label=candidate.label,
            evidence=list(candidate.evidence),
            last_seen_at=candidate.last_seen_at,
        )


class JoinsOut(BaseModel):
    """What was joined and parted, newest first, and who might be the same person."""

    joins: list[JoinOut]
    candidates: list[CandidateOut]


class JoinWith(BaseModel):
    """The entry that is the same person, and how one knows."""

    model_config = ConfigDict(extra="forbid")

    other_id: CustomerId
    reason: Reason
