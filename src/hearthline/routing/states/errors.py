"""What can go wrong with states.

Invalid
├── ReasonUnknown   the tenant's list does not have it
└── StateNotYours   wrap-up follows a conversation, it is not chosen
NotFound
└── NoSuchAgent     nobody of that id works at this desk
"""

from hearthline.kernel import Invalid, NotFound, Words


class ReasonUnknown(Invalid):
    """The tenant's list of reasons does not have it."""

    code = "routing.reason_unknown"
    detail = Words(
        zh="没有“{reason}”这个原因，可选：{known}。管理员可在设置里增加。",
        en="There is no reason “{reason}”; the list has {known}. Administrators may add it.",
    )


class StateNotYours(Invalid):
    """Wrap-up follows a conversation; it cannot be chosen."""

    code = "routing.state_not_yours"
    detail = Words(
        zh="“话后”在结束会话后自动进入，不能手动选择；可选在线、忙碌、离开、下线。",
        en="Wrap-up follows a conversation by itself; choose available, busy, away or offline.",
    )


class NoSuchAgent(NotFound):
    """Nobody of that id works at this desk."""

    code = "routing.no_such_agent"
    detail = Words(zh="没有这位客服，或已停用。", en="There is no such agent, or not any more.")
