"""Words by which people steer a conversation, whatever it is about: stop, again, a person, skip."""

import re
from typing import Final

from hearthline.dialogue.hearing.heard import Heard
from hearthline.dialogue.machine.commands import Affirm, Cancel, Command, HandOff, Repeat

_PERSON: Final = re.compile(
    r"(?:转|找|要|接|换|叫|来|给我)(?:个|一个|一下|到|接)?(?:人工|真人|活人|客服|坐席)"
    r"|\A(?:人工|真人|人工客服|人工服务|客服)[。.!吧]*\Z"
    r"|(?<!是)(?<!是个)(?<!是一个)真人"
    r"|(?:talk|speak) to (?:a |an )?(?:human|person|agent|someone)|real person|\Ahuman\Z"
)
_CANCEL: Final = re.compile(
    r"\A(?:那|那就|还是)?(?:(?:算了[\s,，]*不(?:用|要|需要)了?|算了|取消(?:吧|了)?|退出|不(?:用|要|想)?(?:报|办|弄|申请|查|说|装|改|缴|交|过户|退|测|催|投诉)了"
    r"|先不(?:报|办|弄|申请|查)了|不(?:报|办)(?:修|理)了|停止|cancel|stop|never ?mind|quit)"
    r"[\s,，。.!吧了]*){1,3}(?:谢谢|先这样)?[。.!]*\Z"
)
_NO_NEED: Final = re.compile(
    r"\A(?:那|那就|好的?|嗯|行)?[\s,，]*(?:算了|还是)?[\s,，]*不(?:用|需要|要|必)了?"
    r"[\s,，。.!吧了]*(?:谢谢)?[\s,，。.!]*\Z"
)
_REPEAT: Final = re.compile(
    r"再(?:说|讲|发)一?(?:遍|次|下)|没(?:听|看)(?:清|懂|明白)|重复一?(?:遍|下)|你刚才?说(?:什么|啥)"
    r"|say (?:it|that) again|repeat|pardon"
)
_SKIP: Final = re.compile(
    r"不(?:太)?(?:知道|清楚|确定|记得|方便|想说|晓得)|没(?:有)?(?:温度计|量过?|测过?|注意)"
    r"|跳过|不填|没法量|说不(?:准|好|清)|skip|don'?t know|not sure|no idea|no thermometer"
)
_OUTCOME: Final = re.compile(
    r"(?:提交|成功|受理|登记|收到|报上|办好|办成|弄好)[了上好成]*(?:没有?|吗|么|不)|结果"
    r"|submitted|go(?:ne)? through|did it work"
)
_LONGEST_STEERING = 16


def steering(heard: Heard) -> Command | None:
    """A person, a stop or a repeat, or how a write stands, when the message says nothing else."""
    normal = heard.normal
    if _PERSON.search(normal) and len(normal) <= _LONGEST_STEERING * 2:
        return HandOff("customer_request")
    if _CANCEL.match(normal):
        return Cancel()
    if _REPEAT.search(normal) and len(normal) <= _LONGEST_STEERING:
        return Repeat()
    if heard.asked is not None and heard.asked.kind != "slot" and is_no_need(normal):
        return Cancel()
    return Affirm() if _asks_after_a_write(heard) else None


def is_no_need(normal: str) -> bool:
    """Whether somebody declines with 不用了, and says nothing else."""
    return _NO_NEED.match(normal) is not None


def _asks_after_a_write(heard: Heard) -> bool:
    """Whether somebody asks if it went in while no answer has come: it is told how it stands."""
    is_waiting = heard.frame is not None and heard.frame.waiting is not None
    is_short = len(heard.normal) <= _LONGEST_STEERING
    return is_waiting and is_short and _OUTCOME.search(heard.normal) is not None


def is_skip(normal: str) -> bool:
    """Whether the answer is that there is none."""
    return len(normal) <= _LONGEST_STEERING * 2 and _SKIP.search(normal) is not None
