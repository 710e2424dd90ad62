"""What can be wrong with a document, in Chinese and English, and how to mend it."""

from dataclasses import dataclass
from typing import Any, Final

from hearthline.kernel import Words


@dataclass(frozen=True, slots=True)
class Saying:
    """The two sentences of a trouble; a warning does not keep an item back."""

    what: Words
    mend: Words
    is_warning: bool = False


def _fault(zh: str, en: str, mend_zh: str, mend_en: str) -> Saying:
    return Saying(Words(zh=zh, en=en), Words(zh=mend_zh, en=mend_en))


def _note(zh: str, en: str, mend_zh: str, mend_en: str) -> Saying:
    return Saying(Words(zh=zh, en=en), Words(zh=mend_zh, en=mend_en), is_warning=True)


TROUBLES: Final[dict[str, Saying]] = {
    "file_too_large": _fault(
        "文件有 {size_mb} MB，超过上限 {most_mb} MB",
        "the file has {size_mb} MB, more than {most_mb} MB",
        "拆成几个较小的文件再导入",
        "split it into smaller files",
    ),
    "file_empty": _fault(
        "文件是空的", "the file is empty", "检查是否选对了文件", "check that it is the right file"
    ),
    "nothing_found": _fault(
        "没有找到可以导入的内容",
        "nothing was found that can be taken",
        "文件应有标题与正文，或“问题、答案”两列",
        "it needs headings with texts, or columns question and answer",
    ),
    "kind_unknown": _fault(
        "不支持这种文件（{kind}）",
        "this kind of file is not taken ({kind})",
        "请用 Markdown、DOCX、PDF、XLSX、CSV、HTML、TXT 或它们的 ZIP",
        "use Markdown, DOCX, PDF, XLSX, CSV, HTML, TXT, or a ZIP of them",
    ),
    "kind_mismatch": _fault(
        "文件名说是 {said}，内容其实是 {found}",
        "the name says {said}, the content is {found}",
        "用原来的程序重新保存，或改正文件名",
        "save it again with the program it came from, or mend its name",
    ),
    "old_office": _fault(
        "这是旧版 Office 二进制格式",
        "this is the old binary format of Office",
        "另存为 .docx 或 .xlsx 再导入",
        "save it as .docx or .xlsx",
    ),
    "has_password": _fault(
        "文件有密码保护",
        "the file is protected by a password",
        "去掉密码后再导入",
        "remove the password",
    ),
    "has_macros": _fault(
        "这是带宏的文件（{kind}）",
        "this is a file with macros ({kind})",
        "另存为不带宏的 .docx 或 .xlsx",
        "save it as .docx or .xlsx, without macros",
    ),
    "macros_ignored": _note(
        "文件里有宏，已忽略，没有运行",
        "it holds macros; they were left out and not run",
        "无需处理",
        "nothing to do",
    ),
    "archive_bomb": _fault(
        "压缩包解开后过大：{part} 由 {packed} 字节变成 {unpacked} 字节",
        "the archive unpacks to far too much: {part} grows from {packed} to {unpacked} bytes",
        "不要导入来历不明的压缩包",
        "do not import archives of unknown origin",
    ),
    "archive_too_large": _fault(
        "压缩包解开后超过 {most_mb} MB",
        "the archive unpacks to more than {most_mb} MB",
        "分成几个较小的压缩包",
        "make several smaller archives",
    ),
    "archive_too_many": _fault(
        "压缩包里有 {count} 个文件，上限 {most} 个",
        "the archive has {count} files, at most {most} are taken",
        "分成几个较小的压缩包",
        "make several smaller archives",
    ),
    "archive_name": _fault(
        "压缩包里的路径不能接受：{part}",
        "this path in the archive is not taken: {part}",
        "路径要在压缩包之内，不含“..”、盘符、开头的“/”和链接",
        "a path stays inside, without `..`, drives, a leading `/` or links",
    ),
    "archive_broken": _fault(
        "压缩结构已损坏（{why}）",
        "its packing is broken ({why})",
        "重新保存或重新打包",
        "save or pack it again",
    ),
    "entity_declared": _fault(
        "{part} 里有实体或文档类型声明，可能是攻击",
        "{part} declares entities or a document type, which may be an attack",
        "用 Office 打开后另存一份",
        "open it in an office program and save a copy",
    ),
    "unreadable": _fault(
        "读不出来（{why}）",
        "it cannot be read ({why})",
        "用原来的程序重新保存",
        "save it again with the program it came from",
    ),
    "took_too_long": _fault(
        "读了 {seconds} 秒还没有读完，已停止",
        "reading did not end within {seconds} s and was stopped",
        "拆成几个较小的文件",
        "split it into smaller files",
    ),
    "took_too_much": _fault(
        "读它需要的内存超过限制，已停止",
        "reading needs more memory than allowed and was stopped",
        "拆成几个较小的文件",
        "split it into smaller files",
    ),
    "reader_ended": _fault(
        "读取程序意外结束（{why}），没有保存任何内容",
        "the reader ended unexpectedly ({why}); nothing was stored",
        "用原来的程序重新保存后再试",
        "save it again with the program it came from, and try again",
    ),
    "not_text": _fault(
        "不是可识别的文本编码",
        "its text is in no encoding that is known",
        "另存为 UTF-8",
        "save it as UTF-8",
    ),
    "front_matter_unclosed": _fault(
        "开头的“---”没有结束",
        "the front matter that begins with `---` has no end",
        "在属性之后另起一行写“---”",
        "write `---` on a line of its own after the members",
    ),
    "front_matter_broken": _fault(
        "文件头写错了：{why}", "the front matter is broken: {why}", "{how}", "{how}"
    ),
    "front_matter_alias": _fault(
        "文件头里用了 YAML 引用",
        "the front matter uses YAML anchors or aliases",
        "直接写出内容",
        "write the values out",
    ),
    "member_wrong": _fault(
        "“{member}”的值不能接受：{why}",
        "`{member}` cannot be taken: {why}",
        "改正这一项",
        "mend this member",
    ),
    "no_title": _fault(
        "没有标题或问题",
        "there is no title or question",
        "补上标题或问题",
        "add a title or a question",
    ),
    "no_answer": _fault(
        "没有答案或正文", "there is no answer or text", "补上答案", "add an answer"
    ),
    "lacks": _note(
        "“{member}”还不完整：{zh}",
        "`{member}` is not complete: {en}",
        "可以先导入，提交审核前补上",
        "import it, and complete it before it is handed in for review",
    ),
    "too_long": _fault(
        "“{member}”有 {length} 个字，上限 {most}",
        "`{member}` has {length} characters, at most {most} are taken",
        "分成几条，或用标题分段",
        "make several items of it, or divide it by headings",
    ),
    "too_many_items": _fault(
        "超过 {most} 条，其余没有读",
        "more than {most} items; the rest was not read",
        "拆成几个文件",
        "split it into several files",
    ),
    "too_many_troubles": _note(
        "问题太多，只列出前 {most} 个",
        "too many troubles; only the first {most} are listed",
        "先改正列出的",
        "mend these first",
    ),
    "twice_in_file": _fault(
        "同一个文件里已有同名的一条（{place}）",
        "the same file has an item of this name already ({place})",
        "合并成一条，或改名",
        "make one of them, or rename it",
    ),
    "duplicate_file": _fault(
        "压缩包里这个文件出现了两次", "the archive has this file twice", "只留一个", "keep one"
    ),
    "page_scanned": _note(
        "这一页是扫描图片，没有文字",
        "this page is a scanned image without text",
        "配置文字识别（HEARTHLINE_KNOWLEDGE_TESSERACT），或换用带文字的文件",
        "set up recognition (HEARTHLINE_KNOWLEDGE_TESSERACT), or use a file with text",
    ),
    "page_recognised": _note(
        "这一页的文字由识别得来，请核对",
        "the text of this page was recognised from an image; check it",
        "逐字核对",
        "check it word by word",
    ),
    "page_unreadable": _note(
        "这一页读不出来（{why}）",
        "this page cannot be read ({why})",
        "补录这一页",
        "enter this page by hand",
    ),
    "pages_too_many": _fault(
        "有 {count} 页，上限 {most} 页",
        "it has {count} pages, at most {most} are taken",
        "拆成几个文件",
        "split it into several files",
    ),
    "script_ignored": _note(
        "文件里有脚本，已去掉，没有运行",
        "it holds scripts; they were left out and not run",
        "无需处理",
        "nothing to do",
    ),
    "image_left_out": _note(
        "有 {count} 张图片没有导入",
        "{count} images were not taken over",
        "需要时作为附件补上",
        "attach them if they matter",
    ),
    "formula_without_value": _note(
        "单元格是公式，文件里没有它的结果",
        "the cell is a formula and the file does not hold its result",
        "在 Excel 里打开、重算并保存，或写成数值",
        "open, recalculate and save it, or write the value",
    ),
    "formula_value": _note(
        "单元格是公式，取的是上次保存的结果",
        "the cell is a formula; the result of the last saving was taken",
        "核对这个结果",
        "check the result",
    ),
    "no_header": _note(
        "没有找到表头，把第 1 列当作问题、第 2 列当作答案",
        "no header was found; column 1 was taken as question, column 2 as answer",
        "在第一行写上“问题”“答案”",
        "write `question` and `answer` into the first row",
    ),
    "columns_unknown": _fault(
        "没有认出“问题”和“答案”两列",
        "no columns for question and answer were recognised",
        "在表头写“问题”“答案”",
        "name the columns `question` and `answer`",
    ),
    "column_ignored": _note(
        "没有用到这些列：{columns}",
        "these columns were not used: {columns}",
        "需要时改成认得的列名",
        "rename them if they matter",
    ),
}


def place_words(place: Any) -> Words:
    """A place in words, the larger part first."""
    zh, en = [], []
    for value, chinese, english in (
        (place.part, "{}", "{}"),
        (place.page, "第 {} 页", "page {}"),
        (place.sheet, "工作表“{}”", "sheet {}"),
        (place.row, "第 {} 行", "row {}"),
        (place.cell, "单元格 {}", "cell {}"),
        (place.line, "第 {} 行", "line {}"),
        (place.heading, "“{}”", "“{}”"),
    ):
        if value:
            zh.append(chinese.format(value))
            en.append(english.format(value))
    return Words(zh=" ".join(zh), en=", ".join(en))
