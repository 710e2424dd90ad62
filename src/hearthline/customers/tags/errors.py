"""What can go wrong with tags.

NotFound
├── TagUnknown
└── TagKindUnknown
Conflict
├── TagThere
└── TagKindTaken
Invalid
└── TagEndsBefore
"""

from hearthline.kernel import Conflict, Invalid, NotFound, Words


class TagUnknown(NotFound):
    """There is no such tag, or it is another customer's."""

    code = "tag.unknown"
    detail = Words(zh="没有这个标签。", en="There is no such tag.")


class TagKindUnknown(NotFound):
    """There is no such kind of tag here, or it is switched off."""

    code = "tag.kind_unknown"
    detail = Words(
        zh="没有“{tag}”这种标签，或它已停用。请从列表中选择。",
        en="There is no kind of tag {tag}, or it is switched off. Choose one of the list.",
    )


class TagThere(Conflict):
    """The customer has this tag already, for another reason."""

    code = "tag.there"
    detail = Words(
        zh="这位客户已有标签“{name}”（{reason}）。要换理由，请先移除再添加。",
        en="The customer has the tag {name} already ({reason}). Remove it to give another reason.",
    )


class TagKindTaken(Conflict):
    """Another kind has this name."""

    code = "tag.kind_taken"
    detail = Words(zh="已有名为“{name}”的标签。", en="There is a kind named {name} already.")


class TagEndsBefore(Invalid):
    """A tag that would be over before it begins."""

    code = "tag.ends_before"
    detail = Words(
        zh="截止时间须晚于现在。不设截止时间就按标签的默认时长。",
        en="The end must lie ahead. Without one the kind's own length counts.",
    )
