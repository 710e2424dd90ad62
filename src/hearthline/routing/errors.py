"""What can go wrong when conversations find their agents.

Conflict
├── AlreadyTaken      a colleague was quicker
├── OfferedToOther    it rings at a colleague's desk now
├── NotWaiting        it is not in the queue any more
├── NotOffered        it was not, or is no longer, offered to this person
├── AgentIsFull       no room for one more
├── NotHeld           nobody holds it, so nobody can finish it
└── ShortcutTaken     another canned answer has the shortcut
Refused
├── QueueNotServed    the person does not serve this queue
├── HeldByOther       a colleague holds it
└── SharedNotYours    canned answers of everybody are the supervisors' to write
NotFound
├── QueueUnknown
└── CannedUnknown
"""

from hearthline.kernel import Conflict, NotFound, Refused, Words


class AlreadyTaken(Conflict):
    """A colleague was quicker."""

    code = "routing.already_taken"
    title = Words(zh="已被接起", en="Already taken")
    detail = Words(
        zh="{name} 已经接起这个会话，您不用再处理。",
        en="{name} has taken this conversation; nothing is left to do.",
    )


class OfferedToOther(Conflict):
    """It rings at a colleague's desk now."""

    code = "routing.offered_to_other"
    title = Words(zh="正在等同事接起", en="Offered to a colleague")
    detail = Words(
        zh="这个会话正在等 {name} 接起，30 秒内没有接会转给下一位。",
        en="This conversation is being offered to {name}; after 30 seconds it moves on.",
    )


class NotWaiting(Conflict):
    """It is not in the queue any more."""

    code = "routing.not_waiting"
    title = Words(zh="不在排队", en="Not waiting")
    detail = Words(
        zh="这个会话已经不在排队，客户可能已结束会话或回到了智能客服。",
        en="This conversation is no longer waiting; it was closed or is back with the bot.",
    )


class NotOffered(Conflict):
    """It was not, or is no longer, offered to this person."""

    code = "routing.not_offered"
    title = Words(zh="没有分配给您", en="Not offered to you")
    detail = Words(
        zh="这个会话现在没有分配给您，可能已转给同事。",
        en="This conversation is not offered to you now; it may have moved on.",
    )


class AgentIsFull(Conflict):
    """No room for one more conversation."""

    code = "routing.agent_full"
    title = Words(zh="接待已满", en="No room left")
    detail = Words(
        zh="您正在接待 {load} 个会话，上限 {capacity} 个，结束一个后再接。",
        en="You have {load} conversations of at most {capacity}; finish one first.",
    )


class NotHeld(Conflict):
    """Nobody holds it, so nobody can finish it."""

    code = "routing.not_held"
    title = Words(zh="没有人在接待", en="Nobody holds it")
    detail = Words(
        zh="这个会话现在没有客服接待，可能已经结束。",
        en="No agent holds this conversation; it may be over.",
    )


class ShortcutTaken(Conflict):
    """Another canned answer has the shortcut."""

    code = "routing.shortcut_taken"
    detail = Words(zh="快捷码 {shortcut} 已被使用，请换一个。", en="{shortcut} is taken.")


class QueueNotServed(Refused):
    """The person does not serve this queue."""

    code = "routing.queue_not_served"
    detail = Words(
        zh="您不在这个队列里，不能接起它的会话。", en="You do not serve this conversation's queue."
    )


class HeldByOther(Refused):
    """A colleague holds it."""

    code = "routing.held_by_other"
    detail = Words(zh="这个会话由 {name} 接待。", en="{name} holds this conversation.")


class SharedNotYours(Refused):
    """Canned answers of everybody are the supervisors' to write."""

    code = "routing.shared_not_yours"
    detail = Words(
        zh="公共快捷回复由主管维护，您可以新建自己的。",
        en="Shared answers are kept by supervisors; you can make your own.",
    )


class QueueUnknown(NotFound):
    """There is no such queue."""

    code = "routing.queue_unknown"
    detail = Words(zh="没有这个队列。", en="There is no such queue.")


class CannedUnknown(NotFound):
    """There is no such canned answer, or it is somebody else's."""

    code = "routing.canned_unknown"
    detail = Words(zh="没有这条快捷回复。", en="There is no such canned answer.")
