"""Which duty clocks a ticket has, and how long each may run: the rules of a pack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from hearthline.tickets.counting import LOCAL, Limit, WorkCalendar
from hearthline.tickets.forms import TypeForm

LIVE = "live"  # by phone or with the bot, where somebody answers at once


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A clock's name and the events between which it runs."""

    code: str
    name: str
    start: str
    stop: str


@dataclass(frozen=True, slots=True)
class Season:
    """The heating season by month and day, both of every year, from the policy profile."""

    start: tuple[int, int]
    end: tuple[int, int]

    def day(self, on: date) -> int | None:
        """The day of the season, 1 on its first; None outside of it."""
        start = date(on.year, *self.start)
        if start > on:
            start = date(on.year - 1, *self.start)
        end = date(start.year + (self.end < self.start), *self.end)
        return (on - start).days + 1 if on <= end else None


@dataclass(frozen=True, slots=True)
class SeasonRule:
    """Other limits for some types on some days of the season (counted from 1)."""

    first_day: int
    last_day: int
    types: frozenset[str]
    limits: dict[str, Limit]

    def holds(self, type_code: str, season_day: int) -> bool:
        """Whether it replaces the limits of a ticket opened on a day of the season."""
        return type_code in self.types and self.first_day <= season_day <= self.last_day


@dataclass(frozen=True, slots=True)
class TypeRule:
    """A ticket type's usual priority, its limits, and its form.

    `ways` are the limits that depend on how the customer came, by way and clock.
    """

    priority: str
    limits: dict[str, Limit]
    form: TypeForm = field(default_factory=TypeForm)
    ways: Mapping[str, dict[str, Limit]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder: who is told when so much of a clock is used up (per cent).

    `to` is worker, lead, supervisor or manager; `level` counts the steps beyond the team.
    """

    percent: int
    to: str

    @property
    def level(self) -> int:
        """0 in the team, 1 for supervisors, 2 for managers."""
        return {"supervisor": 1, "manager": 2}.get(self.to, 0)


LADDER = (Rung(50, "worker"), Rung(80, "lead"), Rung(100, "supervisor"), Rung(200, "manager"))


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """A team that a pack proposes: what it can do, where, and who belongs to it (log-in names)."""

    name: str
    skills: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    lead: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyRules:
    """A pack's clocks, with limits by ticket type, and the days on which people work."""

    clocks: tuple[ClockRule, ...]
    types: dict[str, TypeRule]
    priorities: dict[str, dict[str, Limit]]
    season_rules: tuple[SeasonRule, ...] = ()
    season: Season | None = None
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    ladder: tuple[Rung, ...] = LADDER
    teams: tuple[TeamPlan, ...] = ()

    @classmethod
    def joined(cls, rules: "Sequence[DutyRules]") -> "DutyRules":
        """The rules of several trades as one; each ticket type belongs to one of them."""
        seasons = [one.season for one in rules if one.season is not None]
        clocks = {clock.code: clock for one in reversed(rules) for clock in one.clocks}
        types = {code: rule for one in rules for code, rule in one.types.items()}
        priorities: dict[str, dict[str, Limit]] = {}
        for one in reversed(rules):
            priorities |= one.priorities
        return cls(
            clocks=tuple(clocks[code] for code in sorted(clocks)),
            types=types,
            priorities=priorities,
            season_rules=tuple(rule for one in rules for rule in one.season_rules),
            season=seasons[0] if seasons else None,
            calendar=rules[0].calendar,
            ladder=rules[0].ladder,
            teams=tuple(team for one in rules for team in one.teams),
        )

    def on(self, calendar: WorkCalendar) -> "DutyRules":
        """The same rules on a company's own calendar."""
        return replace(self, calendar=calendar)

    def form_of(self, type_code: str) -> TypeForm | None:
        """The form of a type, if there is such a type."""
        kind = self.types.get(type_code)
        return kind.form if kind else None

    def limits_of(
        self, type_code: str, priority: str, opened_at: datetime, *, way: str = LIVE
    ) -> dict[str, Limit]:
        """The limits in force for a ticket; one that was raised has those of its priority too."""
        kind = self.types.get(type_code)
        if kind is None:
            return {}
        found = kind.limits | kind.ways.get(way, {})
        if priority < kind.priority:
            found |= self.priorities.get(priority, {})
        day = self.season.day(opened_at.astimezone(LOCAL).date()) if self.season else None
        for rule in self.season_rules:
            if day is not None and rule.holds(type_code, day):
                found |= rule.limits
        return found
