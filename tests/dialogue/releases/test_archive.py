"""Archives from outside: what is sound comes out as it was, what is hostile is told of."""

import io
import stat
import struct
import zipfile

import pytest

from hearthline.dialogue.releases import archive as module
from hearthline.dialogue.releases.archive import (
    laid_out,
    pack_files,
    read_archive,
    release_id_of,
    write_archive,
)
from hearthline.dialogue.releases.errors import ArchiveUnreadable
from tests.make.releases import PACKS, zipped

pytestmark = pytest.mark.unit

FILES = {"common/pack.yaml": b"name: common\n", "gas/pack.yaml": "name: 燃气\n".encode()}


def refused(content: bytes) -> str:
    with pytest.raises(ArchiveUnreadable) as told:
        read_archive(content)
    return str(told.value.faults[0])


def test_files_come_out_as_they_went_in() -> None:
    files = pack_files(PACKS, ["common", "heating"])

    assert read_archive(write_archive(files)) == files
    assert len(files) > 100


def test_the_same_files_have_the_same_bytes_and_address() -> None:
    turned = dict(reversed(FILES.items()))

    assert write_archive(FILES) == write_archive(turned)
    assert release_id_of(FILES) == release_id_of(turned)


def test_another_byte_or_name_is_another_address() -> None:
    ids = {
        release_id_of(FILES),
        release_id_of({**FILES, "gas/pack.yaml": b"name: gas\n"}),
        release_id_of({**FILES, "gas/words.txt": b""}),
        release_id_of({"common/pack.yaml": FILES["common/pack.yaml"]}),
        release_id_of({"a": b"bc"}),
        release_id_of({"ab": b"c"}),
    }

    assert len(ids) == 6


def test_one_folder_around_all_packs_is_taken_off() -> None:
    wrapped = {f"packs/{name}": content for name, content in FILES.items()}

    assert read_archive(zipped(wrapped)) == FILES


def test_a_single_pack_is_not_mistaken_for_such_a_folder() -> None:
    single = {"gas/pack.yaml": b"x: 1\n", "gas/flows/a.yaml": b"y: 1\n"}

    assert read_archive(zipped(single)) == single


def test_what_systems_put_in_by_themselves_is_left_out() -> None:
    noise = {"__MACOSX/gas/._pack.yaml": b"\x00", "gas/.DS_Store": b"\x00"}

    assert read_archive(zipped({**FILES, **noise})) == FILES


@pytest.mark.parametrize(
    "name",
    [
        "../gas/pack.yaml",
        "gas/../../etc/cron.yaml",
        "/etc/pack.yaml",
        "C:/pack.yaml",
        "gas\\pack.yaml",
        "gas//pack.yaml",
        "gas/./pack.yaml",
        "gas/ pack.yaml",
        "gas/p\nk.yaml",
        "gas/" + "x" * 250 + ".yaml",
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(name: str) -> None:
    assert "this path is not taken" in refused(zipped({**FILES, name: b"x: 1\n"}))


@pytest.mark.parametrize("name", ["gas/run.sh", "gas/tool.py", "gas/pack.yaml.exe", "gas/x"])
def test_a_file_that_is_no_part_of_a_pack_is_refused(name: str) -> None:
    assert "not part of a pack" in refused(zipped({**FILES, name: b"x"}))


def test_a_link_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        entry = zipfile.ZipInfo("gas/pack.yaml")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")

    assert "a link" in refused(buffer.getvalue())


def test_a_file_twice_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("gas/pack.yaml", "a: 1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("gas/pack.yaml", "a: 2")

    assert "it is there twice" in refused(buffer.getvalue())


def test_a_bomb_is_not_unpacked() -> None:
    bomb = zipped({f"gas/{n}.yaml": b"0" * (1024 * 1024) for n in range(40)})

    assert len(bomb) < 100_000
    assert "too large" in refused(bomb)


def test_a_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    honest = zipped({"gas/pack.yaml": b"0" * (8 * 1024 * 1024)})
    size = struct.pack("<I", 8 * 1024 * 1024)
    lying = honest.replace(size, struct.pack("<I", 10))

    assert honest != lying
    with pytest.raises(ArchiveUnreadable):
        read_archive(lying)


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_FILES", 10)

    assert "11 files" in refused(zipped({f"gas/{n}.yaml": b"x" for n in range(11)}))


def test_a_large_archive_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 100)

    assert "larger than 20 MB" in refused(write_archive(FILES) + b"0" * 100)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"name: gas\n", b"\x00" * 1000])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    assert "not a zip archive" in refused(content)


def test_a_cut_or_spoilt_archive_is_refused() -> None:
    whole = write_archive(pack_files(PACKS, ["common"]))
    for spoilt in (whole[: len(whole) // 2], whole[:2000] + b"\xff" * 50 + whole[2050:]):
        with pytest.raises(ArchiveUnreadable):
            read_archive(spoilt)


def test_an_empty_archive_is_refused() -> None:
    assert "the archive is empty" in refused(zipped({}))


def test_text_that_is_not_utf8_is_told_with_its_line() -> None:
    content = "name: gas\n# 一\n".encode() + "title: 燃气\n".encode("gb18030")

    told = refused(zipped({**FILES, "gas/slots.yaml": content}))

    assert told.startswith("gas/slots.yaml:3: fault: not UTF-8")


def test_a_nul_character_is_told_with_its_line() -> None:
    told = refused(zipped({**FILES, "gas/slots.yaml": b"a: 1\nb: \x00\n"}))

    assert told.startswith("gas/slots.yaml:2: fault: a NUL character")


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(ArchiveUnreadable) as told:
        read_archive(zipped({"a.sh": b"", "../b.yaml": b"", "c.yaml": b"\xff"}))

    assert len(told.value.faults) == 3
    assert [one["pointer"] for one in told.value.details["errors"]] == [
        "../b.yaml:1",
        "a.sh:1",
        "c.yaml:1",
    ]


def test_files_laid_out_are_gone_after_the_block() -> None:
    with laid_out(FILES) as home:
        assert (home / "gas" / "pack.yaml").read_bytes() == FILES["gas/pack.yaml"]

    assert not home.exists()
