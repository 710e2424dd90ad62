"""What can go wrong in dialogue.

Unavailable  TurnIsTaken   another process is at the conversation's turn; try again shortly
"""

from hearthline.kernel import Unavailable, Words


class TurnIsTaken(Unavailable):
    """Another process is at the turn of this conversation; what raised this is tried again."""

    code = "dialogue.turn_is_taken"
    title = Words(zh="会话正在处理", en="The conversation is being answered")
    detail = Words(zh="会话正在处理，稍后重试。", en="It is being answered; try again shortly.")
