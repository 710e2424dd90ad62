"""Comparisons and histories on the wire."""

from datetime import date, datetime
from typing import Self

from pydantic import BaseModel

from hearthline.kernel import Words
from hearthline.knowledge.graph.comparing import Comparison, Moment
from hearthline.knowledge.graph.model import Profile
from hearthline.knowledge.graph.wire import WordsOut


class ColumnOut(BaseModel):
    """One of the things compared."""

    id: str
    title: WordsOut
    version: int


class CellOut(BaseModel):
    """What it says of an attribute, null for nothing; `is_odd`: not what most of them say."""

    text: WordsOut | None
    is_odd: bool


class LineOut(BaseModel):
    """One attribute over all things, in the order of the columns."""

    group: str
    label: WordsOut
    cells: list[CellOut]
    is_same: bool


class ComparisonOut(BaseModel):
    """Things side by side; `differences` counts the attributes in which they differ."""

    columns: list[ColumnOut]
    lines: list[LineOut]
    differences: int

    @classmethod
    def of(cls, made: Comparison) -> Self:
        """From a comparison."""
        columns = [
            ColumnOut(id=one.id, title=WordsOut.of(one.title), version=one.version)
            for one in made.columns
        ]
        lines = [
            LineOut(
                group=line.group,
                label=WordsOut.of(line.label),
                cells=[CellOut(text=_maybe(one.text), is_odd=one.is_odd) for one in line.cells],
                is_same=line.is_same,
            )
            for line in made.lines
        ]
        return cls(columns=columns, lines=lines, differences=made.differences)


class ChangeOut(BaseModel):
    """One attribute that a version changed; null: there was none, or is none any more."""

    label: WordsOut
    before: WordsOut | None
    after: WordsOut | None


class PeriodOut(BaseModel):
    """When a version could be found."""

    begins_at: datetime
    ends_at: datetime | None


class MomentOut(BaseModel):
    """One version in the history of a rule: when it holds, and what it changed."""

    version: int
    title: WordsOut
    made_at: datetime
    valid_from: date | None
    valid_to: date | None
    periods: list[PeriodOut]
    changes: list[ChangeOut]
    is_current: bool

    @classmethod
    def of(cls, moment: Moment) -> Self:
        """From a moment."""
        return cls(
            version=moment.version,
            title=WordsOut.of(moment.title),
            made_at=moment.made_at,
            valid_from=moment.valid_from,
            valid_to=moment.valid_to,
            periods=[
                PeriodOut(begins_at=one.begins_at, ends_at=one.ends_at) for one in moment.periods
            ],
            changes=[
                ChangeOut(
                    label=WordsOut.of(one.label),
                    before=_maybe(one.before),
                    after=_maybe(one.after),
                )
                for one in moment.changes
            ],
            is_current=moment.is_current,
        )


class TimelineOut(BaseModel):
    """How a rule came to be what it is, oldest version first."""

    items: list[MomentOut]


class ProfileOut(BaseModel):
    """A region's rules."""

    id: str
    version: int
    trade: str
    name: WordsOut
    effective_from: date
    effective_to: date | None
    is_verified: bool

    @classmethod
    def of(cls, profile: Profile) -> Self:
        """From a profile."""
        return cls(
            id=profile.id,
            version=profile.version,
            trade=profile.trade,
            name=WordsOut.of(profile.name),
            effective_from=profile.effective_from,
            effective_to=profile.effective_to,
            is_verified=profile.is_verified,
        )


class ProfileList(BaseModel):
    """The policy profiles, each in today's version."""

    items: list[ProfileOut]


def _maybe(words: Words | None) -> WordsOut | None:
    return None if words is None else WordsOut.of(words)
