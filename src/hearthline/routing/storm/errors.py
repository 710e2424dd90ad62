"""What can go wrong with storms.

Conflict
├── StormAlreadyOn    a storm is in force in this place
├── StormIsOver       it ended, by itself or by somebody
└── PlanInForce       the plan is in force, so it cannot be taken away
Invalid
└── StormTooLong      shorter or longer than a storm may last
NotFound
├── StormUnknown
└── StormPlanUnknown
"""

from hearthline.kernel import Conflict, Invalid, NotFound, Words


class StormAlreadyOn(Conflict):
    """A storm is in force in this place."""

    code = "routing.storm_already_on"
    title = Words(zh="应急模式已开启", en="Storm mode is on already")
    detail = Words(
        zh="“{plan}”已由 {by} 开启，到 {until} 结束。需要更久请“延长”，要换预案请先结束它。",
        en="“{plan}” was switched on by {by} and ends at {until}. Extend it, or end it before"
        " switching another plan on.",
    )


class StormIsOver(Conflict):
    """It ended, by itself or by somebody."""

    code = "routing.storm_over"
    title = Words(zh="应急模式已结束", en="The storm is over")
    detail = Words(
        zh="这次应急模式已经结束，各项设置已恢复。需要时请重新开启。",
        en="This storm has ended and everything is as before. Declare a new one if needed.",
    )


class PlanInForce(Conflict):
    """The plan is in force, so it cannot be taken away."""

    code = "routing.storm_plan_in_force"
    detail = Words(
        zh="“{plan}”正在执行，结束应急模式后再删除。",
        en="“{plan}” is in force; end the storm first.",
    )


class StormTooLong(Invalid):
    """Shorter or longer than a storm may last."""

    code = "routing.storm_too_long"
    detail = Words(
        zh="应急模式一次可开 10 分钟到 72 小时，到时可以再延长。",
        en="A storm lasts 10 minutes to 72 hours; it can be extended when the time comes.",
    )


class StormUnknown(NotFound):
    """There is no such storm."""

    code = "routing.storm_unknown"
    detail = Words(zh="没有这次应急记录。", en="There is no such storm.")


class StormPlanUnknown(NotFound):
    """There is no such plan."""

    code = "routing.storm_plan_unknown"
    detail = Words(zh="没有这个应急预案，可能已被修改或删除。", en="There is no such plan.")
