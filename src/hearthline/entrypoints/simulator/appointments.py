"""Visiting times: which are free, booking and cancelling."""

import zlib
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query

from hearthline.entrypoints.simulator.applications import find as find_application
from hearthline.entrypoints.simulator.asking import SlotQuery
from hearthline.entrypoints.simulator.problems import bad_request, conflict, not_found
from hearthline.entrypoints.simulator.records import Appointment
from hearthline.entrypoints.simulator.route import CallerHere, GatewayRoute, WorldHere, known_for
from hearthline.entrypoints.simulator.state import Step
from hearthline.entrypoints.simulator.wire_services import AppointmentRequest
from hearthline.entrypoints.simulator.work_orders import FINISHED, VISIBLE
from hearthline.entrypoints.simulator.work_orders import find as find_order
from hearthline.entrypoints.simulator.work_orders import told as order_told
from hearthline.entrypoints.simulator.world import World

router = APIRouter(route_class=GatewayRoute)

PURPOSES = ("REPAIR", "MEASURE", "SEAL", "OPEN_VALVE", "SURVEY", "METER_TEST")
_TIMES = (("09:00", "11:00"), ("14:00", "16:00"), ("16:00", "18:00"), ("19:00", "21:00"))
_DAYS, _FARTHEST = 3, 30
_BUSY_ONE_IN = 5
_WEEK = "一二三四五六日"


@router.get("/appointments/slots", operation_id="listSlots")
async def list_slots(
    asked: Annotated[SlotQuery, Query()], world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """The free times of a team, from tomorrow on or of one day."""
    if asked.account_no is not None:
        known_for(world, caller, asked.account_no)
    team = asked.team or _team(world, asked.account_no)
    today = world.now().date()
    days = [asked.day] if asked.day else [today + timedelta(days=n) for n in range(1, _DAYS + 1)]
    free = [slot for day in days for slot in _free(world, asked.purpose, team, day)]
    return world.read({"items": free})


@router.post("/appointments", operation_id="createAppointment", status_code=201)
async def create_appointment(
    wanted: AppointmentRequest, world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Book a free time; a time that was taken meanwhile is a conflict."""
    if wanted.account_no is not None:
        world.household(wanted.account_no)
        known_for(world, caller, wanted.account_no)
    purpose, team, day, start = _read(world, wanted.slot_id)
    free = {slot["slot_id"]: slot for slot in _free(world, purpose, team, day)}
    slot = free.get(wanted.slot_id)
    if slot is None or slot["start"] != start:
        raise conflict("时间已被约走", "这个时间刚被约走了，请另选一个。")
    visit = Appointment(
        appointment_id=f"AT{world.state.next_number('appointment')}",
        slot_id=wanted.slot_id,
        date=day,
        start=slot["start"],
        end=slot["end"],
        team=team,
        work_order_no=wanted.work_order_no,
        application_no=wanted.application_no,
        account_no=wanted.account_no,
        contact_phone=wanted.contact_phone,
        note=wanted.note,
    )
    _tie(world, visit, slot["label"])
    world.state.appointments[visit.appointment_id] = visit
    world.save()
    return visit.model_dump(mode="json", include=VISIBLE)


@router.delete("/appointments/{appointment_id}", operation_id="cancelAppointment", status_code=204)
async def cancel_appointment(appointment_id: str, world: WorldHere) -> None:
    """Nobody needs to come; harmless twice."""
    visit = world.state.appointments.get(appointment_id)
    if visit is None:
        raise not_found("预约")
    if visit.status in ("DONE", "NO_SHOW"):
        raise conflict("预约已结束", "这次上门已经结束，不能再取消。")
    if visit.status == "BOOKED":
        visit.status = "CANCELLED"
        _note(world, visit, "客户取消了上门预约")
    world.save()


def _tie(world: World, visit: Appointment, label: str) -> None:
    """The order or application that the visit is for knows of it."""
    if visit.application_no is not None:
        find_application(world, visit.application_no).appointment_id = visit.appointment_id
    if visit.work_order_no is None:
        return
    order = find_order(world, visit.work_order_no)
    if order.status in FINISHED:
        raise conflict("工单已结束", f"工单{order.status_text}，不用再约上门。")
    order.appointment_id = visit.appointment_id
    world.state.appointments[visit.appointment_id] = visit
    _note(world, visit, f"已约 {label} 上门")


def _note(world: World, visit: Appointment, text: str) -> None:
    order = world.state.work_orders.get(visit.work_order_no or "")
    if order is not None and order.status not in FINISHED:
        order.progress.append(Step(at=world.now(), status=order.status, text=text))
        order_told(world, order)


def _free(world: World, purpose: str, team: str, day: date) -> list[dict[str, Any]]:
    now = world.now()
    if team not in _teams(world) or not now.date() <= day <= now.date() + timedelta(days=_FARTHEST):
        return []
    taken = {it.slot_id for it in world.state.appointments.values() if it.status == "BOOKED"}
    free = []
    for number, (start, end) in enumerate(_TIMES):
        slot_id = f"SL-{purpose}-{day:%Y%m%d}-{number}-{_teams(world).index(team)}"
        begins = datetime.combine(day, time.fromisoformat(start), world.zone)
        is_busy = zlib.crc32(slot_id.encode()) % _BUSY_ONE_IN == 0
        if slot_id in taken or is_busy or begins <= now:
            continue
        label = f"{day.month} 月 {day.day} 日（周{_WEEK[day.weekday()]}）{start}–{end}"
        free.append(
            {"slot_id": slot_id, "date": day.isoformat(), "start": start, "end": end,
             "team": team, "label": label}
        )  # fmt: skip
    return free


def _read(world: World, slot_id: str) -> tuple[str, str, date, str]:
    try:
        _, purpose, day, number, team = slot_id.split("-")
        found = (purpose, _teams(world)[int(team)], date.fromisoformat(day), _TIMES[int(number)][0])
    except (ValueError, IndexError) as error:
        raise bad_request("/slot_id", "没有这个时间") from error
    if purpose not in PURPOSES:
        raise bad_request("/slot_id", "没有这个时间")
    return found


def _teams(world: World) -> list[str]:
    towns = world.town.communities
    return sorted({one.team for one in towns} | {one.power_team for one in towns})


def _team(world: World, account_no: str | None) -> str:
    if account_no is None:
        return _teams(world)[0]
    one = world.household(account_no)
    community = world.town.community(one.community)
    if community is None:
        return _teams(world)[0]
    return community.team if one.domain == "heating" else community.power_team
