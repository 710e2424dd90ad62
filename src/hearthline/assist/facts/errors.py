"""What can go wrong with a customer's facts.

Conflict
├── ConversationOfAnother
├── AccountNotThere
├── AccountGone
└── NotToBeSeen
Invalid
└── NothingToSearchBy
"""

from hearthline.kernel import Conflict, Invalid, Words


class ConversationOfAnother(Conflict):
    """The conversation named is with somebody else."""

    code = "facts.conversation_of_another"
    detail = Words(
        zh="这个会话不是和这位客户的，请回到会话再打开客户卡。",
        en="This conversation is with somebody else; open the card from the conversation.",
    )


class AccountNotThere(Conflict):
    """The account named is not one of the customer's."""

    code = "facts.account_not_there"
    detail = Words(
        zh="这个户号已不在这位客户名下，请刷新客户卡。",
        en="The account is not the customer's any more; load the card again.",
    )


class AccountGone(Conflict):
    """The business systems do not know the chosen account any more."""

    code = "facts.account_gone"
    detail = Words(
        zh="业务系统里已经没有这个户号，请重新搜索。",
        en="The business systems do not know this account any more; search again.",
    )


class NotToBeSeen(Conflict):
    """The level of the conversation, or the role, does not allow it even with a reason."""

    code = "facts.not_to_be_seen"
    detail = Words(
        zh="现在不能查看：{why}",
        en="This cannot be shown now: {why}",
    )


class NothingToSearchBy(Invalid):
    """A search for accounts without any criterion."""

    code = "facts.nothing_to_search_by"
    detail = Words(
        zh="请至少填写户号、电话、姓名、地址、表号中的一项。",
        en="Give at least one of account number, phone, name, address, meter number.",
    )
