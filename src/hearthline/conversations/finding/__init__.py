"""The search over messages, notes and labels, in Chinese too."""

from hearthline.conversations.finding.indexing import Indexer
from hearthline.conversations.finding.jobs import finding_jobs
from hearthline.conversations.finding.model import (
    Asked,
    Elsewhere,
    HitKind,
    Numbered,
    nothing_elsewhere,
)
from hearthline.conversations.finding.service import Finding

__all__ = [
    "Asked",
    "Elsewhere",
    "Finding",
    "HitKind",
    "Indexer",
    "Numbered",
    "finding_jobs",
    "nothing_elsewhere",
]
