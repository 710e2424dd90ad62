"""What can go wrong when queues are set up.

NotFound
└── AgentUnknown       nobody of that id may answer customers
Conflict
├── QueueChanged       somebody else has changed it meanwhile
├── AgentChanged       somebody else has changed the person's settings meanwhile
├── QueueNameTaken
├── QueueNeeded        other queues lean on it, or people wait in it
└── DefaultQueueStays  whoever names no queue needs one
Invalid
├── MemberMayNotReply  somebody who may not answer cannot serve
├── OverflowUnsound    it leads to itself, or to a queue that is not there
└── HoursUnsound       spans overlap, or end before they begin
"""

from hearthline.kernel import Conflict, Invalid, NotFound, Words


class AgentUnknown(NotFound):
    """Nobody of that id may answer customers."""

    code = "routing.agent_unknown"
    detail = Words(
        zh="没有这位客服，或其角色不能回复客户。",
        en="There is no such agent, or the role may not answer customers.",
    )


class QueueChanged(Conflict):
    """Somebody else has changed it meanwhile."""

    code = "routing.queue_changed"
    title = Words(zh="队列已被修改", en="The queue was changed")
    detail = Words(
        zh="{name} 在 {at} 修改过这个队列。请重新打开，核对后再保存。",
        en="{name} changed this queue at {at}. Open it again, compare, then save.",
    )


class AgentChanged(Conflict):
    """Somebody else has changed the person's settings meanwhile."""

    code = "routing.agent_changed"
    title = Words(zh="设置已被修改", en="The settings were changed")
    detail = Words(
        zh="{name} 在 {at} 修改过这位客服的技能和接待量。请重新打开，核对后再保存。",
        en="{name} changed these settings at {at}. Open them again, compare, then save.",
    )


class QueueNameTaken(Conflict):
    """Another queue has the name."""

    code = "routing.queue_name_taken"
    title = Words(zh="名称已被使用", en="Name taken")
    detail = Words(
        zh="已有名为“{name}”的队列（包括已归档的），请换一个名称。",
        en="A queue named {name} exists already (perhaps archived); choose another name.",
    )


class QueueNeeded(Conflict):
    """Other queues lean on it, or people wait in it."""

    code = "routing.queue_needed"
    title = Words(zh="队列还在使用", en="The queue is in use")
    detail = Words(
        zh="不能归档：{why}。请先改好再归档。", en="It cannot be archived: {why}. Mend that first."
    )


class DefaultQueueStays(Conflict):
    """Whoever names no queue needs one."""

    code = "routing.default_queue_stays"
    title = Words(zh="默认队列不能归档", en="The default queue stays")
    detail = Words(
        zh="没有匹配到其他队列的客户都进默认队列，不能归档。",
        en="Customers whom no other queue matches wait here; it cannot be archived.",
    )


class MemberMayNotReply(Invalid):
    """Somebody who may not answer cannot serve."""

    code = "routing.member_may_not_reply"
    title = Words(zh="成员不能回复客户", en="A member may not answer")
    detail = Words(
        zh="{names} 的角色没有“回复客户”的权限，或已停用，不能加入队列。",
        en="{names} may not answer customers or is inactive, and cannot serve a queue.",
    )


class OverflowUnsound(Invalid):
    """It leads to itself, or to a queue that is not there."""

    code = "routing.overflow_unsound"
    title = Words(zh="溢出或支援的队列不对", en="Overflow or backup is unsound")
    detail = Words(
        zh="溢出和支援只能指向另一个没有归档的队列；设了溢出队列就要写等多少秒。",
        en="Overflow and backup lead to another queue in use, and overflow needs its seconds.",
    )


class HoursUnsound(Invalid):
    """Spans overlap, or end before they begin."""

    code = "routing.hours_unsound"
    title = Words(zh="服务时间不对", en="Unsound hours")
    detail = Words(
        zh="{day}的时间段要先后排列、互不重叠，结束晚于开始。",
        en="The spans of {day} must follow each other without overlap, and end after they begin.",
    )
