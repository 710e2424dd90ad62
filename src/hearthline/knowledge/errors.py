"""What can go wrong with knowledge.

NotFound
└── ArticleUnknown
"""

from hearthline.kernel import NotFound, Words


class ArticleUnknown(NotFound):
    """No such article, or no such version of it, for this tenant."""

    code = "knowledge.article_unknown"
    title = Words(zh="没有这篇知识", en="No such article")
    detail = Words(zh="没有找到这篇知识或这个版本。", en="There is no such article or version.")
