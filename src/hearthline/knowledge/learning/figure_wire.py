"""Figures of knowledge on the wire, each with its definition."""

from datetime import date, datetime
from typing import Any, Literal, Self

from pydantic import BaseModel

from hearthline.kernel import ArticleId, Words
from hearthline.knowledge.learning.analytics import Figure, Overview, Ranking, Slice
from hearthline.knowledge.learning.definitions import Definition


class WordsOut(BaseModel):
    """One text in both languages."""

    zh: str
    en: str

    @classmethod
    def of(cls, words: Words) -> Self:
        """From words."""
        return cls(zh=words.zh, en=words.en)


class FigureOut(BaseModel):
    """A figure with its definition; a share of nothing has no value."""

    id: str
    name: WordsOut
    definition: WordsOut
    unit: Literal["count", "ratio"]
    value: float | None
    part: int | None
    whole: int | None

    @classmethod
    def of(cls, figure: Figure) -> Self:
        """From the model."""
        one = figure.definition
        return cls(
            **_defined(one),
            unit="ratio" if one.is_share else "count",
            value=figure.value,
            part=figure.part,
            whole=figure.whole,
        )


class SliceOut(BaseModel):
    """The values of one day, channel, audience, source or catalogue, by figure."""

    key: str
    values: dict[str, float | None]

    @classmethod
    def of(cls, part: Slice) -> Self:
        """From the model."""
        return cls(key=part.key, values={one.definition.id: one.value for one in part.figures})


class LineOut(BaseModel):
    """An article in a list."""

    article_id: ArticleId
    title: str
    catalogue: str
    hits: int
    liked: int
    disliked: int
    rejected: int
    used: int
    review_on: date | None
    valid_to: datetime | None


class RankingOut(BaseModel):
    """A list of articles with its definition; `size` is how many there are in all."""

    id: str
    name: WordsOut
    definition: WordsOut
    size: int
    items: list[LineOut]

    @classmethod
    def of(cls, ranking: Ranking) -> Self:
        """From the model."""
        return cls(
            **_defined(ranking.definition),
            size=ranking.size,
            items=[
                LineOut(**{name: getattr(line, name) for name in LineOut.model_fields})
                for line in ranking.lines
            ],
        )


class OverviewOut(BaseModel):
    """Every figure of a period; `counted_at` is until when the log was counted."""

    since: date
    until: date
    counted_at: datetime | None
    figures: list[FigureOut]
    by: dict[str, list[SliceOut]]
    lists: list[RankingOut]

    @classmethod
    def of(cls, overview: Overview) -> Self:
        """From the model."""
        return cls(
            since=overview.period.since,
            until=overview.period.until,
            counted_at=overview.counted_at,
            figures=[FigureOut.of(one) for one in overview.figures],
            by={by: [SliceOut.of(one) for one in parts] for by, parts in overview.slices.items()},
            lists=[RankingOut.of(one) for one in overview.rankings],
        )


def _defined(definition: Definition) -> dict[str, Any]:
    return {
        "id": definition.id,
        "name": WordsOut.of(definition.name),
        "definition": WordsOut.of(definition.meaning),
    }
