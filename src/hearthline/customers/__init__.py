"""Customers: who writes to us, by which identities, for which accounts.

Names and numbers are sealed at rest; lists show masked labels; every unmasking is audited.
"""

from hearthline.customers.cards import CustomerCard, CustomerCards
from hearthline.customers.errors import CustomerUnknown
from hearthline.customers.model import (
    Claims,
    Customer,
    KnownAccount,
    masked_account,
    masked_name,
    masked_phone,
    visitor_label,
)
from hearthline.customers.service import Customers

__all__ = [
    "Claims",
    "Customer",
    "CustomerCard",
    "CustomerCards",
    "CustomerUnknown",
    "Customers",
    "KnownAccount",
    "masked_account",
    "masked_name",
    "masked_phone",
    "visitor_label",
]
