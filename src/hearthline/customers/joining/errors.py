"""What can go wrong with saying that two entries are one person.

NotFound
└── JoinUnknown
Conflict
├── JoinTooOld
├── GroupTooLarge
└── OtherUnknown
Invalid
└── JoinedToSelf
"""

from hearthline.kernel import Conflict, Invalid, NotFound, Words


class JoinUnknown(NotFound):
    """There is no such join."""

    code = "customer.join_unknown"
    detail = Words(zh="没有这次合并。", en="There is no such join.")


class JoinTooOld(Conflict):
    """It was said more than seven days ago."""

    code = "customer.join_too_old"
    detail = Words(
        zh="合并已超过 7 天，不能撤销。需要分开时请联系管理员。",
        en="It was joined more than 7 days ago and cannot be undone. Ask an administrator.",
    )


class GroupTooLarge(Conflict):
    """So many entries are not one person."""

    code = "customer.group_too_large"
    detail = Words(
        zh="一个人最多合并 {most} 条记录。这么多记录更像是公用电话或物业，请不要合并。",
        en="At most {most} entries are one person; so many look like a shared phone.",
    )


class JoinedToSelf(Invalid):
    """An entry cannot belong to itself."""

    code = "customer.joined_to_self"
    detail = Words(
        zh="这是同一条记录，请选择另一条。", en="This is the same entry; choose the other one."
    )


class OtherUnknown(Conflict):
    """The other entry that was named does not exist here."""

    code = "customer.other_unknown"
    detail = Words(
        zh="没有要合并的那位客户，请重新搜索。",
        en="The other customer does not exist; search again.",
    )
