"""Releases, activations, runs and comparisons on the wire."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints

from hearthline.dialogue.releases.model import (
    SHORT,
    Activation,
    PlayedTest,
    Release,
    Run,
    RunId,
)
from hearthline.kernel import StaffId, Words
from hearthline.platform.packs import Fault

Names = Mapping[StaffId, str]
ReleaseAddress = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
PlainText = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^[^\x00]*$")
]


class WireBody(BaseModel):
    """A request's body: nothing in it that is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WordsOut(BaseModel):
    """A text in two languages."""

    zh: str
    en: str

    @classmethod
    def of(cls, words: Words) -> Self:
        """From the model."""
        return cls(zh=words.zh, en=words.en)


class PersonOut(BaseModel):
    """A member of staff by name."""

    id: StaffId
    name: str

    @classmethod
    def of(cls, staff_id: StaffId | None, names: Names) -> Self | None:
        """A person, or nobody."""
        return None if staff_id is None else cls(id=staff_id, name=names.get(staff_id, "—"))


class FaultOut(BaseModel):
    """What is wrong, where, and how to mend it."""

    file: str
    line: int
    what: str
    mend: str

    @classmethod
    def of(cls, fault: Fault) -> Self:
        """From the model."""
        return cls(file=fault.file, line=fault.line, what=fault.what, mend=fault.mend)


class FiguresOut(BaseModel):
    """How utterances were read; `accuracy` 0 to 1, null without utterances."""

    n: int
    right: int
    accuracy: float | None
    wrong_direct: int
    refused_known: int


class RunOut(BaseModel):
    """A test run or a comparison, and how far it has come."""

    id: RunId
    kind: Literal["tests", "comparison"]
    release_id: str
    other_id: str | None
    state: Literal["waiting", "running", "done", "broken"]
    total: int
    done: int
    passed: int
    failed: int
    trouble: str | None
    by: PersonOut | None
    asked_at: datetime
    began_at: datetime | None
    ended_at: datetime | None
    utterances: FiguresOut | None

    @classmethod
    def of(cls, run: Run, names: Names) -> Self:
        """From the model."""
        read = (run.result or {}).get("utterances")
        return cls(
            id=run.id,
            kind=run.kind.value,
            release_id=run.release_id,
            other_id=run.other_id,
            state=run.state.value,
            total=run.total,
            done=run.done,
            passed=run.passed,
            failed=run.failed,
            trouble=run.trouble,
            by=PersonOut.of(run.asked_by, names),
            asked_at=run.asked_at,
            began_at=run.began_at,
            ended_at=run.ended_at,
            utterances=None if read is None else FiguresOut(**read),
        )


class RunPage(BaseModel):
    """A page of runs, newest first."""

    items: list[RunOut]
    next_cursor: str | None


class TradeCardOut(BaseModel):
    """A trade of a release."""

    domain: str
    name: str
    version: str
    title: WordsOut


class ReleaseOut(BaseModel):
    """A release and how far it has come; `short` is the beginning of its id, for people."""

    id: str
    short: str
    origin: Literal["shipped", "upload", "export"]
    state: Literal["draft", "tested", "active", "retired"]
    is_stored: bool
    note: str
    trades: list[TradeCardOut]
    faults: list[FaultOut]
    warnings: list[FaultOut]
    size_bytes: int
    files: int
    made_by: PersonOut | None
    made_at: datetime | None
    activated_at: datetime | None
    last_run: RunOut | None

    @classmethod
    def of(cls, release: Release, names: Names) -> Self:
        """From the model."""
        run = release.last_run
        return cls(
            id=release.id,
            short=release.short,
            origin=release.origin.value,
            state=release.state.value,
            is_stored=release.is_stored,
            note=release.note,
            trades=[
                TradeCardOut(
                    domain=one.domain,
                    name=one.name,
                    version=one.version,
                    title=WordsOut.of(one.title),
                )
                for one in release.trades
            ],
            faults=[FaultOut.of(one) for one in release.faults if not one.is_warning],
            warnings=[FaultOut.of(one) for one in release.faults if one.is_warning],
            size_bytes=release.size_bytes,
            files=release.files,
            made_by=PersonOut.of(release.made_by, names),
            made_at=release.made_at,
            activated_at=release.activated_at,
            last_run=None if run is None else RunOut.of(run, names),
        )


class ReleasePage(BaseModel):
    """A page of releases, newest first."""

    items: list[ReleaseOut]
    next_cursor: str | None


class BotOut(BaseModel):
    """What answers now; `is_training` and `trained_*` are of the process that was asked."""

    release: ReleaseOut
    shipped_id: str
    examples_count: int
    is_training: bool
    is_behind: bool
    trained_at: datetime | None
    trained_s: float | None


class ActivateRelease(WireBody):
    """Why; needed when not all tests have passed."""

    reason: PlainText = ""


class ActivationOut(BaseModel):
    """A release that was put in force."""

    number: int
    release_id: str
    release_short: str
    replaced_id: str
    replaced_short: str
    reason: str
    by: PersonOut | None
    at: datetime

    @classmethod
    def of(cls, activation: Activation, names: Names) -> Self:
        """From the model."""
        return cls(
            number=activation.number,
            release_id=activation.release_id,
            release_short=activation.release_id[:SHORT],
            replaced_id=activation.replaced_id,
            replaced_short=activation.replaced_id[:SHORT],
            reason=activation.reason,
            by=PersonOut.of(activation.by, names),
            at=activation.at,
        )


class ActivationPage(BaseModel):
    """A page of activations, newest first; a cursor is the last number of the page before."""

    items: list[ActivationOut]
    next_cursor: str | None


class TurnSaidOut(BaseModel):
    """A turn of a test as it went."""

    line: int
    user: str
    said: list[str]
    calls: list[str]


class ResultOut(BaseModel):
    """A test that was played; `line` is where it went wrong."""

    number: int
    trade: str
    file: str
    line: int
    name: str
    passed: bool
    turns: list[TurnSaidOut]
    faults: list[FaultOut]

    @classmethod
    def of(cls, number: int, test: PlayedTest) -> Self:
        """From the model."""
        turns = [
            TurnSaidOut(line=one.line, user=one.user, said=list(one.said), calls=list(one.calls))
            for one in test.turns
        ]
        return cls(
            number=number,
            trade=test.trade,
            file=test.file,
            line=test.line,
            name=test.name,
            passed=test.passed,
            turns=turns,
            faults=[FaultOut.of(one) for one in test.faults],
        )


class ResultPage(BaseModel):
    """A page of results in the order of playing."""

    items: list[ResultOut]
    next_cursor: str | None


class CompareReleases(WireBody):
    """Which two: usually the one in force to the left, the new one to the right."""

    left: ReleaseAddress
    right: ReleaseAddress


class SideOut(BaseModel):
    """One of two releases."""

    release_id: str
    short: str
    tests_passed: int
    tests_failed: int
    utterances: FiguresOut

    @classmethod
    def of(cls, side: str, release_id: str, result: Mapping[str, Any]) -> Self:
        """From the result of a comparison; `side` is left or right."""
        tests = result[f"{side}_tests"]
        return cls(
            release_id=release_id,
            short=release_id[:SHORT],
            tests_passed=tests["passed"],
            tests_failed=tests["failed"],
            utterances=FiguresOut(**result[f"{side}_utterances"]),
        )


class PlayedDifference(BaseModel):
    """A test that went differently."""

    trade: str
    file: str
    name: str
    left: Literal["passed", "failed", "absent"]
    right: Literal["passed", "failed", "absent"]


class IntentDifference(BaseModel):
    """An intent's utterances as both read them."""

    domain: str
    intent: str
    n: int
    left_right: int
    right_right: int
    left_accuracy: float | None
    right_accuracy: float | None


class TextDifference(BaseModel):
    """An utterance that both read differently; an intent with `?` would be asked about."""

    domain: str
    intent: str
    text: str
    left: str
    right: str
    is_right_left: bool
    is_right_right: bool


class PartsChanged(BaseModel):
    """Names, as `domain/name`."""

    added: list[str]
    removed: list[str]
    changed: list[str]


class ComparisonOut(BaseModel):
    """Two releases side by side; tests and texts hold what differs, intents all of them."""

    id: RunId
    left: SideOut
    right: SideOut
    tests: list[PlayedDifference]
    intents: list[IntentDifference]
    texts: list[TextDifference]
    changes: dict[Literal["flows", "intents", "articles", "responses", "slots"], PartsChanged]

    @classmethod
    def of(cls, run: Run) -> Self:
        """From a comparison that is done."""
        result = run.result or {}
        return cls(
            id=run.id,
            left=SideOut.of("left", run.release_id, result),
            right=SideOut.of("right", run.other_id or "", result),
            tests=result["tests"],
            intents=result["intents"],
            texts=result["texts"],
            changes=result["changes"],
        )
