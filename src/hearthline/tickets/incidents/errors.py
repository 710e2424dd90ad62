"""What can go wrong with an incident.

NotFound
└── IncidentUnknown
Conflict
├── NoSuchReport         the ticket that is to belong to it is not there
├── IncidentMoved        somebody changed it in the meantime
└── IncidentNotPossible  it has not come so far, or is over
Invalid
└── IncidentNowhere      no place is named
"""

from hearthline.kernel import Conflict, Invalid, NotFound, Words


class IncidentUnknown(NotFound):
    """There is no such incident."""

    code = "incident.unknown"
    detail = Words(zh="没有这个事件。", en="There is no such incident.")


class NoSuchReport(Conflict):
    """The ticket that is to belong to it is not there."""

    code = "incident.no_such_report"
    detail = Words(
        zh="没有找到这张工单，可能已被移走。", en="There is no such ticket; it may have been moved."
    )


class IncidentMoved(Conflict):
    """Somebody changed it in the meantime."""

    code = "incident.moved"
    title = Words(zh="事件已被他人更新", en="The incident has moved on")
    detail = Words(
        zh="这个事件刚被更新过，请载入最新内容再操作。",
        en="It was changed in the meantime; load it and try again.",
    )


class IncidentNotPossible(Conflict):
    """It has not come so far, or is over."""

    code = "incident.not_possible"
    title = Words(zh="当前状态不能这样做", en="Not from this state")
    detail = Words(
        zh="事件现在是“{state_zh}”，不能做这个操作。",
        en="The incident is `{state}`; this cannot be done from there.",
    )


class IncidentNowhere(Invalid):
    """No place is named, so nobody would know whom it concerns."""

    code = "incident.nowhere"
    detail = Words(
        zh="请填写小区或换热站（台区），否则不知道影响谁。",
        en="Name a community or a station; otherwise nobody knows whom it concerns.",
    )
