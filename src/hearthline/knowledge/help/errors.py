"""What can go wrong in the help centre; each is told as a page that says what to do.

NotFound
├── CentreUnknown
├── PageUnknown
└── ItemEnded
Refused
└── VoteForeign
"""

from hearthline.kernel import NotFound, Refused, Words


class CentreUnknown(NotFound):
    """No company has a help centre at this address."""

    code = "help.centre_unknown"
    title = Words(zh="没有这个帮助中心", en="No such help centre")
    detail = Words(
        zh="地址里的公司名不对。请核对链接，或从公司官网重新进入。",
        en="The company's name in the address is not right. Check the link, or start from the"
        " company's own site.",
    )


class PageUnknown(NotFound):
    """The help centre has no such page, or not for visitors."""

    code = "help.page_unknown"
    title = Words(zh="没有找到这一页", en="This page is not here")
    detail = Words(
        zh="链接可能写错了，也可能内容已经搬走。可以搜一下要问的事，或者从目录里找。",
        en="The link may be wrong, or the page has moved. Search for what you need, or look in"
        " the catalogue.",
    )


class ItemEnded(NotFound):
    """An item that visitors could read is no longer in force; told as 410."""

    code = "help.item_ended"
    title = Words(zh="这条内容已经失效", en="This is no longer in force")
    detail = Words(
        zh="“{title}”已不再有效，请不要按旧内容办理。搜一下看看现在的规定。",
        en="`{title}` is no longer in force; please do not rely on it. Search for what holds now.",
    )


class VoteForeign(Refused):
    """A vote that did not come from a page of ours, or from one of yesterday."""

    code = "help.vote_foreign"
    title = Words(zh="没有收下这次评价", en="Your feedback was not taken")
    detail = Words(
        zh="页面打开得太久，或者不是从本页提交的。请回到文章页，刷新后再点一次。",
        en="The page was open too long, or this was not sent from it. Go back to the article,"
        " reload it, and press again.",
    )
