"""What can go wrong with cards.

NotFound
└── CardUnknown
"""

from hearthline.kernel import NotFound, Words


class CardUnknown(NotFound):
    """There is no such card."""

    code = "assist.card_unknown"
    detail = Words(
        zh="这张卡片不存在；请刷新页面后再试。",
        en="There is no such card. Reload the page and try again.",
    )
