"""What can go wrong with cards.

NotFound
└── CardUnknown
"""

from hearthline.kernel import NotFound, Words


class CardUnknown(NotFound):
    """There is no such card in this conversation."""

    code = "assist.card_unknown"
    detail = Words(
        zh="这张卡片不存在，可能属于别的会话；请刷新后再试。",
        en="There is no such card; it may belong to another conversation. Reload and try again.",
    )
