"""Storm mode: one audited switch with an end, that changes many things and leaves none changed.

Others ask `Storms.in_force` when they act: greetings, the bot's announcement, rings, room, wrap-up.
"""

from hearthline.routing.storm.errors import (
    PlanInForce,
    StormAlreadyOn,
    StormIsOver,
    StormPlanUnknown,
    StormTooLong,
    StormUnknown,
)
from hearthline.routing.storm.model import (
    Measures,
    Scope,
    Storm,
    StormId,
    StormPlan,
    StormPlanId,
)
from hearthline.routing.storm.service import StormPlans, Storms

__all__ = [
    "Measures",
    "PlanInForce",
    "Scope",
    "Storm",
    "StormAlreadyOn",
    "StormId",
    "StormIsOver",
    "StormPlan",
    "StormPlanId",
    "StormPlanUnknown",
    "StormPlans",
    "StormTooLong",
    "StormUnknown",
    "Storms",
]
