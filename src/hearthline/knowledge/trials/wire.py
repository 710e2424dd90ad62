"""KnowledgeTrials on the wire."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from hearthline.kernel import ArticleId, StaffId, TrialRunId, TrialSetId
from hearthline.knowledge.model import Audience, Band
from hearthline.knowledge.trials.model import (
    MOST_CASES,
    Case,
    Eyes,
    Tolerance,
    TrialRun,
    TrialSet,
)
from hearthline.knowledge.trials.service import Content
from hearthline.knowledge.wire import HitOut

Question = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Slug = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Word = Annotated[str, StringConstraints(max_length=40)]
Share = Annotated[float, Field(ge=0, le=1)]


class EyesIn(BaseModel):
    """With whose eyes a question is asked; without `at` now."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    audience: Audience = Audience.CUSTOMER
    channel: Annotated[str, StringConstraints(pattern=r"^[a-z]{1,20}$")] = "web"
    customer_class: Word = ""
    region: Word = ""
    domains: list[Word] = Field(default_factory=list, max_length=5)
    at: AwareDatetime | None = None

    def eyes(self) -> Eyes:
        """As the model has them."""
        return Eyes(
            audience=self.audience,
            channel=self.channel,
            customer_class=self.customer_class,
            region=self.region,
            domains=tuple(self.domains),
            at=self.at,
        )


class Attempt(EyesIn):
    """A question to try; `article_id` asks besides why that article is not seen."""

    question: Question
    limit: int = Field(10, ge=1, le=20)
    article_id: ArticleId | None = None


class AttemptOut(BaseModel):
    """What the bot would find; `hindrances` say why the article asked for is not seen."""

    items: list[HitOut]
    hindrances: list[str]


class CaseIn(BaseModel):
    """A question with the slugs that answer it; none: nothing may answer it at once."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    question: Question
    expected: list[Slug] = Field(default_factory=list, max_length=10)
    eyes: EyesIn = Field(default_factory=EyesIn)


class ToleranceIn(BaseModel):
    """How much worse than the last run is let pass, and what must hold in any case; shares."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    fall: Share = 0
    least_hit_1: Share = 0
    least_hit_3: Share = 0
    most_wrong_direct: Share = 1
    least_out_of_scope: Share = 0


class AddTrialSet(BaseModel):
    """A set of questions."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    cases: list[CaseIn] = Field(min_length=1, max_length=MOST_CASES)
    tolerance: ToleranceIn = Field(default_factory=ToleranceIn)

    def content(self) -> Content:
        """As the service takes it."""
        cases = (Case(case.question, tuple(case.expected), case.eyes.eyes()) for case in self.cases)
        return Content(self.name, tuple(cases), Tolerance(**self.tolerance.model_dump()))


class ChangeTrialSet(AddTrialSet):
    """The set as it shall be; `counter` is the one that was read."""

    counter: int = Field(ge=1)


class TrialSetRow(BaseModel):
    """A set in a list."""

    id: TrialSetId
    name: str
    size: int
    tolerance: ToleranceIn
    counter: int
    by: StaffId
    at: datetime

    @classmethod
    def of(cls, one: TrialSet) -> Self:
        """From a set."""
        return cls(
            id=one.id,
            name=one.name,
            size=len(one.cases),
            tolerance=ToleranceIn.model_validate(one.tolerance),
            counter=one.counter,
            by=one.by,
            at=one.at,
        )


class TrialSetOut(TrialSetRow):
    """A set with its questions."""

    cases: list[CaseIn]

    @classmethod
    def of(cls, one: TrialSet) -> Self:
        """From a set."""
        cases = [CaseIn.model_validate(case) for case in one.cases]
        return cls(**TrialSetRow.of(one).model_dump(), cases=cases)


class TrialSetPage(BaseModel):
    """A page of sets."""

    items: list[TrialSetRow]
    cursor: TrialSetId | None


class FiguresOut(BaseModel):
    """What a run came to, as shares; null where there was nothing to share."""

    model_config = ConfigDict(from_attributes=True)

    cases: int
    hit_1: float | None
    hit_3: float | None
    wrong_direct: float
    out_of_scope: float | None


class MissOut(BaseModel):
    """A question that did not come to its article."""

    model_config = ConfigDict(from_attributes=True)

    question: str
    expected: list[str]
    found: list[str]
    band: Band
    score: float


class VerdictOut(BaseModel):
    """Whether it may be released; `against` names the figures that stand against it."""

    model_config = ConfigDict(from_attributes=True)

    passes: bool
    against: list[str]
    compared_with: TrialRunId | None


class TrialRunOut(BaseModel):
    """One run."""

    model_config = ConfigDict(from_attributes=True)

    id: TrialRunId
    set_id: TrialSetId
    edition: int
    figures: FiguresOut
    misses: list[MissOut]
    verdict: VerdictOut
    by: StaffId
    at: datetime

    @classmethod
    def of(cls, run: TrialRun) -> Self:
        """From a run."""
        return cls.model_validate(run)


class TrialRunPage(BaseModel):
    """A page of runs, the last first."""

    items: list[TrialRunOut]
    cursor: TrialRunId | None


class GateOut(BaseModel):
    """All sets at once."""

    passes: bool
    runs: list[TrialRunOut]
