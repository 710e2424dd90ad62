"""Customers: who writes to us, by which identities, for which accounts; tags, promises.

Names and numbers are sealed at rest; lists show masked labels; every unmasking is audited.
"""

from hearthline.customers.cards import CustomerCard, CustomerCards
from hearthline.customers.errors import CustomerUnknown, LinkNotYours, RefBroken
from hearthline.customers.finding import CustomerSearch, FoundCustomer
from hearthline.customers.joining import Group, Groups, Joining
from hearthline.customers.linking import AccountTie, AccountTies
from hearthline.customers.model import (
    Claims,
    Customer,
    KnownAccount,
    masked_account,
    masked_name,
    masked_phone,
    visitor_label,
)
from hearthline.customers.phones import Phones
from hearthline.customers.promises import (
    NewPromise,
    Promise,
    PromiseBroken,
    PromiseId,
    Promises,
    PromiseState,
    due_of,
    promise_jobs,
)
from hearthline.customers.promises.wire import PromiseOut
from hearthline.customers.refs import Refs
from hearthline.customers.service import Customers
from hearthline.customers.tags import (
    NOBODY_SPECIAL,
    CustomerTags,
    NewTag,
    Tag,
    TagId,
    TagKind,
    TagKindUnknown,
    TagThere,
    Vulnerability,
)
from hearthline.customers.tags.wire import TagOut

__all__ = [
    "NOBODY_SPECIAL",
    "AccountTie",
    "AccountTies",
    "Claims",
    "Customer",
    "CustomerCard",
    "CustomerCards",
    "CustomerSearch",
    "CustomerTags",
    "CustomerUnknown",
    "Customers",
    "FoundCustomer",
    "Group",
    "Groups",
    "Joining",
    "KnownAccount",
    "LinkNotYours",
    "NewPromise",
    "NewTag",
    "Phones",
    "Promise",
    "PromiseBroken",
    "PromiseId",
    "PromiseOut",
    "PromiseState",
    "Promises",
    "RefBroken",
    "Refs",
    "Tag",
    "TagId",
    "TagKind",
    "TagKindUnknown",
    "TagOut",
    "TagThere",
    "Vulnerability",
    "due_of",
    "masked_account",
    "masked_name",
    "masked_phone",
    "promise_jobs",
    "visitor_label",
]
