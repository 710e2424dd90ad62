"""What can go wrong with a customer.

NotFound
└── CustomerUnknown
"""

from hearthline.kernel import NotFound, Words


class CustomerUnknown(NotFound):
    """There is no such customer, or he is another tenant's."""

    code = "customer.unknown"
    detail = Words(zh="没有这位客户。", en="There is no such customer.")
