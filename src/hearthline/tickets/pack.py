"""Reads `tickets.yaml` and the season of the policy profile: which clocks a type has."""

import re
from datetime import date, timedelta

from hearthline.platform.packs import Node, PackFolder, PackIsFaulty, Reader
from hearthline.tickets.counting import Limit, WorkCalendar
from hearthline.tickets.duties import (
    LADDER,
    LIVE,
    ClockRule,
    DutyRules,
    Rung,
    Season,
    SeasonRule,
    TeamPlan,
    TypeRule,
)
from hearthline.tickets.forms import FormReader
from hearthline.tickets.model import NOTES, RANK

_FILE = "tickets.yaml"
_DURATION = re.compile(
    r"P(?=\d|T\d)(?:(\d{1,4})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?\Z"
)
_DAY = re.compile(r"(\d{2})-(\d{2})\Z")
_WAYS = (LIVE, "form", "transfer")
_ROOT = (
    *("version", "priorities", "clocks", "defaults", "season_rules", "types"),
    *("groups", "teams", "escalation"),
)
_TYPE = (
    *("code", "name", "priority", "clocks", "call_back", "note", "groups", "fields"),
    *("close_needs", "suspend_reasons", "results", "causes", "team", "visit"),
    *("external_margin_days", "matter", "leads_incident"),
)
_RUNGS = ("worker", "lead", "supervisor", "manager")
_ARRIVAL = "C5"
_MOMENTS = frozenset({"contact"}) | NOTES | RANK.keys()
_ANY_YEAR = 2001  # has no leap day, so what it has every year has
_LONGEST_SEASON = 366

Limits = dict[str, Limit]


def read_duty_rules(folder: PackFolder, calendar: WorkCalendar | None = None) -> DutyRules:
    """The duty clocks of a pack; raises `PackIsFaulty` with every fault found."""
    reader = _DutyReader(folder.read(_FILE), domain=_domain(folder))
    rules = DutyRules(
        clocks=reader.clocks,
        types=reader.types(),
        priorities=reader.priorities,
        season_rules=reader.season_rules(),
        season=_season(folder, reader),
        calendar=calendar or WorkCalendar.china(),
        ladder=reader.ladder(),
        teams=reader.teams(),
    )
    if reader.faults:
        raise PackIsFaulty(reader.faults)
    return rules


class _DutyReader(Reader):
    """Takes clocks, limits and types out of the file; every name must be known."""

    def __init__(self, root: Node, *, domain: str) -> None:
        """Read what the rest refers to."""
        super().__init__()
        self.root = root
        self.only(root, *_ROOT)
        self.forms = FormReader(self, root, domain=domain)
        self.clocks = tuple(self._clock(node) for node in self._each("clocks"))
        self.codes = [rule.code for rule in self.clocks]
        defaults = root.get("defaults")
        each = list(defaults.items()) if defaults else []
        self.priorities: dict[str, Limits] = {code: self._limits(node) for code, node in each}
        self.ways = {code: self._by_way(node) for code, node in each}

    def types(self) -> dict[str, TypeRule]:
        """The ticket types, with the limits of their priority where they have none."""
        found: dict[str, TypeRule] = {}
        for node in self._each("types"):
            code = self.text(node, "code")
            if code in found:
                self.faults.append(node.fault(f"type `{code}` twice", "keep one of them"))
            self.only(node, *_TYPE)
            priority = self.text(node, "priority")
            own = self._limits(node.get("clocks"))
            limits = self.priorities.get(priority, {}) | own
            form = self.forms.form(node, priority=priority, has_visit=_ARRIVAL in limits)
            ways = {
                way: {clock: limit for clock, limit in given.items() if clock not in own}
                for way, given in self.ways.get(priority, {}).items()
            }
            found[code] = TypeRule(priority, limits, form, ways)
        return found

    def ladder(self) -> tuple[Rung, ...]:
        """Who is told when, from the file or as usual."""
        member = self.root.get("escalation")
        rungs = []
        for node in member.each() if member else []:
            self.only(node, "percent", "to")
            to = self.text(node, "to")
            if to and to not in _RUNGS:
                mend = f"use one of: {', '.join(_RUNGS)}"
                self.faults.append((node.get("to") or node).fault(f"unknown `{to}`", mend))
            rungs.append(Rung(self.whole(node, "percent"), to))
        return tuple(sorted(rungs, key=lambda rung: rung.percent)) or LADDER

    def teams(self) -> tuple[TeamPlan, ...]:
        """The teams that the pack proposes."""
        member = self.root.get("teams")
        found = []
        for node in member.each() if member else []:
            self.only(node, "name", "skills", "areas", "lead", "members")
            found.append(
                TeamPlan(
                    name=self.text(node, "name"),
                    skills=self.texts(node, "skills"),
                    areas=self.texts(node, "areas"),
                    lead=self.text(node, "lead", "") or None,
                    members=self.texts(node, "members"),
                )
            )
        return tuple(found)

    def season_rules(self) -> tuple[SeasonRule, ...]:
        """The limits that differ on some days."""
        rules = self.root.get("season_rules")
        return tuple(self._season_rule(node) for node in (rules.each() if rules else []))

    def _each(self, key: str) -> list[Node]:
        member = self.root.get(key)
        if member is None:
            self.faults.append(self.root.fault(f"`{key}` is missing", f"add a list `{key}`"))
            return []
        return member.each()

    def _clock(self, node: Node) -> ClockRule:
        for key in ("from", "until"):
            moment = self.text(node, key)
            if moment and moment not in _MOMENTS:
                names = ", ".join(sorted(_MOMENTS))
                fault = node.get(key) or node
                self.faults.append(fault.fault(f"`{moment}` never happens", f"use one of: {names}"))
        return ClockRule(
            code=self.text(node, "code"),
            name=self.words(node, "name").zh,
            start=self.text(node, "from"),
            stop=self.text(node, "until"),
        )

    def _season_rule(self, node: Node) -> SeasonRule:
        days = node.get("days")
        return SeasonRule(
            first_day=self.whole(days, "from", 1) if days else 1,
            last_day=self.whole(days, "to", _LONGEST_SEASON) if days else _LONGEST_SEASON,
            types=frozenset(self.texts(node, "types")),
            limits=self._limits(node.get("clocks")),
        )

    def _limits(self, node: Node | None) -> Limits:
        found: Limits = {}
        for code, member in node.items() if node else ():
            if code not in self.codes:
                names = ", ".join(self.codes)
                self.faults.append(member.fault(f"no clock `{code}`", f"use one of: {names}"))
            limit = _limit(member.get(LIVE) or member)
            if limit is None:
                mend = "write an ISO 8601 duration or {workdays: N}"
                self.faults.append(member.fault("not a length of time", mend))
            else:
                found[code] = limit
        return found

    def _by_way(self, node: Node) -> dict[str, Limits]:
        found: dict[str, Limits] = {}
        for code, member in node.items():
            if LIVE not in member:
                continue
            self.only(member, *_WAYS)
            for way, inner in member.items():
                limit = _limit(inner)
                if limit is not None:
                    found.setdefault(way, {})[code] = limit
        return found


def _domain(folder: PackFolder) -> str:
    """Whose types these are; only packs of a trade name a domain."""
    member = folder.read("pack.yaml").get("domain") if folder.has("pack.yaml") else None
    return str(member.inner) if member else ""


def _limit(node: Node) -> Limit | None:
    workdays = node.get("workdays")
    if workdays is not None:
        days = workdays.inner
        return Limit(workdays=days) if type(days) is int and days > 0 else None
    found = _DURATION.match(node.inner) if isinstance(node.inner, str) else None
    if found is None:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return Limit(span=timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds))


def _season(folder: PackFolder, reader: Reader) -> Season | None:
    """The season of the first policy profile; a company with several sets its own pack."""
    for path in folder.find("policy/*.yaml")[:1]:
        profile = folder.read(path).get("policy_profile")
        season = profile.get("season") if profile else None
        if season is not None:
            start, end = (_day(season, key, reader) for key in ("start", "end"))
            return Season(start, end) if start and end else None
    return None


def _day(season: Node, key: str, reader: Reader) -> tuple[int, int] | None:
    found = _DAY.match(reader.text(season, key))
    try:
        day = date(_ANY_YEAR, int(found[1]), int(found[2])) if found else None
    except ValueError:
        day = None
    if day is None and (member := season.get(key)):
        mend = 'write "MM-DD", a day of every year'
        reader.faults.append(member.fault(f"`{key}` is no day", mend))
    return (day.month, day.day) if day else None
