"""The life of items: written, reviewed by a second person, published, scheduled, taken back."""

from hearthline.knowledge.life.gate import Gatekeeper
from hearthline.knowledge.life.jobs import life_jobs
from hearthline.knowledge.life.model import (
    BulkChange,
    Card,
    CopyState,
    InForce,
    ItemState,
    Mention,
    Sought,
    WorkingCopy,
)
from hearthline.knowledge.life.service import Editing

__all__ = [
    "BulkChange",
    "Card",
    "CopyState",
    "Editing",
    "Gatekeeper",
    "InForce",
    "ItemState",
    "Mention",
    "Sought",
    "WorkingCopy",
    "life_jobs",
]
