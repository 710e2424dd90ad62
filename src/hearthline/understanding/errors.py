"""What can go wrong while understanding is trained.

Invalid
└── NothingToLearn
"""

from hearthline.kernel import Invalid, Words


class NothingToLearn(Invalid):
    """Training without a single example of an intent."""

    code = "understanding.nothing_to_learn"
    title = Words(zh="没有可学习的例句", en="Nothing to learn from")
    detail = Words(zh="没有任何意图的例句。", en="No intent has an example.")
