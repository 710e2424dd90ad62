"""Releases of packs, their activations and test runs, and the tenant's own examples."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from hearthline.kernel import Id, StaffId, Words
from hearthline.platform.packs import Fault

SHORT = 12
SILENT_AFTER = timedelta(seconds=90)
MOST_TRIES = 2


class RunId(Id):
    """A test run of a release, or a comparison of two."""


class ExampleId(Id):
    """An example that the tenant gave."""


class Origin(StrEnum):
    """Where a release came from."""

    SHIPPED = "shipped"
    UPLOAD = "upload"
    EXPORT = "export"


class ReleaseState(StrEnum):
    """How far a release has come: `tested` has passed all of its tests, `retired` was active."""

    DRAFT = "draft"
    TESTED = "tested"
    ACTIVE = "active"
    RETIRED = "retired"


class RunState(StrEnum):
    """How far a run has come; a `broken` one could not be finished."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    BROKEN = "broken"


class RunKind(StrEnum):
    """What a run does."""

    TESTS = "tests"
    COMPARISON = "comparison"


class ExampleKind(StrEnum):
    """Whether a text means an intent, or only looks as if it did."""

    EXAMPLE = "example"
    COUNTER = "counter"


@dataclass(frozen=True, slots=True)
class TradeCard:
    """A trade of a release, as lists show it."""

    domain: str
    name: str
    version: str
    title: Words

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        title = {"zh": self.title.zh, "en": self.title.en}
        return {
            "domain": self.domain,
            "name": self.name,
            "version": self.version,
            "title": title,
        }

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Self:
        """Read it back."""
        return cls(body["domain"], body["name"], body["version"], Words(**body["title"]))


@dataclass(frozen=True, slots=True)
class Figures:
    """How utterances were read: rightly, answered wrongly at once, refused though known."""

    n: int = 0
    right: int = 0
    wrong_direct: int = 0
    refused_known: int = 0

    @property
    def accuracy(self) -> float | None:
        """The share that was read rightly; None without utterances."""
        return self.right / self.n if self.n else None

    def __add__(self, other: "Figures") -> "Figures":
        """Both together."""
        return Figures(
            self.n + other.n,
            self.right + other.right,
            self.wrong_direct + other.wrong_direct,
            self.refused_known + other.refused_known,
        )


@dataclass(frozen=True, slots=True)
class Run:
    """A test run or a comparison; `result` is filled when it is done."""

    id: RunId
    kind: RunKind
    release_id: str
    state: RunState
    asked_by: StaffId
    asked_at: datetime
    other_id: str | None = None
    total: int = 0
    passed: int = 0
    failed: int = 0
    tries: int = 0
    result: Mapping[str, Any] | None = None
    trouble: str | None = None
    began_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def done(self) -> int:
        """How many tests have been played."""
        return self.passed + self.failed

    @property
    def is_sound(self) -> bool:
        """Whether everything was played and passed."""
        return self.state is RunState.DONE and self.failed == 0


@dataclass(frozen=True, slots=True)
class TurnSaid:
    """One turn of a played test: what was said and called."""

    line: int
    user: str
    said: tuple[str, ...]
    calls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlayedTest:
    """One conversation test that was played."""

    trade: str
    file: str
    name: str
    passed: bool
    turns: tuple[TurnSaid, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def line(self) -> int:
        """Where it went wrong, or its first line."""
        return self.faults[0].line if self.faults else 1


@dataclass(frozen=True, slots=True)
class Release:
    """A set of packs that never changes; `id` is the hash of its content.

    `is_stored` is false for the installation's packs until a tenant activates something.
    """

    id: str
    origin: Origin
    note: str
    trades: tuple[TradeCard, ...]
    faults: tuple[Fault, ...]
    size_bytes: int
    files: int
    made_by: StaffId | None = None
    made_at: datetime | None = None
    is_stored: bool = True
    state: ReleaseState = ReleaseState.DRAFT
    last_run: Run | None = None
    activated_at: datetime | None = None

    @property
    def short(self) -> str:
        """The beginning of its id, for people."""
        return self.id[:SHORT]

    @property
    def errors(self) -> list[Fault]:
        """The faults that keep it from being activated."""
        return [fault for fault in self.faults if not fault.is_warning]

    def standing(self, activated: Mapping[str, datetime], *, active: str, run: Run | None) -> Self:
        """The same release with how far it has come."""
        at = activated.get(self.id)
        if self.id == active:
            state = ReleaseState.ACTIVE
        elif at is not None:
            state = ReleaseState.RETIRED
        else:
            is_tested = run is not None and run.is_sound
            state = ReleaseState.TESTED if is_tested else ReleaseState.DRAFT
        return replace(self, state=state, last_run=run, activated_at=at)


@dataclass(frozen=True, slots=True)
class Activation:
    """A release that was put in force: by whom, when, why, and instead of which."""

    number: int
    release_id: str
    replaced_id: str
    reason: str
    by: StaffId
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnExample:
    """A text that the tenant says means an intent, or does not; of one trade, or of all."""

    id: ExampleId
    intent: str
    text: str
    kind: ExampleKind
    by: StaffId
    at: datetime
    domain: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a tenant's bot is to be: a release (None: the installation's packs), own examples."""

    release_id: str | None = None
    edition: int = 0
    examples: tuple[OwnExample, ...] = field(default=(), compare=False)
