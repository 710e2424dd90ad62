"""What readers find in good documents."""

import pytest

from hearthline.knowledge.transfer.model import Parsed, Reading
from hearthline.knowledge.transfer.reading import read_file
from tests.make import documents as make

pytestmark = pytest.mark.unit


def codes(reading: Reading) -> list[str]:
    found = [one.code for one in reading.troubles]
    return found + [one.code for item in reading.items for one in item.troubles]


def only(reading: Reading) -> Parsed:
    assert len(reading.items) == 1, reading
    return reading.items[0]


def test_headings_of_a_docx_become_items_with_their_catalogue() -> None:
    content = make.docx(
        ("Heading 1", "供热服务"),
        ("Heading 2", "怎么申请停热"),
        ("Normal", "采暖期开始前到营业厅办理。"),
        ("List Bullet", "带身份证"),
        ("Heading 2", "收费标准"),
        ("table", [["类别", "单价"], ["居民", "22 元"]]),
    )

    first, second = read_file(content, "手册.docx").items

    assert (first.title, first.members["kind"]) == ("怎么申请停热", "question")
    assert first.members["catalogue"] == "供热服务"
    assert first.members["answer"] == "采暖期开始前到营业厅办理。\n\n- 带身份证"
    assert second.members["answer"] == "| 类别 | 单价 |\n| --- | --- |\n| 居民 | 22 元 |"
    assert second.place.told().zh == "“收费标准”"


def test_pictures_of_a_docx_are_told_of() -> None:
    content = make.docx(("Heading 1", "阀门"), ("Normal", "见图。"), ("picture", None))

    item = only(read_file(content, "阀门.docx"))

    assert [(one.code, one.details["count"]) for one in item.troubles] == [("image_left_out", 1)]


def test_a_table_of_questions_inside_a_docx_gives_an_item_a_row() -> None:
    rows = [["问题", "答案"], ["几号供暖", "11 月 15 日"], ["几度合格", "18 ℃"]]

    reading = read_file(make.docx(("Heading 1", "问答"), ("table", rows)), "问答.docx")

    assert [(one.title, one.members["answer"]) for one in reading.items] == [
        ("几号供暖", "11 月 15 日"),
        ("几度合格", "18 ℃"),
    ]
    assert reading.items[1].place.row == 3


@pytest.mark.parametrize(
    "header",
    [("问题", "答案"), ("标准问题*", "标准答案"), ("Question", "Answer"), ("title", "Content")],
)
def test_headers_are_recognised_in_both_languages(header: tuple[str, str]) -> None:
    item = only(read_file(make.xlsx([["某公司知识表"], header, ("几度合格", "18 ℃")]), "a.xlsx"))

    assert (item.title, item.members["answer"]) == ("几度合格", "18 ℃")
    assert (item.place.sheet, item.place.row) == ("问答", 3)


def test_further_columns_fill_further_members() -> None:
    content = make.xlsx([
        ["问题", "相似问题", "答案", "分类", "标签", "受众", "渠道", "生效日期", "有效期至", "另"],
        ["几号供暖", "什么时候来暖；何时供热", "11 月 15 日", "供热/时间", "供暖，日期",
         "客户、坐席", "微信,电话", "2025-11-01", "2026年3月31日", "x"],
    ])  # fmt: skip

    reading = read_file(content, "a.xlsx")

    members = only(reading).members
    assert members["questions"] == ["什么时候来暖", "何时供热"]
    assert members["catalogue"] == "供热/时间"
    assert members["tags"] == ["供暖", "日期"]
    assert members["audience"] == ["customer", "agent"]
    assert members["channels"] == ["wechat", "phone"]
    assert members["valid_from"] == "2025-11-01T00:00:00+08:00"
    assert members["valid_to"] == "2026-04-01T00:00:00+08:00"
    assert [one.details["columns"] for one in reading.troubles] == ["另"]


def test_an_answer_merged_over_questions_is_one_item_with_several_wordings() -> None:
    rows: list[list[str | None]] = [["分类", "问题", "答案"]]
    rows += [["供热", "几度合格", "18 ℃"], [None, "多少度达标", None]]

    item = only(read_file(make.xlsx(rows, merged=["A2:A3", "C2:C3"]), "a.xlsx"))

    assert (item.title, item.members["questions"]) == ("几度合格", ["多少度达标"])
    assert (item.members["answer"], item.members["catalogue"]) == ("18 ℃", "供热")


def test_a_merged_category_counts_for_every_row_below() -> None:
    rows: list[list[str | None]] = [["分类", "问题", "答案"]]
    rows += [["供热", "一问", "一答"], [None, "二问", "二答"]]

    first, second = read_file(make.xlsx(rows, merged=["A2:A3"]), "a.xlsx").items

    assert (first.members["catalogue"], second.members["catalogue"]) == ("供热", "供热")


def test_a_formula_without_a_saved_result_is_named_by_its_cell() -> None:
    reading = read_file(make.xlsx([["问题", "答案"], ["多少钱", '="22"&"元"']]), "价.xlsx")

    told = only(reading).troubles
    assert [one.code for one in told] == ["formula_without_value", "no_answer"]
    assert told[0].place.told().zh == "工作表“问答” 单元格 B2"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_tables_as_text_are_read_in_every_usual_encoding(encoding: str) -> None:
    content = '问题,答案\n几度合格,"18 ℃,不低于"\n'.encode(encoding)

    item = only(read_file(content, "问答.csv"))

    assert (item.title, item.members["answer"]) == ("几度合格", "18 ℃,不低于")


def test_two_columns_without_a_header_are_taken_and_told() -> None:
    reading = read_file("几度合格\t18 ℃\n几号供暖\t11 月 15 日\n".encode(), "a.tsv")

    assert [one.title for one in reading.items] == ["几度合格", "几号供暖"]
    assert codes(reading) == ["no_header"]


def test_columns_that_nobody_recognises_are_refused_with_the_sheet() -> None:
    reading = read_file(make.xlsx([["甲", "乙", "丙"], [1, 2, 3]], sheet="第一页"), "a.xlsx")

    assert [(one.code, one.place.sheet) for one in reading.troubles] == [
        ("columns_unknown", "第一页")
    ]


def test_the_text_of_a_pdf_is_divided_by_what_looks_like_headings() -> None:
    content = make.pdf(
        "供热条例\n第一条 为了规范供热，制定本条例。\n第二章 用热管理\n2.1 停热\n"
        "用户应在九月前申请停热。",
        "2.2 恢复\n恢复用热须提前三日\n办理。",
    )

    reading = read_file(content, "条例.pdf")

    found = {item.title: (item.place.page, item.members["answer"]) for item in reading.items}
    assert found["2.1 停热"] == (1, "用户应在九月前申请停热。")
    assert found["2.2 恢复"] == (2, "恢复用热须提前三日办理。")


def test_a_pdf_without_headings_is_divided_by_its_pages() -> None:
    reading = read_file(make.pdf("前一页的文字。", "后一页的文字。"), "通知.pdf")

    assert [(item.title, item.place.page) for item in reading.items] == [
        ("通知 第 1 页", 1),
        ("通知 第 2 页", 2),
    ]


def test_a_scanned_page_is_told_by_its_number() -> None:
    reading = read_file(make.pdf("第一页有文字内容。", "", jpeg_on=[2]), "扫描.pdf")

    assert [(one.code, one.place.page) for one in reading.troubles] == [("page_scanned", 2)]


def test_a_scanned_page_is_recognised_where_the_operator_has_a_program() -> None:
    def recognise(jpeg: bytes) -> str:
        return "识别出来的文字" if jpeg.startswith(b"\xff\xd8") else ""

    reading = read_file(make.pdf("", jpeg_on=[1]), "扫描.pdf", recognise)

    assert only(reading).members["answer"] == "识别出来的文字"
    assert codes(reading) == ["page_recognised"]


def test_a_page_keeps_its_tables_and_loses_its_scripts() -> None:
    content = """<html><head><title>停热</title><script>alert(1)</script></head><body>
      <h1>停热须知</h1><p onclick="steal()">提前<b>三日</b>申请。</p>
      <table><tr><th>类别</th><th>比例</th></tr><tr><td rowspan=2>居民</td><td>30%</td></tr>
      <tr><td>20%</td></tr></table><ul><li>带身份证</li></ul><style>p{}</style></body></html>"""

    reading = read_file(content.encode(), "须知.html")

    item = only(reading)
    assert item.title == "停热须知"
    assert item.members["answer"].startswith("提前三日申请。")
    assert "| 居民 | 30% |\n| 居民 | 20% |" in item.members["answer"]
    assert item.members["answer"].endswith("- 带身份证")
    assert not any(word in str(item) for word in ("alert", "steal"))
    assert codes(reading) == ["script_ignored"]


def test_pairs_of_question_and_answer_in_a_plain_text_are_items() -> None:
    content = "问：几度合格？\n答：18 ℃。\n以测温为准。\n\n问：几号供暖？\n答：11 月 15 日。\n"

    reading = read_file(content.encode("gbk"), "问答.txt")

    assert [(one.title, one.members["answer"], one.place.line) for one in reading.items] == [
        ("几度合格？", "18 ℃。\n以测温为准。", 1),
        ("几号供暖？", "11 月 15 日。", 5),
    ]


def test_a_folder_of_different_kinds_is_read_file_by_file() -> None:
    content = make.archive(
        {
            "a/问答.csv": "问题,答案\n一,二\n".encode("gbk"),
            "b/文.docx": make.docx(("Heading 1", "标题"), ("Normal", "正文")),
            "c/图.png": make.PNG,
            "__MACOSX/x": b"x",
        }
    )

    reading = read_file(content, "资料.zip")

    assert [(one.file, one.title) for one in reading.items] == [
        ("a/问答.csv", "一"),
        ("b/文.docx", "标题"),
    ]
    assert [(one.code, one.file) for one in reading.troubles] == [("kind_unknown", "c/图.png")]


def test_two_items_of_one_name_are_told_with_the_first_ones_place() -> None:
    reading = read_file("问题,答案\n一,甲\n一,乙\n".encode(), "a.csv")

    told = reading.items[1].troubles[0]
    assert (told.code, told.place.row, told.what.zh) == (
        "twice_in_file",
        3,
        "同一个文件里已有同名的一条（第 2 行）",
    )
