"""What is different once an application is done."""

from collections.abc import Callable
from typing import Any

from hearthline.entrypoints.simulator.days import after_workdays, season_name, season_year
from hearthline.entrypoints.simulator.records import Application, MeterTest, Payment
from hearthline.entrypoints.simulator.town import Household
from hearthline.entrypoints.simulator.world import World

_TEST_WORKDAYS = 5


def take_effect(world: World, one: Application) -> None:
    """Make it so."""
    if one.account_no is None:
        return
    household = world.household(one.account_no)
    effect = _EFFECTS.get(one.type)
    if effect is not None:
        world.change(one.account_no, **effect(world, household, one))


def book_test(world: World, meter_no: str, application_no: str | None) -> MeterTest:
    """A test of a meter, free of charge."""
    test = MeterTest(
        test_no=f"MT{world.state.next_number('meter_test')}",
        meter_no=meter_no,
        application_no=application_no,
        status="ACCEPTED",
        fee_fen=0,
        result_by=after_workdays(world.now().date(), _TEST_WORKDAYS),
    )
    world.state.meter_tests.append(test)
    return test


def _stopped(world: World, one: Household, applied: Application) -> dict[str, Any]:
    season = applied.data["season"]
    stops = world.state.stops.setdefault(one.account_no, [])
    if season not in stops:
        stops.append(season)
    is_now = season == season_name(season_year(world.now().date()))
    return {"status": "STOPPED", "valve_state": "SEALED"} if is_now else {}


def _resumed(world: World, one: Household, applied: Application) -> dict[str, Any]:
    del applied
    now = season_name(season_year(world.now().date()))
    stops = world.state.stops.get(one.account_no, [])
    world.state.stops[one.account_no] = [season for season in stops if season != now]
    return {"status": "ACTIVE", "valve_state": "OPEN"}


def _transferred(world: World, one: Household, applied: Application) -> dict[str, Any]:
    del world
    owner = applied.data
    return {
        "name": owner["new_owner_name"],
        "phone": owner["new_owner_phone"],
        "id_last4": owner.get("new_owner_id_last4") or one.id_last4,
    }


def _measured(world: World, one: Household, applied: Application) -> dict[str, Any]:
    """The bills follow from the next season on."""
    del world, one
    return {"deed_area_m2": applied.data["deed_area_m2"]}


def _refunded(world: World, one: Household, applied: Application) -> dict[str, Any]:
    now = world.now()
    payment = Payment(
        payment_no=f"PM{88000 + world.state.next_number('payment')}",
        kind="REFUND",
        account_no=one.account_no,
        period=applied.data["period"],
        amount_fen=applied.amount_fen or 0,
        channel="BANK",
        status="PROCESSING",
        paid_at=now,
    )
    world.state.payments[payment.payment_no] = payment
    return {}


def _tou(world: World, one: Household, applied: Application) -> dict[str, Any]:
    del world, one
    return {"is_tou": applied.data["action"] == "OPEN"}


def _persons(world: World, one: Household, applied: Application) -> dict[str, Any]:
    del world, one
    return {"persons": applied.data["person_count"]}


def _low_income(world: World, one: Household, applied: Application) -> dict[str, Any]:
    del world, applied
    return {"flags": [*one.flags, "LOW_INCOME"]}


def _capacity(world: World, one: Household, applied: Application) -> dict[str, Any]:
    del world, one
    if applied.data["action"] == "SUSPEND":
        return {}
    return {"capacity_kw": applied.data["load_kw"]}


def _retrofitted(world: World, one: Household, applied: Application) -> dict[str, Any]:
    del world
    work = applied.data["work"]
    if work == "FLOOR_HEATING":
        return {"heat_type": "FLOOR"}
    return {"is_valved": one.is_valved or work in ("VALVE", "SPLIT")}


def _tested(world: World, one: Household, applied: Application) -> dict[str, Any]:
    known = [it for it in world.state.meter_tests if it.application_no == applied.application_no]
    for test in known or [book_test(world, one.meter_no, applied.application_no)]:
        test.status = "DONE"
    return {}


_EFFECTS: dict[str, Callable[[World, Household, Application], dict[str, Any]]] = {
    "HEAT_STOP": _stopped,
    "HEAT_RESUME": _resumed,
    "HEAT_TRANSFER": _transferred,
    "HEAT_AREA_CHECK": _measured,
    "HEAT_RETROFIT": _retrofitted,
    "HEAT_REFUND": _refunded,
    "POWER_TOU": _tou,
    "POWER_MULTI_PERSON": _persons,
    "POWER_LOW_INCOME": _low_income,
    "POWER_TRANSFER": _transferred,
    "POWER_CAPACITY": _capacity,
    "POWER_METER_TEST": _tested,
}
