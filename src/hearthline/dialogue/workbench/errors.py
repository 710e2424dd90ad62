"""What can go wrong when the bot is looked at and tried.

Conflict  TrialOver   a tried conversation that is too old, or not one of ours
"""

from hearthline.kernel import Conflict, Words


class TrialOver(Conflict):
    """A tried conversation that is too old, or not one of ours."""

    code = "trial.over"
    title = Words(zh="试用对话已过期", en="The trial is over")
    detail = Words(
        zh="这段试用对话已过期，请重新开始。", en="This trial has ended; please begin anew."
    )
