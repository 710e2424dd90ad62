"""What is different between two drafts: by field, texts by lines and characters. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final, Literal

from hearthline.knowledge.model import Draft
from hearthline.knowledge.plain import plain_of

TEXTS: Final = frozenset({"title", "answer", "professional", "details", "spoken"})
_LONGEST_LINE: Final = 2000
_MOST_LINES: Final = 4000
_LEAST_LIKE: Final = 0.3

Op = Literal["same", "removed", "added", "changed"]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of characters that both have, or only one."""

    op: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the two texts side by side; `before` or `after` is None where there is none."""

    op: Op
    before: str | None
    after: str | None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field that differs; `lines` for a text, `removed` and `added` for a list."""

    field: str
    kind: Literal["text", "list", "value"]
    before: Any
    after: Any
    lines: tuple[Line, ...] = ()
    removed: tuple[Any, ...] = ()
    added: tuple[Any, ...] = ()


def differences(before: Draft, after: Draft) -> list[FieldDifference]:
    """Every field that differs, in the order of the draft."""
    old, new = plain_of(before), plain_of(after)
    return [_field(name, old[name], new[name]) for name in old if old[name] != new[name]]


def _field(name: str, old: Any, new: Any) -> FieldDifference:
    if name in TEXTS:
        lines = tuple(lines_between(old or "", new or ""))
        return FieldDifference(name, "text", old, new, lines=lines)
    if isinstance(old, list | tuple):
        removed = tuple(one for one in old if one not in new)
        added = tuple(one for one in new if one not in old)
        before, after = list(old), list(new)
        return FieldDifference(name, "list", before, after, removed=removed, added=added)
    return FieldDifference(name, "value", old, new)


def lines_between(old: str, new: str) -> Iterator[Line]:
    """The two texts line by line beside each other."""
    ours, theirs = old.split("\n") if old else [], new.split("\n") if new else []
    if max(len(ours), len(theirs)) > _MOST_LINES:
        yield Line("changed", old, new)
        return
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for op, at, until, other, end in matcher.get_opcodes():
        if op == "equal":
            yield from (Line("same", line, line) for line in ours[at:until])
        else:
            yield from _beside(ours[at:until], theirs[other:end])


def _beside(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Line]:
    """Lines in each other's place: those that are alike as changed, the others one by one."""
    for number in range(max(len(ours), len(theirs))):
        before = ours[number] if number < len(ours) else None
        after = theirs[number] if number < len(theirs) else None
        if before is not None and after is not None:
            yield from _line(before, after)
        elif before is not None:
            yield Line("removed", before, None)
        else:
            yield Line("added", None, after)


def _line(before: str, after: str) -> Iterator[Line]:
    if max(len(before), len(after)) > _LONGEST_LINE:
        yield Line("changed", before, after)
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _LEAST_LIKE:
        yield Line("removed", before, None)
        yield Line("added", None, after)
        return
    yield Line("changed", before, after, tuple(_parts(matcher, before, after)))


def _parts(matcher: SequenceMatcher[str], before: str, after: str) -> Iterator[Part]:
    for op, at, until, other, end in matcher.get_opcodes():
        if op == "equal":
            yield Part("same", before[at:until])
            continue
        if at < until:
            yield Part("removed", before[at:until])
        if other < end:
            yield Part("added", after[other:end])
