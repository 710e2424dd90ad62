"""What can go wrong while an agent writes.

Conflict
├── DraftElsewhere    another tab has written since
├── ReplyTakenBack    the reply was taken back; a repeat of it is not sent
├── AlreadySent       too late to take back
├── TooManyPending    more replies wait than may
├── WindowClosed      the channel's time for answers is over
└── QuotaUsed         the channel takes no more messages now
Invalid
├── TooLongForChannel
└── FileMissing
"""

from hearthline.kernel import Conflict, Invalid, Words


class DraftElsewhere(Conflict):
    """Another tab has written since; what stands there is asked for with GET."""

    code = "draft.elsewhere"
    detail = Words(
        zh="草稿已在另一个页面改过，已换成那里的内容。",
        en="The draft was changed in another tab; what stands there is shown now.",
    )


class ReplyTakenBack(Conflict):
    """A reply that was taken back, or came back, is not sent by a repeat of its request."""

    code = "reply.taken_back"
    detail = Words(
        zh="这条回复已撤回，没有发给客户。", en="This reply was taken back and not sent."
    )


class AlreadySent(Conflict):
    """Too late to take back."""

    code = "reply.already_sent"
    detail = Words(
        zh="这条回复已经发给客户，撤不回了。可以再发一条说明。",
        en="The customer has this reply already; you can only add to it.",
    )


class TooManyPending(Conflict):
    """More replies wait to be sent than may."""

    code = "reply.too_many_pending"
    detail = Words(
        zh="还有 {most} 条回复在等待发出，请等几秒或点“立即发送”。",
        en="{most} replies are still waiting; wait a few seconds or send them now.",
    )


class WindowClosed(Conflict):
    """The channel's time for answers is over."""

    code = "channel.window_closed"
    detail = Words(
        zh="这个渠道只允许在客户最后一句话后 {within} 内回复，现在已过时限。请改用电话或短信联系。",
        en="This channel takes answers within {within} of the customer's last words; that is over.",
    )


class QuotaUsed(Conflict):
    """The channel takes no more messages until the customer writes again."""

    code = "channel.quota_used"
    detail = Words(
        zh="客户最后一句话后最多回 {most} 条，已经发满。请等客户再说话，或改用电话联系。",
        en="At most {most} messages after the customer's last words; wait for the next, or call.",
    )


class FileMissing(Invalid):
    """An upload came without a file."""

    code = "upload.missing"
    detail = Words(
        zh="没有收到文件，请重新选择后再发。", en="No file arrived; please choose it again."
    )


class TooLongForChannel(Invalid):
    """A text is longer than the channel carries."""

    code = "channel.too_long"
    detail = Words(
        zh="这个渠道一条最多 {most} 字，请分成两条。",
        en="At most {most} characters on this channel; send two messages.",
    )
