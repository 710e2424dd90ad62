"""What can go wrong with a conversation.

NotFound
├── NoSuchConversation
├── NoSuchChannel
└── NoSuchUpload
Conflict
└── ConversationClosed
Refused
└── NotTheHolder
Invalid
├── TextUnsound        empty, too long, NUL, lone surrogate
├── ChoiceUnknown
└── FileTypeRefused    the bytes are of a type that we do not take (415)
"""

from hearthline.kernel import Conflict, Invalid, NotFound, Refused, Words


class NoSuchConversation(NotFound):
    """There is no such conversation, or it is somebody else's."""

    code = "conversation.not_found"
    detail = Words(
        zh="没有这个会话，或它不属于您。", en="There is no such conversation, or it is not yours."
    )


class NoSuchChannel(NotFound):
    """No channel has this key."""

    code = "channel.not_found"
    detail = Words(
        zh="没有渠道 {key}，请核对网页中的 data-channel。",
        en="There is no channel {key}; check data-channel on the page.",
    )


class NoSuchUpload(NotFound):
    """The file named was not uploaded to this conversation."""

    code = "upload.not_found"
    detail = Words(
        zh="没有找到这个文件，请重新上传。",
        en="There is no such file here; please upload it again.",
    )


class ConversationClosed(Conflict):
    """Somebody writes to a conversation that is over."""

    code = "conversation.closed"
    detail = Words(
        zh="这次会话已经结束，请开始新的会话。",
        en="This conversation is over; please start a new one.",
    )


class NotTheHolder(Refused):
    """An agent writes to a conversation that somebody else holds."""

    code = "conversation.not_holder"
    detail = Words(
        zh="这个会话现在不由您接待，接起后才能回复。",
        en="You do not hold this conversation; accept it first.",
    )


class TextUnsound(Invalid):
    """A text is empty, too long, or holds what cannot be stored; `errors` says where."""

    code = "message.unsound"
    detail = Words(
        zh="消息内容有误，没有发送。", en="The message cannot be taken; nothing was sent."
    )


class ChoiceUnknown(Invalid):
    """A choice was sent that nobody offered."""

    code = "message.choice_unknown"
    detail = Words(zh="没有这个选项。", en="This choice was not offered.")


class FileTypeRefused(Invalid):
    """A file whose bytes are markup, a program, or of no type that we take."""

    code = "upload.type_refused"
    title = Words(zh="不支持这种文件", en="File type not supported")
    detail = Words(
        zh="只能发送图片、音频、视频、PDF、Office 文档或纯文本。",
        en="Only pictures, audio, video, PDF, office documents or plain text can be sent.",
    )

    def __init__(self, **details: object) -> None:
        """Answered with 415 (Unsupported Media Type)."""
        super().__init__(http_status=415, **details)
