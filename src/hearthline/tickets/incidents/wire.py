"""Incidents on the wire."""

from datetime import datetime, timedelta
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from hearthline.kernel import IncidentId, StaffId, TicketId
from hearthline.tickets.incidents.model import IncidentEvent, IncidentState, Rule, Scope, Tally
from hearthline.tickets.incidents.reading import STATE_NAMES, IncidentFacts, IncidentFile

_SOUND = r"^[^\x00]*$"
Part = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=_SOUND)
]
Title = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=_SOUND)
]
Said = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500, pattern=_SOUND)]
Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=_SOUND)
]
Counter = Annotated[int, Field(ge=1, le=2_000_000_000)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _bare(part: str | None, *endings: str) -> str | None:
    """A part of an address without the word that people write after it: 3号楼 is 3."""
    for ending in endings:
        if part is not None and part.endswith(ending) and len(part) > len(ending):
            return part.removesuffix(ending).strip()
    return part


class ScopeIn(_Body):
    """Where it is; a community, its building, its unit, or a station."""

    community: Part | None = None
    building: Part | None = None
    unit: Part | None = None
    station: Part | None = None

    def scope(self) -> Scope:
        """The same as the slice knows it: numbers alone, as addresses are read."""
        return Scope(
            community=self.community,
            building=_bare(self.building, "号楼", "楼", "栋", "座", "号"),
            unit=_bare(self.unit, "单元"),
            station=self.station,
        )


class FactsIn(_Body):
    """What a supervisor says of it; `words` and `eta` are told to customers."""

    title: Title
    scope: ScopeIn
    words: Said = ""
    eta: AwareDatetime | None = None
    since: AwareDatetime | None = None

    def facts(self) -> IncidentFacts:
        """The same as the slice knows it."""
        return IncidentFacts(
            title=self.title,
            scope=self.scope.scope(),
            words=self.words,
            eta=self.eta,
            since=self.since,
        )


class OpenIncident(FactsIn):
    """An incident that nobody reported yet."""

    domain: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
    matter: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,40}$")]


class ChangeIncident(FactsIn):
    """What it is now; the counter tells which state was looked at."""

    counter: Counter


class EndIncident(_Body):
    """Restored, or over."""

    counter: Counter
    text: Said = ""


class DismissIncident(_Body):
    """No common cause, and why that is known."""

    counter: Counter
    text: Reason


class AttachTicket(_Body):
    """Which ticket belongs to it."""

    ticket_id: TicketId


class RuleBody(_Body):
    """How many households within how many minutes are suspicious."""

    fewest: Annotated[int, Field(ge=2, le=100)]
    within_minutes: Annotated[int, Field(ge=5, le=1440)]

    @classmethod
    def of(cls, rule: Rule) -> Self:
        """From the model."""
        minutes = int(rule.within.total_seconds() // 60)
        return cls(fewest=rule.fewest, within_minutes=minutes)

    def rule(self) -> Rule:
        """The same as the slice knows it."""
        return Rule(self.fewest, timedelta(minutes=self.within_minutes))


class ScopeOut(BaseModel):
    """Where it is, in parts and in words."""

    community: str | None
    building: str | None
    unit: str | None
    station: str | None
    words: str

    @classmethod
    def of(cls, scope: Scope) -> Self:
        """From the model."""
        return cls(
            community=scope.community,
            building=scope.building,
            unit=scope.unit,
            station=scope.station,
            words=scope.words,
        )


class TallyOut(BaseModel):
    """How many reported it, were asked after the end, and what they said."""

    model_config = ConfigDict(from_attributes=True)

    reports: int
    tickets_open: int
    asked: int
    solved: int
    unsolved: int


class IncidentEventOut(BaseModel):
    """A line of the log."""

    at: datetime
    kind: str
    actor: StaffId | None
    text: str

    @classmethod
    def of(cls, line: IncidentEvent) -> Self:
        """From the model."""
        return cls(at=line.at, kind=line.kind, actor=line.actor, text=line.text)


class IncidentOut(BaseModel):
    """An incident with how it stands; the log is there when one is asked for."""

    id: IncidentId
    domain: str
    matter: str
    title: str
    state: IncidentState
    state_name: str
    scope: ScopeOut
    words: str
    eta: datetime | None
    since: datetime
    opened_at: datetime
    confirmed_at: datetime | None
    restored_at: datetime | None
    ended_at: datetime | None
    lead_ticket_id: TicketId | None
    counter: int
    tally: TallyOut
    log: list[IncidentEventOut]

    @classmethod
    def of(cls, file: IncidentFile) -> Self:
        """From the model."""
        one = file.incident
        return cls(
            id=one.id,
            domain=one.domain,
            matter=one.matter,
            title=one.title,
            state=one.state,
            state_name=STATE_NAMES[one.state],
            scope=ScopeOut.of(one.scope),
            words=one.words,
            eta=one.eta,
            since=one.since,
            opened_at=one.opened_at,
            confirmed_at=one.confirmed_at,
            restored_at=one.restored_at,
            ended_at=one.ended_at,
            lead_ticket_id=one.lead_ticket_id,
            counter=one.counter,
            tally=TallyOut.model_validate(file.tally or Tally()),
            log=[IncidentEventOut.of(line) for line in file.log],
        )


class IncidentPage(BaseModel):
    """A page of incidents, the newest first."""

    items: list[IncidentOut]
    next_cursor: str | None


View = Literal["open", "restored", "over", "all"]
STATES: dict[View, tuple[IncidentState, ...]] = {
    "open": (IncidentState.SUSPECTED, IncidentState.CONFIRMED),
    "restored": (IncidentState.RESTORED,),
    "over": (IncidentState.CLOSED, IncidentState.DISMISSED),
    "all": tuple(IncidentState),
}
