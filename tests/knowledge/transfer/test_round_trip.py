"""What is exported as Markdown reads back exactly, whatever is in it."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from hearthline.knowledge import Attachment, Attribute, Draft, Kind
from hearthline.knowledge.transfer.codec import draft_of
from hearthline.knowledge.transfer.reading import read_file
from hearthline.knowledge.transfer.rendering import archive_of, markdown_of, workbook_of
from tests.make import articles as make

pytestmark = pytest.mark.unit

# Whatever PostgreSQL can hold: no NUL, no halves of surrogate pairs.
ANY = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=60)
SAID = ANY.filter(lambda text: text.strip() != "")
TEXTS = st.lists(ANY, max_size=3).map(tuple)
SOME = st.lists(SAID, min_size=1, max_size=3).map(tuple)
MOMENTS = st.integers(0, 3_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
ATTRIBUTES = st.lists(st.builds(Attribute, ANY, ANY, ANY), max_size=2).map(tuple)
ATTACHMENTS = st.lists(st.builds(Attachment, ANY, ANY, ANY, ANY), max_size=2).map(tuple)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Any draft that may be stored."""
    begins = draw(MOMENTS)
    length = draw(st.none() | st.timedeltas(timedelta(microseconds=1), timedelta(days=4000)))
    return Draft(
        slug=draw(SAID),
        title=draw(SAID),
        questions=draw(TEXTS),
        answer=draw(
            SAID | st.sampled_from(["## 标题\n答", " 前后有空格 ", "一\r\n二", "甲\n\n## 乙"])
        ),
        details=draw(ANY | st.sampled_from(["## 细节\n- 一", "没有标题", "\n## 空行在前", "---"])),
        valid_from=begins,
        valid_to=None if length is None else begins + length,
        spoken=draw(st.none() | SAID),
        intents=draw(TEXTS),
        audience=draw(SOME),
        channels=draw(SOME),
        related=draw(TEXTS),
        is_local_rule=draw(st.booleans()),
        source=draw(ANY),
        kind=draw(st.sampled_from(Kind)),
        professional=draw(ANY),
        catalogue=draw(ANY),
        tags=draw(TEXTS),
        keywords=draw(TEXTS),
        scenes=draw(TEXTS),
        customer_classes=draw(TEXTS),
        regions=draw(TEXTS),
        owner=draw(ANY),
        review_on=draw(st.none() | st.dates(date(2000, 1, 1), date(2090, 1, 1))),
        attributes=draw(ATTRIBUTES),
        attachments=draw(ATTACHMENTS),
        is_exportable=draw(st.booleans()),
    )


@given(draft=drafts())
@settings(max_examples=300, deadline=None)
def test_markdown_reads_back_exactly(draft: Draft) -> None:
    content = markdown_of(draft).encode()

    reading = read_file(content, "folder/item.md")

    assert [one for one in reading.troubles if not one.is_warning] == []
    read = draft_of(reading.items[0].members)
    assert read == draft
    assert read.content_hash() == draft.content_hash()


@given(made=st.lists(drafts(), max_size=6, unique_by=lambda draft: draft.slug))
@settings(max_examples=40, deadline=None)
def test_a_folder_reads_back_exactly(made: list[Draft]) -> None:
    reading = read_file(archive_of(made), "base.zip")

    read = [draft_of(item.members) for item in reading.items]
    assert sorted(read, key=lambda one: one.slug) == sorted(made, key=lambda one: one.slug)


def test_a_text_of_strange_signs_reads_back_too() -> None:
    strange = replace(make.DRAFTS[0], answer="\x1b\ud7fc\U00018cd6", details="", spoken=None)

    reading = read_file(archive_of([strange]), "base.zip")

    assert [draft_of(item.members) for item in reading.items] == [strange]


def test_the_same_base_gives_the_same_bytes() -> None:
    assert archive_of(make.DRAFTS) == archive_of(make.DRAFTS)


def test_names_in_the_folder_follow_the_slug_and_stay_inside() -> None:
    slugs = ("heating/airlock", "../../etc/passwd", "Heating/Airlock", "/", "供热/缴费")
    made = [make.article(slug=slug).draft for slug in slugs]

    with zipfile.ZipFile(io.BytesIO(archive_of(made))) as archive:
        names = archive.namelist()

    assert names == [
        "heating/airlock.md",
        "etc/passwd.md",
        "Heating/Airlock-2.md",
        "item.md",
        "供热/缴费.md",
    ]


def test_an_article_of_a_pack_is_written_as_packs_write_it() -> None:
    text = markdown_of(make.article(is_local_rule=True).draft)

    assert text.startswith("---\nslug: temp-standard\ntitle: 室温多少度算合格\nquestions:\n- 供暖")
    assert "policy: true\n" in text
    assert text.endswith(
        "\n---\n\n卧室、客厅的室温不低于 18 ℃ 为合格。\n\n## 细节\n- 以上门测温为准。\n"
    )


def test_a_workbook_reads_back_what_tables_can_say() -> None:
    made = [make.STANDARD, make.article(make.INTERNAL, slug="a", tags=("退费", "口径")).draft]

    reading = read_file(workbook_of(made), "base.xlsx")

    read = [draft_of(item.members) for item in reading.items]
    assert [one.title for one in read] == [one.title for one in made]
    assert [one.questions for one in read] == [one.questions for one in made]
    assert [one.audience for one in read] == [("customer", "agent"), ("agent",)]
    assert read[1].tags == ("退费", "口径")


def test_what_looks_like_a_formula_is_written_as_a_text() -> None:
    made = make.article(answer='=HYPERLINK("http://evil.example","点我")').draft

    book = load_workbook(io.BytesIO(workbook_of([made])))

    cell = next(
        cell for row in book.active.iter_rows() for cell in row if "HYPER" in str(cell.value)
    )
    assert cell.data_type == "s"
