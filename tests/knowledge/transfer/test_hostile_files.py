"""Bad and hostile files: each named with file and place, nothing of it executed."""

import io
import zipfile

import pytest

from hearthline.knowledge.transfer.model import LARGEST_FILE_BYTES, Reading
from hearthline.knowledge.transfer.reading import read_file
from tests.make import documents as make

pytestmark = pytest.mark.unit

DOCX = make.docx(("Heading 1", "标题"), ("Normal", "正文"))
XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


def faults(reading: Reading) -> list[str]:
    """The codes of what keeps things back, of the file and of its items."""
    every = [*reading.troubles, *(one for item in reading.items for one in item.troubles)]
    return [one.code for one in every if not one.is_warning]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", make.PNG, "kind_mismatch"),
        ("a.pdf", make.PNG + b"%PDF-1.7", "kind_mismatch"),
        ("a.docx", make.locked_office(), "has_password"),
        ("a.xlsx", make.locked_office(), "has_password"),
        ("a.pdf", make.locked_pdf(make.pdf("secret text here")), "has_password"),
        ("a.doc", make.OLE + b"\0" * 600, "old_office"),
        ("a.docm", DOCX, "has_macros"),
        ("a.xlsm", make.xlsx([["问题", "答案"]]), "has_macros"),
        ("a.zip", make.bomb(), "archive_bomb"),
        ("a.zip", make.lying_bomb(), "archive_broken"),
        ("a.docx", make.with_part(DOCX, "word/media/x.bin", b"0" * 50_000_000), "archive_bomb"),
        ("a.zip", make.archive({"../../etc/cron.d/x.md": b"# x"}), "archive_name"),
        ("a.zip", make.archive({"/etc/x.md": b"# x"}), "archive_name"),
        ("a.zip", make.archive({"C:\\x.md": b"# x"}), "archive_name"),
        ("a.zip", make.archive({"in.zip": make.archive({"x.md": b"# x"})}), "kind_unknown"),
        ("a.docx", make.with_part(DOCX, "word/document.xml", XXE), "entity_declared"),
        (
            "a.docx",
            make.with_part(DOCX, "word/styles.xml", XXE.decode().encode("utf-16")),
            "entity_declared",
        ),
        ("a.docx", make.with_part(DOCX, "word/document.xml", b"<w:broken"), "unreadable"),
        ("a.docx", DOCX[: len(DOCX) // 2], "archive_broken"),
        ("a.pdf", b"%PDF-1.7\nnot really", "unreadable"),
        ("a.md", b"---\ntitle: x\n\nno end", "front_matter_unclosed"),
        ("a.md", b"---\ntitle: [x\n---\nbody", "front_matter_broken"),
        ("a.md", b"---\na: &a [x]\nb: [*a, *a]\n---\nbody", "front_matter_alias"),
        ("a.md", b"---\n- x\n---\nbody", "front_matter_broken"),
        ("a.md", b"\xff\xfe\x00", "not_text"),
        ("a.txt", b"", "file_empty"),
        ("a.exe", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00", "kind_unknown"),
        ("a.csv", "甲,乙,丙\n1,2,3\n".encode(), "columns_unknown"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_file_is_named_with_what_is_wrong(name: str, content: bytes, code: str) -> None:
    reading = read_file(content, name)

    assert code in faults(reading), reading
    assert reading.items == ()
    told = next(one for one in reading.troubles if one.code == code)
    assert told.file
    assert all((told.what.zh, told.what.en, told.mend.zh, told.mend.en))


def test_a_file_that_is_too_large_is_not_even_looked_at() -> None:
    assert faults(read_file(b"%PDF-" + bytes(LARGEST_FILE_BYTES), "大.pdf")) == ["file_too_large"]


def test_a_sheet_that_claims_billions_of_cells_is_refused_at_once() -> None:
    rows: list[list[str | None]] = [["问题", "答案"], ["一", "二"]]
    merged = make.xlsx(rows, merged=["D1:E2"])
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(merged)) as archive:
        content = archive.read(sheet).replace(b"D1:E2", b"D1:XFD1048576")
    assert faults(read_file(make.with_part(merged, sheet, content), "a.xlsx")) == ["took_too_much"]
    far = make.xlsx([*rows, *([["x"]] * 900), [*[None] * 499, "x"]])
    told = read_file(far, "b.xlsx").troubles[0]
    assert (told.code, told.place.sheet) == ("took_too_much", "问答")


def test_macros_inside_of_a_plain_docx_are_left_out_and_told() -> None:
    reading = read_file(make.with_part(DOCX, "word/vbaProject.bin", b"Sub AutoOpen()"), "a.docx")

    assert [one.title for one in reading.items] == ["标题"]
    told = [(one.code, one.place.part) for one in reading.troubles]
    assert told == [("macros_ignored", "word/vbaProject.bin")]


def test_broken_front_matter_is_named_with_its_line() -> None:
    reading = read_file("---\ntitle: 标题\nquestions: [一\n---\n答".encode(), "坏.md")

    assert [one.place.line for one in reading.troubles] == [4]


def test_an_unknown_member_is_named_with_its_line_and_keeps_only_its_item_back() -> None:
    files = {
        "a.md": "---\ntitle: 一\nanwser: 二\n---\n答".encode(),
        "b.md": "---\ntitle: 三\n---\n答".encode(),
    }

    first, second = read_file(make.archive(files), "a.zip").items

    assert [(one.code, one.file, one.place.line) for one in first.troubles] == [
        ("member_wrong", "a.md", 3)
    ]
    assert second.troubles == ()


def test_a_paste_of_ten_thousand_lines_is_divided_by_its_headings() -> None:
    lines = [f"# 标题 {n}\n正文 {n}" if n % 10 == 0 else f"第 {n} 行" for n in range(10_000)]

    reading = read_file("\n".join(lines).encode(), "paste.txt")

    assert len(reading.items) == 1000
    assert faults(reading) == []


def test_a_paste_of_ten_thousand_lines_without_any_division_is_told_to_be_too_long() -> None:
    reading = read_file("\n".join(f"第 {n} 行" for n in range(10_000)).encode(), "paste.txt")

    assert faults(reading) == ["too_long"]
    assert reading.items[0].troubles[0].mend.zh == "分成几条，或用标题分段"


def test_more_items_than_allowed_are_cut_and_told() -> None:
    rows = "\n".join(f"问{n},答{n}" for n in range(5_200))

    reading = read_file(f"问题,答案\n{rows}".encode(), "a.csv")

    assert len(reading.items) == 5_000
    assert faults(reading) == ["too_many_items"]


def test_front_matter_that_nests_too_deep_is_refused() -> None:
    reading = read_file(b"---\na: " + b"[" * 5_000 + b"]" * 5_000 + b"\n---\nx", "tief.md")

    assert set(faults(reading)) <= {"front_matter_broken", "unreadable"}
    assert faults(reading)


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf", "md", "html", "csv", "zip"])
def test_damaged_bytes_never_break_the_reader(kind: str, seed: int) -> None:
    whole = {
        "docx": DOCX,
        "xlsx": make.xlsx([["问题", "答案"], ["一", "二"]]),
        "pdf": make.pdf("some text on a page"),
        "md": "---\ntitle: 一\n---\n答\n\n## 二\n".encode(),
        "html": "<h1>一</h1><p>二</p>".encode(),
        "csv": "问题,答案\n一,二\n".encode(),
        "zip": make.archive({"a.md": "# 一\n二".encode()}),
    }[kind]
    damaged = bytearray(whole)
    for step in range(1 + seed % 7):
        damaged[(seed * 7919 + step * 104_729) % len(damaged)] ^= 1 << (seed + step) % 8

    reading = read_file(bytes(damaged), f"a.{kind}")

    assert reading.items or reading.troubles
