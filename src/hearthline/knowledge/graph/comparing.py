"""Two to four things side by side by attribute, differences marked; a rule's history. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hearthline.kernel import ArticleId, Words
from hearthline.knowledge.graph.errors import NothingToCompare
from hearthline.knowledge.graph.model import Profile
from hearthline.knowledge.graph.profiles import label_of, shown
from hearthline.knowledge.model import Draft

FEWEST, MOST = 2, 4
_SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
_MOMENT: Final = timedelta(microseconds=1)

Row = tuple[Words, Words]


@dataclass(frozen=True, slots=True)
class Column:
    """One of the things compared: an item's or a profile's id and version."""

    id: str
    title: Words
    version: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What one thing says of an attribute; None: nothing. `is_odd`: not what most say."""

    text: Words | None
    is_odd: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One attribute over all things."""

    group: str
    label: Words
    cells: tuple[Cell, ...]
    is_same: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Things side by side."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    @property
    def differences(self) -> int:
        """In how many attributes they differ."""
        return sum(not line.is_same for line in self.lines)


@dataclass(frozen=True, slots=True)
class Change:
    """One attribute that a version changed; None: was not, or is no more."""

    label: Words
    before: Words | None
    after: Words | None


@dataclass(frozen=True, slots=True)
class Period:
    """When a version could be found: from its publication to its withdrawal."""

    begins_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Moment:
    """One version in the history of a rule: when it holds, and what it changed."""

    version: int
    title: Words
    made_at: datetime
    valid_from: date | None
    valid_to: date | None
    periods: tuple[Period, ...]
    changes: tuple[Change, ...]
    is_current: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A thing ready to be compared: its attributes by group and label, in their order."""

    column: Column
    rows: Mapping[tuple[str, str], Row]


def first_day_of(draft: Draft) -> date:
    """The first day on which an item holds, in China."""
    return draft.valid_from.astimezone(_SHANGHAI).date()


def last_day_of(draft: Draft) -> date | None:
    """The last day on which an item holds, in China; None without an end."""
    end = draft.valid_to
    return None if end is None else (end.astimezone(_SHANGHAI) - _MOMENT).date()


def card_of_draft(article_id: ArticleId, draft: Draft, *, version: int) -> Card:
    """An item as its attributes, then what it is, for whom and since when."""
    rows: dict[tuple[str, str], Row] = {}
    for name in dict.fromkeys(attribute.name for attribute in draft.attributes):
        values = [f"{one.value} {one.unit}".strip() for one in draft.attributes if one.name == name]
        rows[("attribute", name)] = (_both(name), _both("、".join(values)))
    frame: list[tuple[Words, str]] = [
        (Words(zh="答复", en="Answer"), draft.answer),
        (Words(zh="细节", en="Details"), draft.details),
        (Words(zh="专业口径", en="For professionals"), draft.professional),
        (Words(zh="目录", en="Catalogue"), draft.catalogue),
        (Words(zh="标签", en="Tags"), "、".join(draft.tags)),
        (Words(zh="受众", en="Audience"), "、".join(draft.audience)),
        (Words(zh="渠道", en="Channels"), "、".join(draft.channels)),
        (Words(zh="客户类别", en="Customer classes"), "、".join(draft.customer_classes)),
        (Words(zh="地区", en="Regions"), "、".join(draft.regions)),
        (Words(zh="来源", en="Source"), draft.source),
        (Words(zh="生效", en="Valid from"), str(first_day_of(draft))),
        (Words(zh="失效", en="Valid to"), str(last_day_of(draft) or "")),
    ]
    for label, text in frame:
        if text:
            rows[("frame", label.zh)] = (label, _both(text))
    title = _both(draft.title)
    return Card(Column(str(article_id), title, version), rows)


def card_of_profile(profile: Profile) -> Card:
    """A region's rules as the attributes that its profile sets."""
    rows = {
        (one.path.partition(".")[0], one.path): (label_of(one.path), shown(one))
        for one in profile.members
        if one.value is not None
    }
    return Card(Column(profile.id, profile.name, profile.version), rows)


def compared(cards: Sequence[Card]) -> Comparison:
    """Cards side by side; raises NothingToCompare unless they are two to four different ones."""
    distinct = {(one.column.id, one.column.version) for one in cards}
    if not FEWEST <= len(distinct) <= MOST or len(distinct) != len(cards):
        raise NothingToCompare(count=len(distinct))
    keys = list(dict.fromkeys(key for card in cards for key in card.rows))
    groups = list(dict.fromkeys(group for group, _ in keys))
    ordered = sorted(keys, key=lambda key: groups.index(key[0]))
    return Comparison(
        columns=tuple(card.column for card in cards),
        lines=tuple(_line(key, cards) for key in ordered),
    )


def _line(key: tuple[str, str], cards: Sequence[Card]) -> Line:
    label = next(card.rows[key][0] for card in cards if key in card.rows)
    texts = [card.rows[key][1] if key in card.rows else None for card in cards]
    said = Counter(text and text.zh for text in texts)
    usual, count = said.most_common(1)[0]
    has_usual = count > 1
    cells = tuple(
        Cell(text, is_odd=len(said) > 1 and not (has_usual and (text and text.zh) == usual))
        for text in texts
    )
    return Line(key[0], label, cells, is_same=len(said) == 1)


def changes_between(before: Card, after: Card) -> tuple[Change, ...]:
    """The attributes that differ, in the order of the later card, what went at the end."""
    keys = list(dict.fromkeys([*after.rows, *before.rows]))
    changes = []
    for key in keys:
        was, now = before.rows.get(key), after.rows.get(key)
        if (was and was[1].zh) != (now and now[1].zh):
            label = (now or was or (_both(key[1]), _both("")))[0]
            changes.append(Change(label, was and was[1], now and now[1]))
    return tuple(changes)


def _both(text: str) -> Words:
    return Words(zh=text, en=text)
