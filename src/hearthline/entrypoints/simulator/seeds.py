"""What is already under way when the town begins: outages of power, and applications."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from hearthline.entrypoints.simulator.application_kinds import KINDS, STATUS_TEXTS, steps_of
from hearthline.entrypoints.simulator.days import after_workdays, season_name, season_year
from hearthline.entrypoints.simulator.records import Application, AppliedStep
from hearthline.entrypoints.simulator.state import Area, Outage
from hearthline.entrypoints.simulator.town import HOUSEHOLDS_A_BUILDING
from hearthline.entrypoints.simulator.world import World

_PLANNED_IN, _BACK_WITHIN = timedelta(days=3), timedelta(hours=3)
_OVER = frozenset({"RESTORED", "CANCELLED"})


@dataclass(frozen=True, slots=True)
class _Begun:
    """An application of `days` ago; `here` is the step that it is at, None when it is done."""

    kind: str
    account_no: str
    data: dict[str, Any]
    days: int
    here: int | None = None
    missing: tuple[str, ...] = ()


def prepare(world: World) -> None:
    """See to it that there is always a planned outage and a fault, and once to applications."""
    _planned(world)
    _fault(world)
    if not world.state.applications and not world.state.counters.get("application"):
        _applications(world)
    world.save()


def _planned(world: World) -> None:
    day = (world.now() + _PLANNED_IN).date()
    _outage(
        world,
        "铁西新村",
        [],
        kind="PLANNED",
        status="SCHEDULED",
        start_at=datetime.combine(day, time(8, 30), world.zone),
        planned_end_at=datetime.combine(day, time(17, 30), world.zone),
        reason_text="10kV 铁西线线路改造，计划检修停电",
    )


def _fault(world: World) -> None:
    now = world.now()
    _outage(
        world,
        "翠湖雅居",
        ["2"],
        kind="FAULT",
        status="ACTIVE",
        start_at=now - timedelta(hours=1),
        planned_end_at=now + _BACK_WITHIN,
        reason_text="翠湖雅居 2 号楼台区变压器故障",
        progress="CREW_ON_SITE",
        progress_text="抢修人员已到现场，正在更换熔断器",
    )


def _outage(world: World, name: str, buildings: list[str], **facts: Any) -> None:
    """Only where none of this kind is at work; one that is long over is begun anew."""
    community = world.town.community(name)
    if community is None:
        return
    for old in world.state.outages.values():
        is_here = old.domain == "power" and old.areas[0].name == name
        if is_here and old.kind == facts["kind"] and old.status not in _OVER:
            if old.kind == "FAULT" and (old.planned_end_at or world.now()) < world.now():
                old.start_at, old.planned_end_at = facts["start_at"], facts["planned_end_at"]
            return
    outage = Outage(
        outage_id=f"OT{world.now():%m%d}{900 + world.state.next_number('seeded_outage')}",
        domain="power",
        areas=[Area(name=name, buildings=buildings)],
        affected_households=(len(buildings) or community.buildings) * HOUSEHOLDS_A_BUILDING,
        lines=[community.line],
        updated_at=world.now(),
        **facts,
    )
    world.state.outages[outage.outage_id] = outage


def _applications(world: World) -> None:
    season = season_name(season_year(world.now().date()))
    for begun in (
        _Begun("HEAT_STOP", "1203003579", {"season": season}, days=60),
        _Begun("POWER_LOW_INCOME", "6200102468", {}, days=50),
        _Begun("HEAT_AREA_CHECK", "1203007102", {"deed_area_m2": 112.6}, days=4, here=2),
        _Begun(
            "POWER_CAPACITY",
            "6200107405",
            {"action": "INCREASE", "load_kw": 45.0},
            days=1,
            here=1,
            missing=("DEED",),
        ),
    ):
        one = _application(world, begun)
        world.state.applications[one.application_no] = one


def _application(world: World, begun: _Begun) -> Application:
    at = world.now() - timedelta(days=begun.days)
    way = [("受理", "SUBMITTED"), *steps_of(begun.kind, begun.data)]
    here = len(way) if begun.here is None else begun.here
    steps = [
        AppliedStep(name=name, status=state, at=at + timedelta(days=n) if n < here else None)
        for n, (name, state) in enumerate(way)
    ]
    status = "DONE" if begun.here is None else "WAITING_DOCS" if begun.missing else way[here][1]
    community = world.town.community(world.household(begun.account_no).community)
    hall = community.district.removesuffix("区") if community else "城东"
    return Application(
        application_no=f"AP{at:%Y%m%d}{world.state.next_number('application'):04d}",
        type=begun.kind,
        account_no=begun.account_no,
        data=begun.data,
        status=status,
        status_text=STATUS_TEXTS[status],
        handler=f"{hall}{'供电' if KINDS[begun.kind].domain == 'power' else ''}营业厅",
        next_date=None if begun.here is None else after_workdays(world.now().date(), 1),
        missing_docs=list(begun.missing),
        created_at=at,
        expected_done=after_workdays(at.date(), KINDS[begun.kind].workdays),
        steps=steps,
        here=here,
    )
