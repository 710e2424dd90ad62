"""An incident: one cause behind many reports. Where it is, how far it has come, when to suspect it.

Three reports of the same matter close together in place and time make a suspicion; a supervisor
confirms it (domain rule: 并单, ≥ 3 reports in a unit, building or substation within 30 minutes).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from hearthline.kernel import ConversationId, IncidentId, StaffId, TicketId
from hearthline.tickets.model import Place

FEWEST: Final = 3
WITHIN: Final = timedelta(minutes=30)


class IncidentState(StrEnum):
    """How far it has come; only a confirmed one is told to customers."""

    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"
    RESTORED = "restored"
    CLOSED = "closed"
    DISMISSED = "dismissed"


OPEN: Final = frozenset({IncidentState.SUSPECTED, IncidentState.CONFIRMED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where it is; what is None is not narrowed. Without a community it is a whole station's."""

    community: str | None = None
    building: str | None = None
    unit: str | None = None
    station: str | None = None

    def covers(self, place: Place) -> bool:
        """Whether a place lies within; what is not known of a place is not guessed.

        A place that is known as words alone lies within when they name every part.
        """
        if self.community is None:
            return self.station is not None and self.station == place.station
        if place.community is None:
            return self._is_named_in(place.address)
        pairs = (
            (self.community, place.community),
            (self.building, place.building),
            (self.unit, place.unit),
        )
        return all(mine is None or mine == theirs for mine, theirs in pairs)

    def _is_named_in(self, address: str) -> bool:
        named = [self.community or ""]
        named += [f"{self.building}号"] if self.building else []
        named += [f"{self.unit}单元"] if self.unit else []
        return all(part in address for part in named)

    @property
    def words(self) -> str:
        """How people say it: 幸福小区3号楼2单元, or the station."""
        if self.community is None:
            return f"{self.station}供热范围" if self.station else ""
        building = f"{self.building}号楼" if self.building else ""
        unit = f"{self.unit}单元" if self.unit and building else ""
        return f"{self.community}{building}{unit}"


@dataclass(frozen=True, slots=True)
class Rule:
    """How many reports of one matter within which time are suspicious."""

    fewest: int = FEWEST
    within: timedelta = WITHIN


@dataclass(frozen=True, slots=True)
class Report:
    """A report as the suspicion sees it: who told it, and where; `household` tells repeats."""

    ticket_id: TicketId
    place: Place
    household: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What is known of it; `words` and `eta` are for customers, `counter` rises by each change."""

    id: IncidentId
    domain: str
    matter: str
    title: str
    state: IncidentState
    scope: Scope
    since: datetime
    opened_at: datetime
    words: str = ""
    eta: datetime | None = None
    lead_ticket_id: TicketId | None = None
    opened_by: StaffId | None = None
    confirmed_by: StaffId | None = None
    confirmed_at: datetime | None = None
    restored_by: StaffId | None = None
    restored_at: datetime | None = None
    ended_by: StaffId | None = None
    ended_at: datetime | None = None
    counter: int = 1

    @property
    def is_open(self) -> bool:
        """Whether reports still belong to it."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class IncidentEvent:
    """A line of its log."""

    at: datetime
    kind: str
    actor: StaffId | None
    text: str


@dataclass(frozen=True, slots=True)
class Concerned:
    """Somebody who reported it or asked about it: by a ticket, in a conversation, or both."""

    ticket_id: TicketId | None
    conversation_id: ConversationId | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many reported it, were asked after the end, and what they said."""

    reports: int = 0
    tickets_open: int = 0
    asked: int = 0
    solved: int = 0
    unsolved: int = 0


def suspicion(reports: Sequence[Report], newest: Report, rule: Rule) -> Scope | None:
    """The place around the newest report in which enough households report, if there is one.

    It is the narrowest such place, widened while half as many again report from around it.
    """
    places = _around(newest.place)
    for at, scope in enumerate(places):
        if len(_households(reports, scope) | {newest.household}) >= rule.fewest:
            return _widened(scope, places[at + 1 :], reports, outside=math.ceil(rule.fewest / 2))
    return None


def _widened(
    scope: Scope, wider: Sequence[Scope], reports: Sequence[Report], *, outside: int
) -> Scope:
    for one in wider:
        more = _households(reports, one) - _households(reports, scope)
        if one.community is not None and len(more) >= outside:
            scope = one
    return scope


def _households(reports: Sequence[Report], scope: Scope) -> set[str]:
    return {one.household for one in reports if scope.covers(one.place)}


def _around(place: Place) -> list[Scope]:
    """The places that a report lies in, the narrowest first."""
    found = []
    if place.community:
        whole = Scope(community=place.community)
        if place.building:
            house = replace(whole, building=place.building)
            if place.unit:
                found.append(replace(house, unit=place.unit))
            found.append(house)
        found.append(whole)
    if place.station:
        found.append(Scope(station=place.station))
    return found
