"""A working copy brought onto a newer version, field by field. Pure."""

from dataclasses import fields, replace
from typing import Any

from hearthline.knowledge.model import Draft


def merged(ours: Draft, base: Draft | None, theirs: Draft) -> tuple[Draft, tuple[str, ...]]:
    """Our changes on top of theirs; where both changed a field ours stays, and is named."""
    changes: dict[str, Any] = {}
    clashes = []
    for field in fields(Draft):
        mine, new = getattr(ours, field.name), getattr(theirs, field.name)
        old = new if base is None else getattr(base, field.name)
        if mine == old:
            changes[field.name] = new
        elif new not in (old, mine):
            clashes.append(field.name)
    return replace(ours, **changes), tuple(clashes)
