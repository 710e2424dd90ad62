"""Visits: free times and appointments. `start` and `end` are HH:MM of the day."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A time at which somebody can come; `label` is for customers."""

    slot_id: str
    date: dt.date
    start: str
    end: str
    team: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """The free times as the gateway lists them: without pages."""

    items: tuple[Slot, ...]
    as_of: dt.datetime
    stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A visit that is agreed on."""

    appointment_id: str
    date: dt.date
    start: str
    end: str
    status: str
    work_order_no: str | None = None
    application_no: str | None = None
