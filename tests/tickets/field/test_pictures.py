"""Pictures are kept as they look; what the camera wrote is read, and taken out."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.tickets.field.exif import CameraNote, read_exif
from hearthline.tickets.field.pictures import NotAPicture, read_picture
from tests.make.field import exif, jpeg, png, webp

pytestmark = pytest.mark.unit

KINDS = {"image/jpeg": jpeg, "image/png": png, "image/webp": webp}


@pytest.mark.parametrize("kind", KINDS)
def test_time_and_place_are_read_and_leave_the_picture(kind: str) -> None:
    picture = read_picture(KINDS[kind](exif()))

    assert picture.media_type == kind
    assert picture.note.taken_at == datetime(2026, 11, 26, 1, 30, tzinfo=UTC)
    assert picture.note.latitude == pytest.approx(45.8038, abs=1e-5)
    assert picture.note.longitude == pytest.approx(126.535, abs=1e-5)
    assert b"2026:11:26" not in picture.content
    assert b"GPS" not in picture.content
    assert b"Author" not in picture.content
    assert read_picture(picture.content).note == CameraNote()


@pytest.mark.parametrize("kind", ["image/jpeg", "image/png"])
def test_which_side_is_up_stays_known(kind: str) -> None:
    picture = read_picture(KINDS[kind](exif(side=6)))

    again = read_picture(picture.content)
    assert again.note == CameraNote(orientation=6)
    assert again.content == picture.content


def test_what_phones_append_to_a_picture_is_dropped() -> None:
    """Motion pictures carry a film, with its own place, behind the end."""
    assert read_picture(jpeg(trailer=b"ftypmp4 45.8")).content == read_picture(jpeg()).content


def test_the_picture_itself_is_untouched() -> None:
    before, after = jpeg(exif()), read_picture(jpeg(exif())).content

    assert after.endswith(before[before.index(b"\xff\xdb") :])
    assert read_picture(png()).content == png()
    assert read_picture(webp()).content == webp()


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg/>", b"%PDF-1.4", b"\xff\xd8\xff", jpeg()[:-3], png()[:-5], b"RIFF\0\0\0\0WEBP"],
    ids=repr,
)
def test_what_is_no_whole_picture_is_refused(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        read_picture(content)


@given(st.binary(max_size=200), st.integers(0, 250), st.binary(min_size=1, max_size=4))
def test_broken_notes_tell_nothing_and_raise_nothing(tail: bytes, at: int, junk: bytes) -> None:
    whole = exif()
    read_exif(b"MM\0*" + tail)
    read_exif(whole[:at] + junk + whole[at + len(junk) :])


@given(st.integers(0, 400), st.binary(min_size=1, max_size=6))
def test_broken_pictures_are_refused_or_taken_and_never_crash(at: int, junk: bytes) -> None:
    for whole in (jpeg(exif()), png(exif()), webp(exif())):
        broken = whole[:at] + junk + whole[at + len(junk) :]
        with contextlib.suppress(NotAPicture):
            assert read_picture(broken).content
