"""What can go wrong with promises.

NotFound
├── PromiseUnknown
└── KeeperUnknown
Conflict
└── PromiseEnded
Invalid
└── PromiseInThePast
"""

from hearthline.kernel import Conflict, Invalid, NotFound, Words


class PromiseUnknown(NotFound):
    """There is no such promise."""

    code = "promise.unknown"
    detail = Words(zh="没有这条承诺。", en="There is no such promise.")


class KeeperUnknown(NotFound):
    """Whoever is to keep it does not work here."""

    code = "promise.keeper_unknown"
    detail = Words(
        zh="没有这位同事，请重新选择由谁负责。",
        en="There is no such colleague; choose again who is to keep it.",
    )


class PromiseEnded(Conflict):
    """It was kept or dropped already."""

    code = "promise.ended"
    detail = Words(
        zh="这条承诺已经结束，不能再改。", en="This promise has ended and cannot be changed."
    )


class PromiseInThePast(Invalid):
    """A promise must be for a time ahead, within a year."""

    code = "promise.in_the_past"
    detail = Words(
        zh="承诺的时间须在现在之后、一年之内。",
        en="A promise must be for a time from now on, within a year.",
    )
