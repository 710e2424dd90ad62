"""What can go wrong while understanding is trained, or asks for help.

Invalid
└── NothingToLearn
Unavailable
└── EncoderFailed
"""

from hearthline.kernel import Invalid, Unavailable, Words


class NothingToLearn(Invalid):
    """Training without a single example of an intent."""

    code = "understanding.nothing_to_learn"
    title = Words(zh="没有可学习的例句", en="Nothing to learn from")
    detail = Words(zh="没有任何意图的例句。", en="No intent has an example.")


class EncoderFailed(Unavailable):
    """A sentence encoder could not be loaded, or did not encode; `why` says it."""

    code = "understanding.encoder_failed"
    title = Words(zh="句向量模型不可用", en="The sentence encoder does not work")
    detail = Words(zh="句向量模型不可用：{why}", en="The sentence encoder does not work: {why}")
