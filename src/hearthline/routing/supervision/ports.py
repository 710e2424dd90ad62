"""What supervision shows of slices that stand beside or above routing; composition fills it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from hearthline.platform.db import Session
from hearthline.routing.supervision.model import AlertLine


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident as the strip shows it: what, where, since when, and how many reported it."""

    id: UUID
    title: str
    where: str
    since: datetime
    reports: int
    state: str


@dataclass(frozen=True, slots=True)
class TicketTally:
    """Tickets of a span of time, and how many are past a deadline at its end."""

    opened: int
    closed: int
    overdue: int


IncidentStrip: TypeAlias = Callable[[Session], Awaitable[list[IncidentLine]]]
AlertsOf: TypeAlias = Callable[[Session], Awaitable[list[AlertLine]]]
TicketsOf: TypeAlias = Callable[[Session, datetime, datetime], Awaitable[TicketTally]]


async def no_incidents(session: Session) -> list[IncidentLine]:
    """For an installation that keeps no incidents."""
    del session
    return []


async def no_alerts(session: Session) -> list[AlertLine]:
    """For an installation without help while answering."""
    del session
    return []


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The ports together; an installation without tickets shows a dash for them."""

    incidents: IncidentStrip = no_incidents
    tickets: TicketsOf | None = None
    alerts: AlertsOf = no_alerts
