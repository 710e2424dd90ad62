"""What the help centre shows: lines of published items, the catalogue, what visitors did."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import zip_longest
from typing import Final
from zoneinfo import ZoneInfo

from hearthline.kernel import ArticleId, Id, TenantId
from hearthline.knowledge.model import Draft

CHINESE: Final = "zh-CN"
ENGLISH: Final = "en"
UNSORTED: Final = ""
LONGEST_NOTE: Final = 200
_SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
_MOMENT: Final = timedelta(microseconds=1)


class VoteId(Id):
    """What one visitor said of an item."""


@dataclass(frozen=True, slots=True)
class Centre:
    """The help centre of one company."""

    tenant_id: TenantId
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A published item as lists show it; `wordings` says how many questions it answers."""

    article_id: ArticleId
    version: int
    slug: str
    title: str
    catalogue: str
    answer: str
    intents: int
    wordings: int
    valid_from: datetime
    valid_to: datetime | None
    published_at: datetime

    def is_in_force(self, at: datetime) -> bool:
        """Whether it holds at a moment."""
        return self.valid_from <= at and (self.valid_to is None or at < self.valid_to)


@dataclass(frozen=True)
class Topic:
    """A place of the catalogue: its own items, and the places below it."""

    path: str
    lines: tuple[Line, ...]
    below: tuple["Topic", ...]

    @property
    def name(self) -> str:
        """The last step of the path."""
        return self.path.rpartition("/")[2]

    @cached_property
    def all_lines(self) -> tuple[Line, ...]:
        """Its items and those of all places below."""
        return (*self.lines, *(line for topic in self.below for line in topic.all_lines))


@dataclass(frozen=True)
class Shelf:
    """What a visitor may see of a company at a moment; `edition` counts publications."""

    edition: int
    lines: tuple[Line, ...]
    topics: Mapping[str, Topic] = field(default_factory=dict)
    until: datetime | None = None

    @classmethod
    def of(cls, lines: Iterable[Line], *, edition: int, at: datetime) -> "Shelf":
        """Sort what is in force into the catalogue; it stays so until something begins or ends."""
        each = list(lines)
        current = tuple(line for line in each if line.is_in_force(at))
        moments = [moment for line in each for moment in (line.valid_from, line.valid_to) if moment]
        later = [moment for moment in moments if moment > at]
        return cls(edition, current, _catalogue(current), min(later) if later else None)

    def holds_at(self, at: datetime) -> bool:
        """Whether nothing has begun or ended since it was made."""
        return self.until is None or at < self.until

    @property
    def flat(self) -> list[Topic]:
        """The places at the top that have none below them."""
        return [topic for topic in self.top if not topic.below]

    @property
    def top(self) -> list[Topic]:
        """The places at the top of the catalogue, those with most items first."""
        tops = [topic for path, topic in self.topics.items() if "/" not in path]
        return sorted(tops, key=lambda one: (one.path == UNSORTED, -len(one.all_lines), one.path))

    @cached_property
    def by_id(self) -> Mapping[ArticleId, Line]:
        """The lines by their article."""
        return {line.article_id: line for line in self.lines}

    @cached_property
    def by_slug(self) -> Mapping[str, Line]:
        """The lines by their slug."""
        return {line.slug: line for line in self.lines}

    @cached_property
    def common(self) -> tuple[Line, ...]:
        """What people ask first where nothing was read yet: what the bot answers, most worded.

        Each trade has its turn.
        """
        ordered = sorted(self.lines, key=lambda one: (-one.intents, -one.wordings, one.slug))
        trades: dict[str, list[Line]] = {}
        for line in ordered:
            trades.setdefault(line.slug.partition("/")[0], []).append(line)
        turns = zip_longest(*trades.values())
        mixed = [line for turn in turns for line in turn if line is not None]
        return tuple(mixed[:12])


@dataclass(frozen=True, slots=True)
class Item:
    """An item as a visitor reads it."""

    article_id: ArticleId
    version: int
    draft: Draft
    published_at: datetime

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, in China; None without an end."""
        end = self.draft.valid_to
        return None if end is None else (end.astimezone(_SHANGHAI) - _MOMENT).date()


@dataclass(frozen=True, slots=True)
class Related:
    """Another item that applies as well; `why` is a thing that both name, or empty."""

    slug: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A file of an item; without a link, `fallback` is what visitors have of it."""

    name: str
    fallback: str
    link: str = ""
    kind: str = ""
    size: str = ""
    is_image: bool = False


@dataclass(frozen=True, slots=True)
class Vote:
    """Whether an item helped a visitor; `voter` is a keyed hash that changes every day."""

    article_id: ArticleId
    version: int
    is_helpful: bool
    note: str
    language: str
    voter: str


@dataclass(frozen=True, slots=True)
class VoteCount:
    """How an item was voted on, with what visitors wrote last."""

    article_id: ArticleId
    title: str
    helpful: int
    unhelpful: int
    notes: tuple[str, ...]
    last_at: datetime


def _catalogue(lines: Iterable[Line]) -> dict[str, Topic]:
    """Every place of the catalogue that holds something, by its path."""
    own: dict[str, list[Line]] = {}
    for line in lines:
        path = "/".join(step.strip() for step in line.catalogue.split("/") if step.strip())
        own.setdefault(path, []).append(line)
        while "/" in path:
            path = path.rpartition("/")[0]
            own.setdefault(path, [])
    topics: dict[str, Topic] = {}
    for path in sorted(own, key=lambda one: -one.count("/")):
        prefix = f"{path}/"
        below = [
            topic
            for name, topic in topics.items()
            if path and name.startswith(prefix) and "/" not in name[len(prefix) :]
        ]
        below.sort(key=lambda one: (-len(one.all_lines), one.path))
        topics[path] = Topic(path, tuple(own[path]), tuple(below))
    return topics
