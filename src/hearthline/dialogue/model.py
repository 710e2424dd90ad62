"""What dialogue tells other slices, as frozen data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A chip: what is shown, and what a press says."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class HandoverSlot:
    """A thing the bot found out; numbers that are personal are shown in part."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class HandoverView:
    """What a person who takes over should know."""

    reason: str | None
    summary: str
    slots: tuple[HandoverSlot, ...]
    tried: tuple[str, ...]
    flow: str | None
    verify_level: str
    emotion: str
