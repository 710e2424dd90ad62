"""Words that a tenant teaches the search."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hearthline.kernel import SearchWordId, StaffId


class WordKind(StrEnum):
    """What a group of words is."""

    SYNONYM = "synonym"
    PROTECTED = "protected"


@dataclass(frozen=True, slots=True)
class SearchWord:
    """Words that mean the same, or words that are left whole and never exchanged."""

    id: SearchWordId
    kind: WordKind
    words: tuple[str, ...]
    by: StaffId
    at: datetime
