"""Figures of knowledge with their definitions (R124), read from the counts by day."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from hearthline.kernel import ArticleId, Clock
from hearthline.knowledge.learning.definitions import FIGURES, LISTS, Definition
from hearthline.knowledge.learning.figure_store import FigureStore, Period
from hearthline.knowledge.learning.gap_store import ZONE
from hearthline.platform.db import Row, Session

_LISTED: Final = 20
_BREAKDOWNS: Final = ("day", "channel", "audience", "source", "catalogue")
SECTIONS: Final = ("figures", *_BREAKDOWNS, "articles")
# A cell that begins with one of these is run as a formula by spreadsheets.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_ARTICLE_COLUMNS: Final = (
    "article_id", "title", "catalogue", "hits", "liked", "disliked", "rejected", "used",
    "review_on", "valid_to",
)  # fmt: skip
_COUNTED: Final = (
    "asked", "told", "asked_back", "unanswered", "outside", "rejected", "handed_off", "rated_low",
    "liked", "disliked",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its definition; a share also has its part and whole (None: of nothing)."""

    definition: Definition
    value: float | None
    part: int | None = None
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """The figures of one day, channel, audience, source or catalogue."""

    key: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Line:
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


@dataclass(frozen=True, slots=True)
class Ranking:
    """A list of articles with its definition; `size` is how many there are in all."""

    definition: Definition
    size: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Every figure of a period; `counted_at` is until when the log was counted."""

    period: Period
    counted_at: datetime | None
    figures: tuple[Figure, ...]
    slices: dict[str, tuple[Slice, ...]]
    rankings: tuple[Ranking, ...]


class Analytics:
    """What is read from the counts."""

    def __init__(self, clock: Clock) -> None:
        """Know the time."""
        self._clock = clock
        self._store = FigureStore()

    def today(self) -> date:
        """The day it is for the service."""
        return self._clock.now().astimezone(ZoneInfo(ZONE)).date()

    async def overview(self, session: Session, period: Period) -> Overview:
        """Every figure, by every breakdown, with the lists of articles."""
        totals = await self._store.totals(session, period)
        lists = await self._lists(session, period)
        total = totals["total"][0] if totals["total"] else {}
        return Overview(
            period=period,
            counted_at=await self._store.counted_upto(session),
            figures=(*_figures(total), *_stock_figures(lists["stock"][0])),
            slices={by: _slices(by, totals, lists) for by in _BREAKDOWNS},
            rankings=tuple(_ranking(one, lists.get(one.id, [])) for one in LISTS),
        )

    async def csv(self, session: Session, period: Period, section: str) -> str:
        """One section as CSV, each column named in Chinese and English."""
        if section == "articles":
            return _csv(list(_ARTICLE_COLUMNS), await self._article_cells(session, period))
        if section == "figures":
            overview = await self.overview(session, period)
            head = ["id", "名称", "name", "值 value", "定义", "definition"]
            return _csv(head, [_figure_cells(one) for one in overview.figures])
        totals = await self._store.totals(session, period)
        lists = await self._lists(session, period) if section == "catalogue" else {}
        slices = _slices(section, totals, lists)
        names = [f"{one.name.zh} {one.name.en}" for one in FIGURES if one.id in _SLICED]
        body = [(one.key, *(figure.value for figure in one.figures)) for one in slices]
        return _csv([section, *names], body)

    async def _article_cells(self, session: Session, period: Period) -> list[Sequence[object]]:
        now = self._clock.now().astimezone(ZoneInfo(ZONE))
        rows = await self._store.every(session, period, now=now, today=self.today())
        return [[row[name] for name in _ARTICLE_COLUMNS] for row in rows]

    async def _lists(self, session: Session, period: Period) -> dict[str, list[Row]]:
        now = self._clock.now().astimezone(ZoneInfo(ZONE))
        return await self._store.lists(session, period, now=now, today=self.today(), limit=_LISTED)


_SHARES: Final = ("match_rate", "coverage")
_SLICED: Final = (*_COUNTED, *_SHARES)
_DEFINED: Final = {one.id: one for one in FIGURES}


def _slices(
    by: str, totals: dict[str, list[Row]], lists: dict[str, list[Row]]
) -> tuple[Slice, ...]:
    """The figures by a breakdown; a catalogue knows only what its articles told."""
    if by != "catalogue":
        return tuple(Slice(row["key"], _figures(row)) for row in totals[by])
    rows = [
        {**row, "asked": row["hits"], "told": row["hits"], "found": row["hits"]}
        for row in lists.get("catalogue", [])
    ]
    return tuple(Slice(row["catalogue"], _figures(row)) for row in rows)


def _figures(row: Row) -> tuple[Figure, ...]:
    """The figures of one row of sums, in the order of their definitions."""
    counts = {name: int(row.get(name) or 0) for name in (*_COUNTED, "matched", "found")}
    ours = counts["asked"] - counts["outside"]
    parts = {"match_rate": counts["matched"], "coverage": counts["found"]}
    found = []
    for definition in FIGURES:
        if definition.id in parts:
            found.append(_share(definition, parts[definition.id], ours))
        elif definition.id in _COUNTED:
            found.append(Figure(definition, counts[definition.id]))
    return tuple(found)


def _stock_figures(row: Row) -> tuple[Figure, ...]:
    """What there is at all; the row says it in the columns of an article."""
    return (
        Figure(_DEFINED["used"], row["used"]),
        Figure(_DEFINED["published"], row["matched"]),
        _share(_DEFINED["hit_share"], row["hits"], row["size"]),
    )


def _share(definition: Definition, part: int, whole: int) -> Figure:
    value = round(part / whole, 4) if whole > 0 else None
    return Figure(definition, value, part, whole)


def _ranking(definition: Definition, rows: list[Row]) -> Ranking:
    size = rows[0]["size"] if rows else 0
    return Ranking(definition, size, tuple(_line(row) for row in rows))


def _line(row: Row) -> Line:
    return Line(
        article_id=ArticleId.of(row["article_id"]),
        title=row["title"],
        catalogue=row["catalogue"],
        hits=row["hits"],
        liked=row["liked"],
        disliked=row["disliked"],
        rejected=row["rejected"],
        used=row["used"],
        review_on=row["review_on"],
        valid_to=row["valid_to"],
    )


def _figure_cells(figure: Figure) -> list[object]:
    one = figure.definition
    return [one.id, one.name.zh, one.name.en, figure.value, one.meaning.zh, one.meaning.en]


def _csv(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Rows as CSV (RFC 4180) with a mark by which spreadsheets know UTF-8; no cell is run."""
    out = io.StringIO()
    out.write("\ufeff")
    csv.writer(out).writerows([[_cell(value) for value in row] for row in (head, *rows)])
    return out.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    is_formula = isinstance(value, str) and text.startswith(_FORMULA)
    return f"'{text}" if is_formula else text
