"""What can go wrong with imports.

Invalid
├── FileTooLarge        more bytes than are taken
├── FileUnnamed
└── CorrectionWrong     a corrected member holds what it cannot hold
NotFound
├── ImportUnknown
└── ImportItemUnknown
Conflict
├── ImportNotReady      it is still being read, or was ended before
├── ImportNotApplied    there is nothing to undo
├── ItemFaulty          a faulty item cannot be picked before it is corrected
└── NothingPicked
"""

from hearthline.kernel import Conflict, Invalid, NotFound, Words


class FileTooLarge(Invalid):
    """The file has more bytes than are taken."""

    code = "import.file_too_large"
    title = Words(zh="文件太大", en="The file is too large")
    detail = Words(
        zh="{file} 超过 {most_mb} MB，没有保存。请拆成几个较小的文件。",
        en="{file} has more than {most_mb} MB and was not stored. Split it into smaller files.",
    )


class FileUnnamed(Invalid):
    """The upload carries no name."""

    code = "import.file_unnamed"
    title = Words(zh="文件没有名字", en="The file has no name")
    detail = Words(zh="请带文件名上传。", en="Send it with its name.")


class CorrectionWrong(Invalid):
    """A corrected member holds what it cannot hold."""

    code = "import.correction_wrong"
    title = Words(zh="修改不能接受", en="The correction cannot be taken")
    detail = Words(zh="“{member}”不能接受：{why}", en="`{member}` cannot be taken: {why}")


class ImportUnknown(NotFound):
    """No such import."""

    code = "import.unknown"
    title = Words(zh="没有这次导入", en="No such import")
    detail = Words(zh="没有找到这次导入。", en="There is no such import.")


class ImportItemUnknown(NotFound):
    """No item of this number in the import."""

    code = "import.item_unknown"
    title = Words(zh="没有这一条", en="No such item")
    detail = Words(zh="这次导入里没有第 {number} 条。", en="The import has no item {number}.")


class ImportNotReady(Conflict):
    """It is still being read, or was applied or discarded before."""

    code = "import.not_ready"
    title = Words(zh="现在不能这样做", en="Not now")
    detail = Words(
        zh="这次导入的状态是“{state}”，现在不能这样做。", en="The import is `{state}`; not now."
    )


class ImportNotApplied(Conflict):
    """There is nothing to undo."""

    code = "import.not_applied"
    title = Words(zh="没有可撤销的导入", en="Nothing to undo")
    detail = Words(zh="这次导入没有应用过，或已撤销。", en="It was not applied, or undone before.")


class ItemFaulty(Conflict):
    """A faulty item cannot be picked before it is corrected."""

    code = "import.item_faulty"
    title = Words(zh="这一条有错误", en="The item has faults")
    detail = Words(zh="第 {number} 条有错误，请先改正。", en="Correct item {number} first.")


class NothingPicked(Conflict):
    """Nothing of the import is picked."""

    code = "import.nothing_picked"
    title = Words(zh="没有选中任何一条", en="Nothing is picked")
    detail = Words(zh="请先选中要导入的条目。", en="Pick what is to be imported.")
