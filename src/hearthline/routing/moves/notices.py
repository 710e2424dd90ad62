"""What a conversation is told when it changes hands between people, or goes to the bot for once."""

from typing import Any

from hearthline.conversations import Conversation, MessageKind, Saying, Sender
from hearthline.kernel import Words

_SYSTEM = Words(zh="系统", en="System")
_TRANSFERRED = Words(
    zh="已为您转接给客服 {name}，前面说过的不用再说一遍。",
    en="{name} goes on helping you and knows what was said.",
)
_TO_QUEUE = Words(
    zh="正在为您转接到“{queue}”，您的情况已经一并转过去，请稍候。",
    en="You are being transferred to “{queue}”, with all that was said.",
)
_JOINED = Words(zh="客服 {name} 加入了会话。", en="{name} has joined the conversation.")
_LEFT = Words(zh="客服 {name} 离开了会话。", en="{name} has left the conversation.")
_STEP = Words(
    zh="接下来由智能客服为您办理“{step}”，客服 {name} 还在，随时可以接回。",
    en="The bot goes on with “{step}”; {name} stays with you.",
)
_STEP_OVER = Words(
    zh="“{step}”办理完毕，由客服 {name} 继续为您服务。",
    en="“{step}” is done; {name} goes on helping you.",
)
_TAKEN_OVER = Words(zh="客服 {name} 继续为您服务。", en="{name} goes on helping you.")


def transferred(conversation: Conversation, name: str) -> Saying:
    """Another person answers from now on."""
    return _notice(conversation, "transferred", _TRANSFERRED, {"name": name}, {"agent": name})


def to_queue(conversation: Conversation, queue: str) -> Saying:
    """Another queue answers."""
    return _notice(conversation, "transferred", _TO_QUEUE, {"queue": queue}, {"queue": queue})


def joined(conversation: Conversation, name: str) -> Saying:
    """Somebody else writes too."""
    return _notice(conversation, "member_joined", _JOINED, {"name": name}, {"agent": name})


def left(conversation: Conversation, name: str) -> Saying:
    """Somebody else writes no more."""
    return _notice(conversation, "member_left", _LEFT, {"name": name}, {"agent": name})


def step_begins(conversation: Conversation, step: str, name: str) -> Saying:
    """The bot speaks for a while."""
    words = {"step": step, "name": name}
    return _notice(conversation, "bot_step", _STEP, words, {"agent": name, "step": step})


def step_over(conversation: Conversation, step: str, name: str) -> Saying:
    """The person speaks again, after the bot has finished."""
    words = {"step": step, "name": name}
    return _notice(conversation, "bot_step_over", _STEP_OVER, words, {"agent": name, "step": step})


def taken_over(conversation: Conversation, name: str) -> Saying:
    """A person speaks from now on."""
    return _notice(conversation, "agent_joined", _TAKEN_OVER, {"name": name}, {"agent": name})


def _notice(
    conversation: Conversation, notice: str, words: Words, filled: dict[str, str], /, *data: Any
) -> Saying:
    told: dict[str, Any] = {"notice": notice}
    for part in data:
        told |= part
    return Saying(
        Sender.system(_SYSTEM.in_(conversation.locale)),
        words.filled(filled).in_(conversation.locale),
        kind=MessageKind.NOTICE,
        data=told,
    )
