"""What can go wrong with the files of items.

Invalid
├── FileEmpty
├── FileTooLarge
├── FileKindRefused     its bytes are of no kind that items may have attached
└── FileNotKept         an item is to name a file that was not uploaded here
NotFound
└── FileUnknown
"""

from hearthline.kernel import Invalid, NotFound, Words


class FileEmpty(Invalid):
    """The file has no bytes."""

    code = "knowledge.file_empty"
    title = Words(zh="文件是空的", en="The file is empty")
    detail = Words(zh="{file} 里没有内容，没有保存。", en="{file} is empty and was not stored.")


class FileTooLarge(Invalid):
    """The file has more bytes than are taken."""

    code = "knowledge.file_too_large"
    title = Words(zh="文件太大", en="The file is too large")
    detail = Words(
        zh="{file} 超过 {most_mb} MB，没有保存。请压缩后再传。",
        en="{file} has more than {most_mb} MB and was not stored. Make it smaller first.",
    )


class FileKindRefused(Invalid):
    """The bytes are of no kind that is taken, whatever the name says."""

    code = "knowledge.file_kind_refused"
    title = Words(zh="不支持这种文件", en="This kind of file is not taken")
    detail = Words(
        zh="{file} 按内容看不是图片、PDF、音频或 Office 文件，没有保存。",
        en="By its content {file} is no picture, PDF, audio or office file; it was not stored.",
    )


class FileNotKept(Invalid):
    """A working copy names a file that is not here."""

    code = "knowledge.file_not_kept"
    title = Words(zh="附件不存在", en="An attached file is not here")
    detail = Words(
        zh="附件“{name}”不在文件库里，没有保存这次修改。请重新上传后再添加。",
        en="The file `{name}` is not kept here; the change was not saved. Upload it again.",
    )


class FileUnknown(NotFound):
    """No such file, or not for whoever asks."""

    code = "knowledge.file_unknown"
    title = Words(zh="没有这个文件", en="No such file")
    detail = Words(
        zh="文件不存在，或者链接已失效。请回到原页面刷新后再打开。",
        en="There is no such file, or its link has ended. Reload the page that had it.",
    )
