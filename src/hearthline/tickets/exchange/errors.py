"""What can go wrong with the sheets of other offices.

NotFound
├── OfficeUnknown
└── IntakeUnknown
Invalid
├── SheetMissing
├── SheetUnreadable
├── SheetTooLong
└── ColumnsMissing
Conflict
└── SheetChanged     another sheet than the one that was shown
"""

from hearthline.kernel import Conflict, Invalid, NotFound, Words


class OfficeUnknown(NotFound):
    """No pack has this office."""

    code = "exchange.office_unknown"
    detail = Words(
        zh="没有“{source}”这个来源，可用：{known}。",
        en="There is no office `{source}`; known are: {known}.",
    )


class IntakeUnknown(NotFound):
    """No sheet of this company was taken in under this id."""

    code = "exchange.intake_unknown"
    detail = Words(
        zh="没有这次收表记录，请从“已收表”里重新选择。",
        en="No sheet was taken in under this id; choose one of the list.",
    )


class SheetMissing(Invalid):
    """No file came with the request."""

    code = "exchange.sheet_missing"
    detail = Words(zh="请选择一个 CSV 或 XLSX 文件。", en="Choose a CSV or XLSX file.")


class SheetUnreadable(Invalid):
    """Neither a text with columns nor a workbook."""

    code = "exchange.sheet_unreadable"
    detail = Words(
        zh="这个文件读不出来：{why_zh}。请另存为 CSV（UTF-8 或 GB18030）或 XLSX 后再上传。",
        en="The file cannot be read: {why_en}. Save it as CSV (UTF-8 or GB18030) or XLSX.",
    )


class SheetTooLong(Invalid):
    """More rows than are taken at once."""

    code = "exchange.sheet_too_long"
    detail = Words(
        zh="一次最多 {most} 行，请拆成几个文件。", en="At most {most} rows at once; split the file."
    )


class ColumnsMissing(Invalid):
    """The sheet has no heading for what we need."""

    code = "exchange.columns_missing"
    detail = Words(
        zh="前 10 行里找不到表头。需要的列：{needed}。请核对文件，或在业务包的 exchange.yaml"
        " 里加上新的列名。",
        en="No headings in the first 10 rows. Needed: {needed}. Check the file, or add the new"
        " headings to the pack's exchange.yaml.",
    )


class SheetChanged(Conflict):
    """What is applied is not what was shown."""

    code = "exchange.sheet_changed"
    title = Words(zh="不是刚才预览的文件", en="Not the sheet that was shown")
    detail = Words(
        zh="文件或格式与预览时不同，请重新预览后再导入。",
        en="The file or its format differs from the preview; preview it again.",
    )
