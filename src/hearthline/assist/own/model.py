"""What is known of this customer, and what of it may be said to him. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from hearthline.platform.language import matching_form


class Topic(StrEnum):
    """What a fact is about."""

    OUTAGE = "outage"
    MONEY = "money"
    PAYMENT = "payment"
    TEMPERATURE = "temperature"
    TICKET = "ticket"


LABELS: Final = {
    Topic.OUTAGE: "停供",
    Topic.MONEY: "费用",
    Topic.PAYMENT: "缴费记录",
    Topic.TEMPERATURE: "室温",
    Topic.TICKET: "工单",
}
_ABOUT: Final = {
    Topic.OUTAGE: re.compile(
        r"不热|不暖|冰凉|冷|停热|停暖|停供|没暖|停电|没电|断电|跳闸|恢复|来电(?!话)|来暖|抢修|爆管"
    ),
    Topic.MONEY: re.compile(
        r"欠|缴费|交费|热费|电费|暖气费|取暖费|采暖费|滞纳金|违约金|账单|余额|多少钱|交多少|缴多少"
    ),
    Topic.PAYMENT: re.compile(r"到账|入账|交过|缴过|交了|缴了|付了|付过|扣了|扣款|重复"),
    Topic.TEMPERATURE: re.compile(r"室温|几度|多少度|度(?!以)|测温|不热|温度"),
    Topic.TICKET: re.compile(r"工单|单号|进度|报修|报过|上次|催|还没(?:人|来)|多久了|什么时候来"),
}
# Asked of one's own, not of how things are in general.
_OF_ONES_OWN: Final = re.compile(
    r"我(?:们)?(?:家|这|那|的|欠|交|缴|付|上次|报)|帮我|给我|查|欠(?:了)?多少|还(?:有|剩)多少|"
    r"到账(?:了)?没|进度|什么时候|多久|几点|怎么还|还没"
)
_MOST_SAID: Final = 2


@dataclass(frozen=True, slots=True)
class Known:
    """One thing known: its value as it is shown, and the words in which the customer is told."""

    topic: Topic
    value: str
    say: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """What is known of one account of the customer and of his tickets.

    `withheld` are topics of which nothing may be said before he has proved who he is; `variables`
    go into approved words; `facts` are for the rules. `is_whole` is False while something is
    still on its way.
    """

    known: tuple[Known, ...] = ()
    withheld: tuple[Topic, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    is_whole: bool = True

    def about(self, *texts: str) -> list[Known]:
        """What bears on these words, in the order of the topics."""
        topics = topics_in(*texts)
        return [one for one in self.known if one.topic in topics]

    def said_of(self, *texts: str) -> str:
        """Sentences for the customer that bear on these words; empty when there are none."""
        told = [one.say for one in self.about(*texts) if one.say]
        return "\n".join(told[:_MOST_SAID])

    def to_prove(self, *texts: str) -> tuple[str, ...]:
        """What bears on these words and must wait until he has proved who he is."""
        topics = topics_in(*texts)
        return tuple(LABELS[one] for one in self.withheld if one in topics)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """All of it, to be put beside an answer."""
        return self.lines_of(self.known)

    def lines_of(self, some: Iterable[Known]) -> list[tuple[str, str]]:
        """Some of it as labels and values."""
        return [(LABELS[one.topic], one.value) for one in some]


NOTHING: Final = Own()
LATE: Final = Own(is_whole=False)


def topics_in(*texts: str) -> list[Topic]:
    """What words are about."""
    form = "\n".join(matching_form(text) for text in texts)
    return [topic for topic, pattern in _ABOUT.items() if pattern.search(form)]


def asks_of_his_own(text: str) -> bool:
    """Whether a customer asks for what is so with him."""
    return bool(_OF_ONES_OWN.search(matching_form(text)))
