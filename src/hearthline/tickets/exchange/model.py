"""Offices that send us tickets of their own: what their sheets look like, and what one brings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from hearthline.kernel import Id, StaffId, TicketId, Words
from hearthline.tickets.counting import Limit

LARGEST_SHEET_BYTES = 5 * 1024 * 1024
MOST_ROWS = 2_000

NO, CONTENT = "no", "content"
FIELDS = (
    *(NO, "received_at", "deadline", "caller", "phone", "address", "account", "title"),
    *(CONTENT, "category", "urge", "urged_at"),
)
NEEDED = (NO, CONTENT)
ANSWERS = (
    *("no", "our_no", "result", "text", "cause", "contacted_at", "satisfied", "resolved_at"),
    *("answered_at", "answered_by"),
)


@dataclass(frozen=True, slots=True)
class SheetFormat:
    """The columns of an office's sheet, and of the one that goes back.

    `columns` are the headings that a field of ours may have, `answer` pairs of a heading and what
    it holds; `words` say yes, no and unknown.
    """

    columns: Mapping[str, tuple[str, ...]]
    urge_words: tuple[str, ...]
    answer: tuple[tuple[str, str], ...]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Office:
    """An office: `limit` counts where its sheet names no deadline, `types` are by its category."""

    code: str
    name: Words
    sheet: SheetFormat
    limit: Limit
    default_type: str
    types: Mapping[str, str] = field(default_factory=dict)
    details: Mapping[str, str] = field(default_factory=dict)

    def type_of(self, category: str) -> str:
        """Our type for a category of theirs."""
        return self.types.get(category, self.default_type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A row of their sheet as we read it; `cells` are its texts by field."""

    no: str
    content: str
    cells: Mapping[str, str]
    received_at: datetime | None = None
    deadline: datetime | None = None
    phone: str | None = None
    account: str | None = None
    is_urged: bool = False
    urged_at: datetime | None = None

    def text(self, name: str) -> str:
        """A cell as it stands there."""
        return self.cells.get(name, "")


class IntakeId(Id):
    """A sheet that was taken in."""


class IntakeState(StrEnum):
    """How far a sheet has come; `failed` broke off, and what was done stays."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    KNOWN = "known"
    TWICE = "twice"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the sheet and what becomes of it; `row` counts as a spreadsheet does.

    `deadline` is the one that holds; where the sheet says another than a known ticket has, it
    `is_moved` from `was_deadline`. `why` tells what is wrong, in
    the `column` of that heading where it is one cell.
    """

    row: int
    outcome: Outcome
    no: str = ""
    type_code: str = ""
    content: str = ""
    deadline: datetime | None = None
    was_deadline: datetime | None = None
    is_moved: bool = False
    is_urged: bool = False
    ticket_id: TicketId | None = None
    work_order_no: str = ""
    column: str = ""
    why: Words | None = None
    received: Received | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a sheet would do; the stamp names the sheet, for applying what was shown."""

    source: str
    stamp: str
    lines: tuple[Line, ...]

    def count(self, outcome: Outcome) -> int:
        """How many rows have an outcome."""
        return sum(line.outcome is outcome for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What some rows did: tickets opened, deadlines moved, tickets urged, rows refused."""

    opened: int = 0
    moved: int = 0
    urged: int = 0
    refused: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(
            opened=self.opened + other.opened,
            moved=self.moved + other.moved,
            urged=self.urged + other.urged,
            refused=self.refused + other.refused,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A sheet that is being taken in, or was.

    `counts` are the rows by outcome as they were shown, `total` those that have something to do
    and `done` how many of them are; `why` tells why it broke off.
    """

    id: IntakeId
    source: str
    stamp: str
    file_name: str
    state: IntakeState
    counts: Mapping[Outcome, int]
    total: int
    done: int
    tally: Tally
    taken_by: StaffId
    taken_at: datetime
    ended_at: datetime | None = None
    why: Words | None = None


@dataclass(frozen=True, slots=True)
class IntakeLine:
    """A row of a sheet that was taken in; `is_done` when nothing is left to do for it."""

    line: Line
    is_done: bool
