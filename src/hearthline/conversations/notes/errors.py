"""What can go wrong with notes.

Invalid
└── MentionUnknown
"""

from hearthline.kernel import Invalid, Words


class MentionUnknown(Invalid):
    """Somebody is mentioned who does not work here, or does not any more."""

    code = "note.mention_unknown"
    detail = Words(
        zh="提到的同事不存在或已停用，请从列表里重新选。",
        en="A colleague you mention does not exist or has left; choose from the list.",
    )
