"""Figures in a reply, held against the policy in force and against the item that was shown.

Several profiles may be in force at once (a company with several cities): a figure is right when
it is that of one of them.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from hearthline.assist.checking.model import Warned
from hearthline.dialogue import Trade
from hearthline.kernel import Words
from hearthline.knowledge import Attribute, Profile
from hearthline.platform.language import canonical_form
from hearthline.rules import Figure

_CLOSE: Final = 1e-6
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")


def wrong_figures(text: str, trades: Sequence[Trade], today: date) -> Iterator[Warned]:
    """Figures that are those of no policy in force."""
    form = canonical_form(text)
    for trade in trades:
        for figure in trade.quality.figures:
            expected = _expected(trade.profiles, figure, today)
            for found in _pattern(figure.says).finditer(form) if expected else ():
                said = float(found["value"]) * figure.scale
                if not any(_is_right(said, one, figure) for one in expected):
                    yield _wrong(text, figure, found["value"], expected)


def unlike_cited(text: str, title: str, attributes: Sequence[Attribute]) -> Iterator[Warned]:
    """Figures that differ from the published item that was shown to the agent."""
    form = canonical_form(text)
    for one in attributes:
        value = _NUMBER.fullmatch(one.value.strip())
        place = form.find(canonical_form(one.name))
        if value is None or place < 0:
            continue
        unit = re.escape(canonical_form(one.unit)) if one.unit else ""
        said = re.search(rf"(?P<value>\d+(?:\.\d+)?)\s*{unit}", form[place : place + 24])
        if said is not None and float(said["value"]) != float(one.value):
            told = Words(
                zh=f"与已发布知识《{title}》不符：{one.name}是 {one.value}{one.unit}。",
                en=f"Not as in the item “{title}”: {one.name} is {one.value} {one.unit}.",
            )
            yield Warned("cited_figure", "warn", told, _place(text, said["value"]))


def _expected(profiles: Sequence[Profile], figure: Figure, today: date) -> list[float]:
    return sorted(
        {
            float(member.value)
            for profile in profiles
            if profile.effective_from <= today
            and (profile.effective_to is None or today <= profile.effective_to)
            for member in profile.members
            if member.path == figure.policy and isinstance(member.value, int | float)
        }
    )


def _is_right(said: float, expected: float, figure: Figure) -> bool:
    is_same = abs(said - expected) <= _CLOSE * max(1.0, expected)
    return is_same or (figure.is_least and said > expected)


def _wrong(text: str, figure: Figure, said: str, expected: Sequence[float]) -> Warned:
    right = "、".join(f"{value / figure.scale:g}" for value in expected)
    told = Words(
        zh=f"{figure.name.zh}与现行政策不符：政策里是 {right}，您写的是 {said}。",
        en=f"{figure.name.en}: the policy in force says {right}, the reply says {said}.",
    )
    return Warned(f"figure:{figure.id}", "critical", told, _place(text, said))


def _place(text: str, said: str) -> tuple[int, int] | None:
    """Where a figure stands; None when it was written in words."""
    start = text.find(said)
    return None if start < 0 else (start, start + len(said))


@lru_cache(maxsize=500)
def _pattern(says: str) -> re.Pattern[str]:
    return re.compile(says)
