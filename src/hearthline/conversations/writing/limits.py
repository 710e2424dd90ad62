"""What a channel allows an agent to send, and what is left of it now. Pure.

WeChat (customer-service messages, rule of June 2023): 5 messages within 48 hours after the
customer's own message; 3 within one minute after a menu click, a follow or a scan.
SMS: 70 characters in one part, 67 in each of several; operators join up to seven parts reliably.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hearthline.conversations.model import ChannelKind
from hearthline.conversations.writing.errors import QuotaUsed, TooLongForChannel, WindowClosed

SMS_PART, SMS_JOINED_PART = 70, 67
EVENTS = frozenset({"menu", "follow", "scan"})


@dataclass(frozen=True, slots=True)
class ChannelLimits:
    """A channel's rule: how many messages, within which time after the customer, how long."""

    most: int | None = None
    within: timedelta | None = None
    longest: int | None = None
    part: int | None = None


NO_LIMITS = ChannelLimits()
_WECHAT_WORDS = ChannelLimits(most=5, within=timedelta(hours=48))
_WECHAT_EVENT = ChannelLimits(most=3, within=timedelta(minutes=1))
_SMS = ChannelLimits(longest=SMS_JOINED_PART * 7, part=SMS_PART)


@dataclass(frozen=True, slots=True)
class LastContact:
    """The customer's last sign: when, and whether it was a platform's event and not words."""

    at: datetime
    is_event: bool = False


@dataclass(frozen=True, slots=True)
class Allowance:
    """What may be sent now: until when, how many more, how long; None is without limit."""

    rule: ChannelLimits
    closes_at: datetime | None = None
    left: int | None = None

    def check(self, text: str, *, now: datetime) -> None:
        """Raise WindowClosed, QuotaUsed or TooLongForChannel when the words may not be sent."""
        if self.closes_at is not None and now >= self.closes_at and self.rule.within:
            raise WindowClosed(within=_spoken(self.rule.within))
        if self.left is not None and self.left <= 0:
            raise QuotaUsed(most=self.rule.most)
        if self.rule.longest is not None and len(text) > self.rule.longest:
            raise TooLongForChannel(most=self.rule.longest)


def limits_of(kind: ChannelKind, last: LastContact | None) -> ChannelLimits:
    """The rule of a channel after the customer's last sign."""
    if kind is ChannelKind.WECHAT:
        return _WECHAT_EVENT if last and last.is_event else _WECHAT_WORDS
    return _SMS if kind is ChannelKind.SMS else NO_LIMITS


def allowance(kind: ChannelKind, last: LastContact | None, *, sent: int) -> Allowance:
    """What is left after `sent` messages since the customer's last sign."""
    rule = limits_of(kind, last)
    closes_at = last.at + rule.within if last and rule.within else None
    left = None if rule.most is None else max(0, rule.most - sent)
    return Allowance(rule, closes_at, left)


def _spoken(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    return f"{minutes // 60} 小时" if minutes >= 60 else f"{minutes} 分钟"
