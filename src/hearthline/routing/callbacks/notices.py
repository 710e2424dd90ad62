"""What a customer reads of the call that was booked: when, and what came of it."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from hearthline.conversations import Conversation, MessageKind, Saying, Sender
from hearthline.kernel import Words
from hearthline.routing.callbacks.model import BookedCall

PHONE_WANTED = "callback_phone_wanted"
_HERE = ZoneInfo("Asia/Shanghai")
_SYSTEM = Words(zh="系统", en="System")
_BOOKED = Words(
    zh="已预约回拨：{when} 客服会拨打 {phone}，您的排队位置保留，不用一直等着。"
    "想改时间或取消，直接在这里说。",
    en="A call is booked: {when} an agent will call {phone}. Your place in line is kept; write here"
    " to change or cancel it.",
)
_SOON = Words(
    zh="您预约的回拨快轮到了，请留意 {phone} 的来电。",
    en="The call that you booked is next; please expect it on {phone}.",
)
_REACHED = Words(
    zh="客服 {name} 已与您通过电话，还有问题可以直接在这里说。",
    en="{name} has spoken with you on the phone; write here if anything is left.",
)
_AGAIN = Words(
    zh="刚才拨打 {phone} 没有接通，{when} 会再打一次。",
    en="We could not reach {phone}; we shall try again: {when}.",
)
_GIVEN_UP = Words(
    zh="已经 {tries} 次没有打通 {phone}，这次回拨先结束。需要时在这里说一声，会重新安排。",
    en="{phone} could not be reached {tries} times, so the call ends here. Write to book another.",
)
_WANTED = Words(
    zh="请把要回拨的电话号码发在这里，收到后就为您登记，并告诉您什么时候打。",
    en="Please write the telephone number to call; we then book the call and tell you when.",
)
_CANCELLED = Words(zh="预约的回拨已取消。", en="The booked call is cancelled.")


def booked(conversation: Conversation, call: BookedCall) -> Saying:
    """When we shall call."""
    data = {"from": call.from_at.isoformat(), "until": call.until_at.isoformat()}
    return _notice(conversation, "callback_booked", _BOOKED, _filled(conversation, call), data=data)


def phone_wanted(conversation: Conversation) -> Saying:
    """No number is known: the next one that is written here is called."""
    return _notice(conversation, PHONE_WANTED, _WANTED, {}, data={})


def soon(conversation: Conversation, call: BookedCall) -> Saying:
    """It is next."""
    return _notice(conversation, "callback_soon", _SOON, _filled(conversation, call), data={})


def reached(conversation: Conversation, call: BookedCall, name: str) -> Saying:
    """It was made."""
    filled = _filled(conversation, call) | {"name": name}
    return _notice(conversation, "callback_reached", _REACHED, filled, data={"agent": name})


def again(conversation: Conversation, call: BookedCall) -> Saying:
    """Nobody answered; when it is tried again."""
    when = window(call.due_at, call.until_at, conversation.locale)
    filled = _filled(conversation, call) | {"when": when}
    data = {"from": call.due_at.isoformat(), "until": call.until_at.isoformat()}
    return _notice(conversation, "callback_again", _AGAIN, filled, data=data)


def given_up(conversation: Conversation, call: BookedCall) -> Saying:
    """It is not tried again."""
    return _notice(
        conversation, "callback_given_up", _GIVEN_UP, _filled(conversation, call), data={}
    )


def cancelled(conversation: Conversation, call: BookedCall) -> Saying:
    """It will not be made."""
    return _notice(
        conversation, "callback_cancelled", _CANCELLED, _filled(conversation, call), data={}
    )


def window(start: datetime, end: datetime, locale: str) -> str:
    """`11 月 27 日 09:00–11:00`, in the time of the company."""
    first, last = start.astimezone(_HERE), end.astimezone(_HERE)
    hours = f"{first:%H:%M}–{last:%H:%M}"
    if locale.lower().startswith("en"):
        return f"on {first:%d %B}, {hours},"
    return f"{first.month} 月 {first.day} 日 {hours}"


def _filled(conversation: Conversation, call: BookedCall) -> dict[str, Any]:
    when = window(call.from_at, call.until_at, conversation.locale)
    return {"when": when, "phone": call.phone_masked, "tries": call.tries}


def _notice(
    conversation: Conversation,
    notice: str,
    words: Words,
    filled: dict[str, Any],
    *,
    data: dict[str, Any],
) -> Saying:
    return Saying(
        Sender.system(_SYSTEM.in_(conversation.locale)),
        words.filled(filled).in_(conversation.locale),
        kind=MessageKind.NOTICE,
        data={"notice": notice, **data},
    )
