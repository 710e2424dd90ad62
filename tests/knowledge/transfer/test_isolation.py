"""The walls around reading: time, memory, a process that dies, and nothing of ours inside."""

import sys
from pathlib import Path

import pytest

from hearthline.knowledge.transfer import Isolation, ReadingLimits
from hearthline.knowledge.transfer import isolation as module
from hearthline.knowledge.transfer.child import recogniser
from hearthline.knowledge.transfer.model import LARGEST_FILE_BYTES, Reading
from tests.make import documents as make

pytestmark = pytest.mark.unit

MB = 1024 * 1024


def codes(reading: Reading) -> list[str]:
    return [one.code for one in reading.troubles]


def written(folder: Path, content: bytes) -> Path:
    path = folder / "given"
    path.write_bytes(content)
    return path


async def test_a_file_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    content = make.docx(("Heading 1", "标题"), ("Normal", "正文"))

    reading = await Isolation().read(written(tmp_path, content), "文件.docx")

    assert [(one.file, one.title) for one in reading.items] == [("文件.docx", "标题")]


async def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "given"
    with path.open("wb") as file:
        file.truncate(200 * MB)

    reading = await Isolation().read(path, "大.pdf")

    assert codes(reading) == ["file_too_large"]
    assert reading.troubles[0].details["size_mb"] == 200
    assert LARGEST_FILE_BYTES == 50 * MB


async def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    limits = ReadingLimits(wall_seconds=0.05)

    reading = await Isolation(limits).read(written(tmp_path, b"# x\ny"), "langsam.md")

    assert codes(reading) == ["took_too_long"]


async def test_a_reader_that_wants_too_much_memory_is_stopped(tmp_path: Path) -> None:
    rows = [["问题", "答案"], *([f"问{n}", "答" * 20] for n in range(20_000))]
    path = written(tmp_path, make.xlsx(rows))

    reading = await Isolation(ReadingLimits(memory_bytes=1)).read(path, "表.xlsx")

    assert set(codes(reading)) & {"took_too_much", "reader_ended"}
    assert reading.items == ()


async def test_a_reader_that_dies_is_a_trouble_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_START", tmp_path / "missing.py")

    reading = await Isolation().read(written(tmp_path, b"# x\ny"), "a.md")

    assert [(one.code, one.file) for one in reading.troubles] == [("reader_ended", "a.md")]


async def test_the_process_has_none_of_our_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARTHLINE_SECRET_KEY", "s" * 40)
    spy = tmp_path / "spy"
    spy.write_text(f"#!/bin/sh\nenv > {tmp_path}/env\n")
    spy.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(spy))

    await Isolation().read(written(tmp_path, b"# x\ny"), "a.md")

    assert "HEARTHLINE" not in (tmp_path / "env").read_text()


def test_a_program_of_the_operators_recognises_pictures(tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text('#!/bin/sh\n[ "$1 $2 $3 $4" = "stdin stdout -l chi_sim+eng" ] && wc -c\n')
    program.chmod(0o755)

    recognise = recogniser(str(program))

    assert recognise is not None
    assert recognise(b"12345").strip() == "5"
    assert recogniser("") is None


def test_a_program_that_fails_recognises_nothing(tmp_path: Path) -> None:
    recognise = recogniser(str(tmp_path / "missing"))

    assert recognise is not None
    assert recognise(b"12345") == ""
