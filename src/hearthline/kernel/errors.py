"""What can go wrong, said twice: in Chinese and in English.

HearthlineError
├── Invalid           the words or values given cannot be taken
├── Unauthenticated   we do not know who asks
├── Refused           we know, and it is not allowed
├── NotFound          there is no such thing, or it is not yours
├── Conflict          it is, but not in a state that allows this
├── TooMany           too often; comes with a time to wait
└── Unavailable       something we need does not answer
"""

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in the two languages of the product."""

    zh: str
    en: str

    def in_(self, locale: str) -> str:
        """The sentence for a locale such as `zh-CN` or `en`; Chinese when in doubt."""
        return self.en if locale.lower().startswith("en") else self.zh

    def filled(self, details: dict[str, Any]) -> "Words":
        """The same sentence with `{names}` replaced."""
        return Words(zh=self.zh.format(**details), en=self.en.format(**details))


class HearthlineError(Exception):
    """A trouble with a permanent code, words for people and typed details."""

    code: ClassVar[str] = "internal"
    title: ClassVar[Words] = Words(zh="服务出错", en="Something went wrong")
    detail: ClassVar[Words] = Words(zh="", en="")

    def __init__(self, **details: Any) -> None:
        """Keep what the words and the caller need."""
        super().__init__(self.code)
        self.details = details

    def told(self) -> Words:
        """The detail sentence, filled in."""
        return self.detail.filled(self.details)


class Invalid(HearthlineError):
    """The words or values given cannot be taken."""

    code = "invalid"
    title = Words(zh="内容有误", en="Not valid")


class Unauthenticated(HearthlineError):
    """We do not know who asks."""

    code = "unauthenticated"
    title = Words(zh="请先登录", en="Please sign in")


class Refused(HearthlineError):
    """We know who asks, and it is not allowed."""

    code = "refused"
    title = Words(zh="没有权限", en="Not allowed")


class NotFound(HearthlineError):
    """There is no such thing, or it is not the caller's."""

    code = "not_found"
    title = Words(zh="没有找到", en="Not found")


class Conflict(HearthlineError):
    """The thing is not in a state that allows this."""

    code = "conflict"
    title = Words(zh="状态已变化", en="State has changed")


class TooMany(HearthlineError):
    """Too often; `retry_after_seconds` is among the details."""

    code = "too_many"
    title = Words(zh="操作过于频繁", en="Too many requests")


class Unavailable(HearthlineError):
    """Something we need does not answer."""

    code = "unavailable"
    title = Words(zh="服务暂时不可用", en="Not available right now")
