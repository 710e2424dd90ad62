"""What can go wrong with booked calls.

Invalid
├── WindowUnfit     the time cannot be promised
└── PhoneNeeded     no number is known
Conflict
├── CallIsOver      it has been made, given up or cancelled
└── CallWithOther   a colleague has it
NotFound
└── CallUnknown     there is no such call
"""

from hearthline.kernel import Conflict, Invalid, NotFound, Words


class WindowUnfit(Invalid):
    """The time cannot be promised."""

    code = "routing.call_window_unfit"
    detail = Words(
        zh="回拨时段不合适：结束要晚于开始至少 10 分钟，不能已经过去，也不能超过 14 天。",
        en="That time does not do: at least 10 minutes long, not past, within 14 days.",
    )


class PhoneNeeded(Invalid):
    """No number is known."""

    code = "routing.call_phone_needed"
    detail = Words(
        zh="没有这位客户的电话，请填写要回拨的号码。",
        en="No telephone number is known; give the number to call.",
    )


class CallIsOver(Conflict):
    """It has been made, given up or cancelled."""

    code = "routing.call_over"
    title = Words(zh="回拨已结束", en="The call is over")
    detail = Words(
        zh="这个回拨已经完成、放弃或取消。",
        en="This call has been made, given up or cancelled.",
    )


class CallWithOther(Conflict):
    """A colleague has it."""

    code = "routing.call_with_other"
    title = Words(zh="同事在回拨", en="A colleague is calling")
    detail = Words(zh="{name} 正在处理这个回拨。", en="{name} is making this call.")


class CallUnknown(NotFound):
    """There is no such call."""

    code = "routing.call_unknown"
    detail = Words(zh="没有这个回拨。", en="There is no such booked call.")
