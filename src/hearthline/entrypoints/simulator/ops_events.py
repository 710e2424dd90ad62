"""Events on demand: a new bill, a low balance, an odd reading, a cold room."""

from datetime import timedelta
from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from hearthline.entrypoints.simulator.billing import balance_of, bills_of
from hearthline.entrypoints.simulator.energy import used_on
from hearthline.entrypoints.simulator.figures import balance
from hearthline.entrypoints.simulator.notices import USUAL_THRESHOLD_FEN, threshold_of
from hearthline.entrypoints.simulator.problems import bad_request, conflict
from hearthline.entrypoints.simulator.route import WorldHere
from hearthline.entrypoints.simulator.temperatures import temperature
from hearthline.entrypoints.simulator.town import Household
from hearthline.entrypoints.simulator.world import World

router = APIRouter()

_LOW_C, _ODD_TIMES = 15.5, 5.5


class Happening(BaseModel):
    """What happens at an account; without a value it is what would be usual for it."""

    type: Literal["bill.issued", "balance.low", "reading.anomaly", "temperature.low"]
    balance_fen: int | None = None
    value_kwh: float | None = Field(default=None, ge=0)
    value_c: float | None = Field(default=None, ge=-30, le=40)


@router.post("/accounts/{account_no}/events", status_code=201)
async def let_happen(account_no: str, event: Happening, world: WorldHere) -> dict[str, Any]:
    """Let it be so, and send the webhook."""
    data = _MAKERS[event.type](world, world.household(account_no), event)
    world.tell(event.type, account_no, data)
    return data


@router.delete("/accounts/{account_no}/events", status_code=204)
async def take_back(account_no: str, world: WorldHere) -> None:
    """The room is warm again, the reading as usual, the balance as it was."""
    one = world.household(account_no)
    world.state.room_c.pop(one.account_no, None)
    world.state.day_kwh.pop(one.account_no, None)
    world.state.changes.get(one.account_no, {}).pop("prepaid_fen", None)
    world.save()


def _bill(world: World, one: Household, event: Happening) -> dict[str, Any]:
    del event
    bills = bills_of(world, one)
    if not bills:
        raise conflict("没有账单", "这个户号没有账单。")
    return bills[0].told(world)


def _balance(world: World, one: Household, event: Happening) -> dict[str, Any]:
    if not one.is_prepaid:
        raise bad_request("/account_no", "这个户号不是预付费")
    threshold = threshold_of(world, one.account_no) or USUAL_THRESHOLD_FEN
    wanted = min(balance_of(world, one), threshold - 100)
    if event.balance_fen is not None:
        wanted = event.balance_fen
    credited = balance_of(world, one) - one.prepaid_fen
    world.change(one.account_no, prepaid_fen=wanted - credited)
    return balance(world, world.household(one.account_no))


def _reading(world: World, one: Household, event: Happening) -> dict[str, Any]:
    if not one.is_metered:
        raise bad_request("/account_no", "这个户号没有表计")
    day = world.now().date() - timedelta(days=1)
    usual = used_on(world, one, day).total
    value = round(usual * _ODD_TIMES, 1) if event.value_kwh is None else event.value_kwh
    world.state.day_kwh.setdefault(one.account_no, {})[day.isoformat()] = value
    return {
        "account_no": one.account_no,
        "period": day.isoformat(),
        "value_kwh": value,
        "expected_kwh": usual,
        "text": "用电量明显高于往日" if one.domain == "power" else "用热量明显高于往日",
    }


def _cold(world: World, one: Household, event: Happening) -> dict[str, Any]:
    if one.domain != "heating":
        raise bad_request("/account_no", "供电户号没有室温")
    world.state.room_c[one.account_no] = _LOW_C if event.value_c is None else event.value_c
    told = temperature(world, one)
    told["rooms"] = [room for room in told["rooms"] if room["source"] == "SENSOR"]
    return told


_MAKERS = {
    "bill.issued": _bill,
    "balance.low": _balance,
    "reading.anomaly": _reading,
    "temperature.low": _cold,
}
