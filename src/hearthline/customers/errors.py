"""What can go wrong with a customer.

NotFound
└── CustomerUnknown
Conflict
├── LinkNotYours
└── RefBroken
"""

from hearthline.kernel import Conflict, NotFound, Words


class CustomerUnknown(NotFound):
    """There is no such customer, or he is another tenant's."""

    code = "customer.unknown"
    detail = Words(zh="没有这位客户。", en="There is no such customer.")


class LinkNotYours(Conflict):
    """An account that the customer's own identity names is not an agent's to take away."""

    code = "customer.link_not_yours"
    detail = Words(
        zh="这个户号来自客户自己的身份信息，不能移除；只能移除客服关联的户号。",
        en="The customer's own identity names this account; only an agent's link can be removed.",
    )


class RefBroken(Conflict):
    """A sealed account or number that was sent back is not of this company or was changed."""

    code = "customer.ref_broken"
    detail = Words(
        zh="搜索结果已失效，请重新搜索户号。",
        en="The search result is not valid any more; search for the account again.",
    )
