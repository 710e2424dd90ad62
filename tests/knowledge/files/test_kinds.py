"""What may be attached is decided by the bytes."""

import pytest

from hearthline.knowledge.files.kinds import kind_of, told_kind, told_size
from hearthline.knowledge.files.model import file_id_of, plain_name
from tests.make import item_files as make

pytestmark = pytest.mark.unit

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (make.png(), "image/png"),
        (make.pdf(), "application/pdf"),
        (make.docx(), WORD),
        (b"RIFF\x24\x00\x00\x00WAVEfmt " + b"\0" * 100, "audio/wav"),
        (b"OggS\0\2" + b"\0" * 100, "audio/ogg"),
        (b"#!AMR\n" + b"\0" * 50, "audio/amr"),
        (b"ID3\x03\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" * 50, "audio/mpeg"),
    ],
)
def test_pictures_papers_and_sound_are_known_by_content(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        b"MZ\x90\x00" + b"\0" * 200,
        b"#!/bin/sh\nrm -rf /\n",
        b"just words",
        make.archive({"a.txt": b"x"}),
        make.docx(**{"word/vbaProject.bin": b"macro"}),
        b"PK\x03\x04 broken",
    ],
)
def test_what_could_run_or_is_something_else_is_not_taken(content: bytes) -> None:
    assert kind_of(content) is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\表单\\报停 申请表.docx", "报停 申请表.docx"),
        ("a\r\nb\x00\u202e.png", "ab.png"),
        ("", "file"),
        ("...", "file"),
        ("长" * 200 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_names_are_cleaned(given: str, kept: str) -> None:
    assert plain_name(given) == kept


def test_kinds_and_sizes_are_told_shortly() -> None:
    assert (told_kind(WORD), told_kind("audio/x-wav"), told_kind("application/pdf")) == (
        *("Word", "WAV"),
        "PDF",
    )
    assert (told_size(10), told_size(300_000), told_size(3_000_000)) == ("1 KB", "293 KB", "2.9 MB")


def test_only_an_id_as_we_write_it_is_one() -> None:
    said = "0190aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee"
    assert str(file_id_of(said)) == said
    assert file_id_of(said.upper()) is None
    assert file_id_of("form.docx") is None
