"""What a tag is, what its kind means for service, and how vulnerable all of them make a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hearthline.kernel import CustomerId, Id, StaffId, Words

SOURCES = frozenset({"person", "rule", "bot"})


class TagId(Id):
    """One tag of one customer, from when it was put there until it was taken away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagKind:
    """A kind of tag and what it means for service.

    `urgency` 0 changes nothing, 1 goes before others, 2 before waiting urgent matters, 3 is as a
    hazard; `is_straight`: no bot, no menu; `lasts_days`: how long it holds by itself.
    """

    code: str
    name: Words
    meaning: str = ""
    phrase: str = ""
    urgency: int = 0
    is_straight: bool = False
    is_sensitive: bool = False
    lasts_days: int | None = None
    is_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag of a customer with its reason; in force from `from_at` until `until_at`."""

    id: TagId
    customer_id: CustomerId
    code: str
    reason: str
    source: str
    from_at: datetime
    until_at: datetime | None = None
    source_ref: str | None = None
    added_by: StaffId | None = None
    removed_at: datetime | None = None
    removed_by: StaffId | None = None
    removed_why: str | None = None

    def holds(self, now: datetime) -> bool:
        """Whether it is in force."""
        is_over = self.until_at is not None and self.until_at <= now
        return self.removed_at is None and self.from_at <= now and not is_over


@dataclass(frozen=True, slots=True)
class Vulnerability:
    """What a customer's tags ask of service: how urgent, straight to a person, and why."""

    urgency: int = 0
    is_straight: bool = False
    codes: tuple[str, ...] = ()


NOBODY_SPECIAL = Vulnerability()


def vulnerability(kinds: Iterable[TagKind]) -> Vulnerability:
    """The strongest of what several kinds ask for."""
    asking = [kind for kind in kinds if kind.urgency or kind.is_straight]
    if not asking:
        return NOBODY_SPECIAL
    return Vulnerability(
        urgency=max(kind.urgency for kind in asking),
        is_straight=any(kind.is_straight for kind in asking),
        codes=tuple(sorted(kind.code for kind in asking)),
    )
