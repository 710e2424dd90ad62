"""Reads `tickets.yaml` and the season of the policy profile: which clocks a type has."""

import re
from datetime import timedelta

from hearthline.platform.packs import Fault, Node, PackFolder, PackIsFaulty, Reader
from hearthline.tickets.clocks import ClockRule, DutyRules, Limit, Season, SeasonRule

_FILE = "tickets.yaml"
_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?\Z")
_DAY = re.compile(r"(\d{2})-(\d{2})\Z")
_WAY_IN = "live"


def read_duty_rules(folder: PackFolder) -> DutyRules:
    """The duty clocks of a pack; raises `PackIsFaulty` with every fault found."""
    reader, root = Reader(), folder.read(_FILE)
    rules = DutyRules(
        clocks=tuple(_clock(node, reader) for node in _each(root, "clocks")),
        limits=_types(root, reader),
        season_rules=tuple(_season_rule(node, reader) for node in _each(root, "season_rules")),
        season=_season(folder, reader),
    )
    faults = [fault for fault in reader.faults if not fault.is_warning]
    if faults:
        raise PackIsFaulty(faults)
    return rules


def _each(node: Node, key: str) -> list[Node]:
    member = node.get(key)
    return member.each() if member else []


def _clock(node: Node, reader: Reader) -> ClockRule:
    return ClockRule(
        code=reader.text(node, "code"),
        name=reader.words(node, "name").zh,
        start=reader.text(node, "from"),
        stop=reader.text(node, "until"),
    )


def _types(root: Node, reader: Reader) -> dict[str, dict[str, Limit]]:
    by_priority = (
        {code: _limits(node, reader) for code, node in (root.get("defaults") or root).items()}
        if root.get("defaults")
        else {}
    )
    found: dict[str, dict[str, Limit]] = {}
    for node in _each(root, "types"):
        code = reader.text(node, "code")
        if code in found:
            reader.faults.append(node.fault(f"type `{code}` twice", "keep one of them"))
        priority = reader.text(node, "priority")
        clocks = node.get("clocks")
        found[code] = by_priority.get(priority, {}) | (_limits(clocks, reader) if clocks else {})
    return found


def _season_rule(node: Node, reader: Reader) -> SeasonRule:
    days, clocks = node.get("days"), node.get("clocks")
    return SeasonRule(
        first_day=reader.whole(days, "from", 1) if days else None,
        last_day=reader.whole(days, "to", 366) if days else None,
        types=frozenset(reader.texts(node, "types")),
        limits=_limits(clocks, reader) if clocks else {},
    )


def _limits(node: Node, reader: Reader) -> dict[str, Limit]:
    return {
        code: limit
        for code, member in node.items()
        if (limit := _limit(member, reader.faults)) is not None
    }


def _limit(node: Node, faults: list[Fault]) -> Limit | None:
    by_way_in = node.get(_WAY_IN)
    if by_way_in is not None:
        return _limit(by_way_in, faults)
    workdays = node.get("workdays")
    if workdays is not None and isinstance(workdays.inner, int) and workdays.inner > 0:
        return Limit(workdays=workdays.inner)
    found = _DURATION.match(str(node.inner)) if isinstance(node.inner, str) else None
    if found is None:
        faults.append(
            node.fault("not a length of time", "write an ISO 8601 duration or {workdays: N}")
        )
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return Limit(span=timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds))


def _season(folder: PackFolder, reader: Reader) -> Season | None:
    """The season of the first policy profile; a company with several sets its own pack."""
    for path in folder.find("policy/*.yaml")[:1]:
        profile = folder.read(path).get("policy_profile")
        season = profile.get("season") if profile else None
        if season is None:
            continue
        ends = [_DAY.match(reader.text(season, key)) for key in ("start", "end")]
        if ends[0] is None or ends[1] is None:
            reader.faults.append(season.fault("season without days", 'write "MM-DD"'))
            return None
        return Season((int(ends[0][1]), int(ends[0][2])), (int(ends[1][1]), int(ends[1][2])))
    return None
