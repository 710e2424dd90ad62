"""Tags of customers: what one should know of a person, why, for how long, and who said so.

A kind of tag says what it means for service: how urgent, straight to a person, a fitting phrase.
"""

from hearthline.customers.tags.defaults import DEFAULT_KINDS
from hearthline.customers.tags.errors import TagKindTaken, TagKindUnknown, TagThere, TagUnknown
from hearthline.customers.tags.kinds import TagKinds
from hearthline.customers.tags.model import NOBODY_SPECIAL, Tag, TagId, TagKind, Vulnerability
from hearthline.customers.tags.service import CustomerTags, NewTag

__all__ = [
    "DEFAULT_KINDS",
    "NOBODY_SPECIAL",
    "CustomerTags",
    "NewTag",
    "Tag",
    "TagId",
    "TagKind",
    "TagKindTaken",
    "TagKindUnknown",
    "TagKinds",
    "TagThere",
    "TagUnknown",
    "Vulnerability",
]
