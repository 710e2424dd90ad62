"""Documents read into items, and an import as people see it before anything is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from hearthline.kernel import ArticleId, Id, StaffId, Words
from hearthline.knowledge.transfer.wording import TROUBLES, place_words

LARGEST_FILE_BYTES: Final = 50 * 1024 * 1024
MOST_ITEMS: Final = 5_000
LONGEST_TEXT: Final = 20_000
LONGEST_TITLE: Final = 300
MOST_QUESTIONS: Final = 200
MOST_TROUBLES: Final = 500

Members = Mapping[str, Any]


class ImportId(Id):
    """A file that was given to be read into items."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: as much of it as the format knows; numbers begin at 1."""

    page: int | None = None
    sheet: str = ""
    row: int | None = None
    cell: str = ""
    line: int | None = None
    heading: str = ""
    part: str = ""

    def told(self) -> Words:
        """The place in words; empty for the whole file."""
        return place_words(self)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong, in which file and where in it; a warning does not keep an item back."""

    code: str
    file: str
    place: Place = field(default_factory=Place)
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_warning(self) -> bool:
        """Whether it is only told."""
        return TROUBLES[self.code].is_warning

    @property
    def what(self) -> Words:
        """What is wrong."""
        return TROUBLES[self.code].what.filled(dict(self.details))

    @property
    def mend(self) -> Words:
        """How to mend it."""
        return TROUBLES[self.code].mend.filled(dict(self.details))


@dataclass(frozen=True, slots=True)
class Parsed:
    """One item as a file says it.

    `members` are those of a draft that the file speaks of, as plain JSON. `is_whole` says that
    what it does not speak of is meant to be empty, not to stay as it is.
    """

    file: str
    place: Place
    members: Members
    is_whole: bool = False
    troubles: tuple[Trouble, ...] = ()

    @property
    def title(self) -> str:
        """What it is about."""
        return str(self.members.get("title", ""))

    def told(self, *troubles: Trouble) -> "Parsed":
        """The same with more troubles."""
        return replace(self, troubles=(*self.troubles, *troubles))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave: its items, and what is wrong with the file itself."""

    items: tuple[Parsed, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether nothing in it can be taken."""
        return not self.items and any(not one.is_warning for one in self.troubles)

    def __add__(self, other: "Reading") -> "Reading":
        """Both, one after the other."""
        return Reading(self.items + other.items, self.troubles + other.troubles)


def refused(code: str, file: str, place: Place | None = None, **details: Any) -> Reading:
    """A file of which nothing can be taken."""
    return Reading(troubles=(Trouble(code, file, place or Place(), details),))


class Finding(StrEnum):
    """How an item stands to what the base has already."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DUPLICATE = "duplicate"
    FAULTY = "faulty"


class ImportState(StrEnum):
    """How far an import has come."""

    WAITING = "waiting"
    READING = "reading"
    READY = "ready"
    REFUSED = "refused"
    APPLIED = "applied"
    UNDONE = "undone"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Likeness:
    """The item of the base that an imported one resembles; `score_ratio` is 0 to 1."""

    article_id: ArticleId
    title: str
    score_ratio: float


@dataclass(frozen=True, slots=True)
class ImportItem:
    """One item of an import, to be picked and corrected before it is applied."""

    number: int
    parsed: Parsed
    finding: Finding
    is_picked: bool
    article_id: ArticleId | None = None
    like: Likeness | None = None
    is_applied: bool = False


@dataclass(frozen=True, slots=True)
class Import:
    """A file that somebody gave to be read."""

    id: ImportId
    name: str
    size_bytes: int
    domain: str
    state: ImportState
    done: int
    total: int
    troubles: tuple[Trouble, ...]
    by: StaffId | None
    created_at: datetime
    counts: Mapping[Finding, int] = field(default_factory=dict)
    applied_at: datetime | None = None
    undone_at: datetime | None = None
