"""What can go wrong when a conversation changes hands.

Conflict
├── OnItsWay          a transfer is waiting for its answer
├── TargetIsFull      the colleague has no room
├── TargetIsAway      the colleague is not there
├── NotWithAnAgent    nobody holds it who could give it away
├── StepAtWork        the bot is running a step in it
└── NotAsked          nobody asked this person, or not any more
Invalid
├── TargetIsSelf      it is his already
├── TargetIsInIt      the colleague is in the conversation already
└── FlowUnknown       the bot has no such flow, or may not run it alone
NotFound
└── TargetUnknown     no such colleague or queue
"""

from hearthline.kernel import Conflict, Invalid, NotFound, Words


class OnItsWay(Conflict):
    """A transfer is waiting for its answer."""

    code = "routing.on_its_way"
    title = Words(zh="正在等对方接收", en="A transfer is under way")
    detail = Words(
        zh="这个会话正在等 {name} 接收，先撤回这次转接，再做别的。",
        en="This conversation is waiting for {name} to accept; withdraw that transfer first.",
    )


class TargetIsFull(Conflict):
    """The colleague has no room."""

    code = "routing.target_full"
    title = Words(zh="对方接待已满", en="No room there")
    detail = Words(
        zh="{name} 正在接待 {load} 个会话，上限 {capacity} 个。请换一位同事，或转到队列。",
        en="{name} has {load} conversations of at most {capacity}; choose another or a queue.",
    )


class TargetIsAway(Conflict):
    """The colleague is not there."""

    code = "routing.target_away"
    title = Words(zh="对方不在", en="Not there")
    detail = Words(
        zh="{name} 现在不在线，接不到这个会话。请换一位同事，或转到队列。",
        en="{name} is not there now; choose another colleague or a queue.",
    )


class NotWithAnAgent(Conflict):
    """Nobody holds it who could give it away."""

    code = "routing.not_with_agent"
    title = Words(zh="没有人在接待", en="Nobody holds it")
    detail = Words(
        zh="这个会话现在没有客服接待，可能客户已经离开，或已回到智能客服。",
        en="No agent holds this conversation; the customer may have left.",
    )


class StepAtWork(Conflict):
    """The bot is running a step in it."""

    code = "routing.step_at_work"
    title = Words(zh="机器人正在办理", en="The bot is at work")
    detail = Words(
        zh="机器人正在为客户办理“{name}”，先接回会话，再做别的。",
        en="The bot is running “{name}” here; take the conversation back first.",
    )


class NotAsked(Conflict):
    """Nobody asked this person, or not any more."""

    code = "routing.not_asked"
    title = Words(zh="邀请已失效", en="Not asked any more")
    detail = Words(
        zh="没有人请您加入这个会话，或者邀请已经撤回、过期。",
        en="Nobody asked you to join this conversation, or not any more.",
    )


class TargetIsSelf(Invalid):
    """It is his already."""

    code = "routing.target_self"
    detail = Words(zh="这个会话已经由这位客服接待。", en="This agent has the conversation already.")


class TargetIsInIt(Invalid):
    """The colleague is in the conversation already."""

    code = "routing.target_in_it"
    detail = Words(
        zh="{name} 已经在这个会话里，或已经收到邀请。",
        en="{name} is in this conversation already, or was asked.",
    )


class FlowUnknown(Invalid):
    """The bot has no such flow, or may not run it alone."""

    code = "routing.flow_unknown"
    detail = Words(
        zh="机器人没有“{flow}”这个流程，可以办理：{known}。",
        en="The bot has no flow “{flow}” to run here; it has: {known}.",
    )


class TargetUnknown(NotFound):
    """There is no such colleague or queue."""

    code = "routing.target_unknown"
    detail = Words(
        zh="没有这位同事或这个队列，或已停用。", en="There is no such colleague or queue."
    )
