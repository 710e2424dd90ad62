"""What a conversation is told when it changes hands, in the customer's language."""

from dataclasses import replace
from typing import Any, Final

from hearthline.access import Staff
from hearthline.conversations import Conversation, MessageKind, Saying, Sender
from hearthline.kernel import Words
from hearthline.routing.model import Placement
from hearthline.routing.queues.model import LOCAL, Closed

CALL_INSTEAD: Final = "callback_instead"
CALL_INSTEAD_LABEL: Final = Words(zh="改为回电", en="Call me back")
_SYSTEM = Words(zh="系统", en="System")
_INSTEAD = Words(
    zh="不想一直等，可以回复“改为回电”，我们打给您。",
    en=" If you would rather not wait, answer “Call me back”.",
)
_AHEAD = Words(
    zh="已为您转接人工，前面还有 {ahead} 位，预计等待约 {minutes} 分钟。",
    en="You are in line for a person: {ahead} ahead of you, about {minutes} min.",
)
_NEXT = Words(
    zh="已为您转接人工，您是下一位，预计等待约 {minutes} 分钟。",
    en="You are next in line for a person, about {minutes} min.",
)
_CONNECTING = Words(zh="已为您转接人工，正在接通客服。", en="You are being connected to a person.")
_NOBODY = Words(
    zh="已为您登记人工服务，您排在第 {position} 位。现在没有客服在线，有人上线就会接起，"
    "您可以先把情况写在这里。",
    en="You are number {position} in line for a person. Nobody is on duty right now; the next one"
    " to come will answer, and you can write down your case here already.",
)
_KEPT = Words(
    zh="现在不是人工服务时间，{opens}已为您排在第 {position} 位，上班后按顺序接起，"
    "您可以先把情况写在这里。",
    en="People are not on duty right now; {opens}you are number {position} in line, and you can"
    " write down your case here already.",
)
_CALL_BACK = Words(
    zh="现在不是人工服务时间，{opens}需要的话可以登记回电，上班后我们打给您。",
    en="People are not on duty right now; {opens}you can ask to be called back then.",
)
_COME_BACK = Words(
    zh="现在不是人工服务时间，{opens}到时再说“转人工”就可以；现在我可以继续帮您。",
    en="People are not on duty right now; {opens}ask for a person again then. I can go on helping.",
)
_OPENS = Words(zh="{at}开始服务。", en="they are back at {at}. ")
_JOINED = Words(zh="客服 {name} 为您服务。", en="{name} is here to help you.")
_BACK = Words(
    zh="人工服务已结束，{name} 把会话交回智能客服，之后的进展会在这里告诉您。",
    en="{name} has handed the conversation back to the bot; you will hear of progress here.",
)
_CLOSED = Words(
    zh="会话已结束。还有需要时直接发消息，就会开始新的会话。",
    en="This conversation is over. Write again at any time to begin a new one.",
)


def queued(
    conversation: Conversation, placement: Placement, *, is_offered: bool, with_call: bool = False
) -> Saying:
    """Position and expected wait, as far as they are known; `with_call` offers a call instead."""
    data: dict[str, Any] = {
        "position": placement.position,
        "eta_seconds": placement.eta_seconds,
    }
    saying = _queued(conversation, placement, data, is_offered=is_offered)
    if not with_call:
        return saying
    locale = conversation.locale
    choice = {"value": CALL_INSTEAD, "label": CALL_INSTEAD_LABEL.in_(locale)}
    text = saying.text + _INSTEAD.in_(locale)
    return replace(saying, text=text, data={**saying.data, "choices": [choice]})


def _queued(
    conversation: Conversation, placement: Placement, data: dict[str, Any], *, is_offered: bool
) -> Saying:
    ahead = placement.position - 1
    minutes = -(-(placement.eta_seconds or 0) // 60)
    if is_offered:
        words = _CONNECTING
    elif placement.closed is not None:
        return _closed(conversation, placement, _KEPT, name="queued", data=data)
    elif placement.eta_seconds is None:
        words = _NOBODY
    else:
        words = _AHEAD if ahead else _NEXT
    details = {"ahead": ahead, "minutes": minutes, "position": placement.position}
    return _notice(conversation, "queued", words.filled(details), data)


def closed_hours(conversation: Conversation, placement: Placement) -> Saying:
    """Nobody answers now, and the queue keeps nobody waiting; when it opens, if that is known."""
    words = _CALL_BACK if placement.closed is Closed.CALLBACK else _COME_BACK
    return _closed(conversation, placement, words, name="closed_hours", data={})


def _closed(
    conversation: Conversation,
    placement: Placement,
    words: Words,
    *,
    name: str,
    data: dict[str, Any],
) -> Saying:
    opens_at = placement.opens_at
    opens = Words(zh="", en="")
    if opens_at is not None:
        local = opens_at.astimezone(LOCAL)
        zh = f"{local.month}月{local.day}日 {local:%H:%M}"
        opens = Words(
            zh=_OPENS.filled({"at": zh}).zh, en=_OPENS.filled({"at": f"{local:%d %b %H:%M}"}).en
        )
    position = str(placement.position)
    said = Words(
        zh=words.filled({"opens": opens.zh, "position": position}).zh,
        en=words.filled({"opens": opens.en, "position": position}).en,
    )
    told = data | {
        "closed": placement.closed and placement.closed.value,
        "opens_at": opens_at.isoformat() if opens_at else None,
        "queue_id": str(placement.queue_id),
    }
    return _notice(conversation, name, said, told)


def agent_joined(conversation: Conversation, staff: Staff) -> Saying:
    """Who answers from now on."""
    return _notice(
        conversation, "agent_joined", _JOINED.filled({"name": staff.name}), {"agent": staff.name}
    )


def handed_back(conversation: Conversation, staff: Staff) -> Saying:
    """The bot answers again."""
    words = _BACK.filled({"name": staff.name})
    return _notice(conversation, "handed_back", words, {"agent": staff.name})


def closed(conversation: Conversation, staff: Staff) -> Saying:
    """The conversation is over."""
    return _notice(conversation, "closed", _CLOSED, {"agent": staff.name})


def _notice(conversation: Conversation, name: str, words: Words, data: dict[str, Any]) -> Saying:
    locale = conversation.locale
    return Saying(
        Sender.system(_SYSTEM.in_(locale)),
        words.in_(locale),
        kind=MessageKind.NOTICE,
        data={"notice": name} | data,
    )
