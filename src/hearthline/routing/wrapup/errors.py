"""What can go wrong when a conversation is wrapped up.

Conflict
└── NobodyToPromise   the conversation's customer is not known
Invalid
├── CodeUnknown       the tenant's list does not have it
└── CodeNeeded        the tenant wants one before the wrap-up is done
Refused
└── NothingToWrapUp   this person had no part in the conversation
"""

from hearthline.kernel import Conflict, Invalid, Refused, Words


class CodeUnknown(Invalid):
    """The tenant's list of codes does not have it."""

    code = "routing.wrap_up_code_unknown"
    detail = Words(
        zh="没有“{wanted}”这个小结代码，可能已被管理员改过，请重新选择。",
        en="There is no wrap-up code “{wanted}”; it may have been changed, choose again.",
    )


class CodeNeeded(Invalid):
    """The tenant wants a code before the wrap-up is done."""

    code = "routing.wrap_up_code_needed"
    detail = Words(
        zh="请先选择小结代码，再完成话后。", en="Choose a wrap-up code before you finish."
    )


class NobodyToPromise(Conflict):
    """A promise needs a customer, and nobody knows whose conversation it is."""

    code = "routing.nobody_to_promise"
    detail = Words(
        zh="这个会话还没有对应的客户，承诺没有人可记。请先关联客户，或不记承诺。",
        en="Nobody knows the customer of this conversation; say who he is, or keep no promise.",
    )


class NothingToWrapUp(Refused):
    """This person had no part in the conversation."""

    code = "routing.nothing_to_wrap_up"
    detail = Words(
        zh="您没有接待过这个会话，不能写小结。",
        en="You had no part in this conversation, so there is nothing to wrap up.",
    )
