"""What can go wrong with sub-tasks.

NotFound
└── TaskUnknown
Conflict
└── TaskIsOver
"""

from hearthline.kernel import Conflict, NotFound, Words


class TaskUnknown(NotFound):
    """The ticket has no such sub-task."""

    code = "ticket.task_unknown"
    detail = Words(
        zh="这张工单没有这个子任务，请刷新。", en="The ticket has no such task; reload it."
    )


class TaskIsOver(Conflict):
    """It was ended before, with another outcome."""

    code = "ticket.task_over"
    detail = Words(zh="这个子任务已经结束，请另建一个。", en="The task is over; make another one.")
