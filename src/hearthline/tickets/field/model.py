"""Field work 现场作业: what is recorded at the customer's, and by whose clock.

A reading is a record and nothing more: what follows of it is decided by the city's rule, later.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from hearthline.kernel import Id, StaffId, TicketId

LARGEST_PHOTO_BYTES: Final = 10 * 1024 * 1024
# Doors and windows are to be shut so long before a room is measured (domain rules, 2.4).
DOORS_SHUT: Final = timedelta(hours=1)
# Further from the address than this, and than the place is known to: the arrival is flagged.
FAR_M: Final = 500.0
_EARTH_RADIUS_M: Final = 6_371_000.0


class EvidenceId(Id):
    """Names a piece of evidence."""


class EvidenceKind(StrEnum):
    """What is recorded at the customer's."""

    PHOTO = "photo"
    SIGNATURE = "signature"
    READING = "reading"


class Flag(StrEnum):
    """What the desk should know of an arrival: far from the address, or without a place."""

    FAR = "far"
    NO_PLACE = "no_place"


@dataclass(frozen=True, slots=True)
class Place:
    """A point by WGS-84, in degrees; `accuracy_m` is the radius that the phone claims."""

    latitude: float
    longitude: float
    accuracy_m: float | None = None

    def metres_to(self, other: "Place") -> float:
        """The distance along the ground, near enough for a town (equirectangular)."""
        middle = math.radians((self.latitude + other.latitude) / 2)
        east = math.radians(other.longitude - self.longitude) * math.cos(middle)
        north = math.radians(other.latitude - self.latitude)
        return _EARTH_RADIUS_M * math.hypot(east, north)


@dataclass(frozen=True, slots=True)
class PhoneTime:
    """How a phone's clock stands to ours; `skew` is what must be added to its times.

    It is estimated from one call: what the phone said when it sent, and when it was received. The
    time on the way counts as skew too, so nothing ever happens later than it was told, and a
    phone that is a little behind does not take a task before it was dispatched.
    """

    skew: timedelta

    @classmethod
    def seen(cls, sent_at: datetime, received_at: datetime) -> "PhoneTime":
        """From one call."""
        return cls(received_at - sent_at)

    def by_ours(self, told_at: datetime, *, now: datetime) -> datetime:
        """When it happened by our clock; never later than now."""
        return min(told_at + self.skew, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Something recorded at the customer's; `happened_at` is `told_at` by our clock."""

    id: EvidenceId
    ticket_id: TicketId
    client_id: Id
    staff_id: StaffId
    kind: EvidenceKind
    happened_at: datetime
    told_at: datetime
    received_at: datetime
    facts: dict[str, Any]
    place: Place | None = None
    media_type: str | None = None
    size_bytes: int | None = None
    sha256: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An action as it came from a phone, and what became of it; a refused one is kept whole."""

    client_id: Id
    ticket_id: TicketId
    staff_id: StaffId
    action: str
    content: dict[str, Any]
    told_at: datetime
    happened_at: datetime
    received_at: datetime
    skew: timedelta
    outcome: str
    code: str | None = None
    why_zh: str = ""
    why_en: str = ""
    flag: Flag | None = None
    distance_m: float | None = None
