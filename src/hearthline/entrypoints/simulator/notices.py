"""The notices that an account gets: outages, bills, low balance, orders, the season."""

from typing import Any

from fastapi import APIRouter

from hearthline.entrypoints.simulator.problems import bad_request
from hearthline.entrypoints.simulator.records import Notice
from hearthline.entrypoints.simulator.route import CallerHere, GatewayRoute, WorldHere, known_for
from hearthline.entrypoints.simulator.wire_services import SubscriptionsUpdate
from hearthline.entrypoints.simulator.world import World, dump

router = APIRouter(route_class=GatewayRoute)

USUAL_THRESHOLD_FEN = 5000
_COMMON = ("OUTAGE", "BILL", "WORK_ORDER")
_OF_TRADE = {"heating": "SEASON", "power": "BALANCE_LOW"}


@router.get("/accounts/{account_no}/subscriptions", operation_id="getSubscriptions")
async def get_subscriptions(
    account_no: str, world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Which notices the account gets."""
    world.household(account_no)
    known_for(world, caller, account_no)
    return _told(world, account_no)


@router.put("/accounts/{account_no}/subscriptions", operation_id="putSubscriptions")
async def put_subscriptions(
    account_no: str, wanted: SubscriptionsUpdate, world: WorldHere, caller: CallerHere
) -> dict[str, Any]:
    """Replace the topics that are named; a threshold of the balance needs L2."""
    one = world.household(account_no)
    known_for(world, caller, account_no)
    for number, item in enumerate(wanted.items):
        if item.threshold_fen is not None:
            caller.needs("L2", "设置余额提醒")
            if item.topic != "BALANCE_LOW":
                raise bad_request(f"/items/{number}/threshold_fen", "只有余额提醒可以设金额")
        if item.topic == "BALANCE_LOW" and not one.is_prepaid:
            raise bad_request(f"/items/{number}/topic", "这个户号不是预付费，没有余额提醒")
    named = {item.topic for item in wanted.items}
    kept = [notice for notice in notices_of(world, account_no) if notice.topic not in named]
    made = [Notice(**item.model_dump()) for item in wanted.items]
    world.state.notices[account_no] = [*kept, *made]
    world.save()
    return _told(world, account_no)


def notices_of(world: World, account_no: str) -> list[Notice]:
    """What the account gets; at first only news of its own orders and of a low balance."""
    chosen = world.state.notices.get(account_no)
    if chosen is not None:
        return chosen
    one = world.household(account_no)
    topics = (*_COMMON, _OF_TRADE[one.domain])
    return [
        Notice(
            topic=topic,
            channel="SMS",
            enabled=topic in ("WORK_ORDER", "BALANCE_LOW"),
            threshold_fen=USUAL_THRESHOLD_FEN if topic == "BALANCE_LOW" else None,
        )
        for topic in topics
        if topic != "BALANCE_LOW" or one.is_prepaid
    ]


def threshold_of(world: World, account_no: str) -> int | None:
    """Below which balance the customer is reminded."""
    for notice in notices_of(world, account_no):
        if notice.topic == "BALANCE_LOW" and notice.enabled:
            return notice.threshold_fen or USUAL_THRESHOLD_FEN
    return None


def _told(world: World, account_no: str) -> dict[str, Any]:
    items = [dump(notice) for notice in notices_of(world, account_no)]
    return world.read({"account_no": account_no, "items": items})
