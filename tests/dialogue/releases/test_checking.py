"""A release is checked as a whole: faults name the pack's folder, and nothing breaks the check."""

import pytest

from hearthline.dialogue.releases.checking import check_release
from hearthline.dialogue.releases.errors import ArchiveUnreadable
from tests.make import releases as make

pytestmark = pytest.mark.unit

FILES = make.small_files()

KINDS = [
    name
    for name in FILES
    if name.startswith("small/") and ("/intents/" not in name or "safety" in name)
]


def told(files: dict[str, bytes]) -> list[str]:
    return [str(fault) for fault in check_release(files).faults if not fault.is_warning]


def test_a_sound_release_has_no_faults_and_tells_its_trades() -> None:
    checked = check_release(FILES)

    assert checked.faults == ()
    assert [(one.domain, one.name, one.version) for one in checked.trades] == [
        ("heating", "small", "0.1")
    ]


def test_a_fault_names_the_folder_of_its_pack() -> None:
    spoilt = make.changed(
        FILES, "small/flows/safety_check.yaml", old="work_order.open", new="work_order.burn"
    )

    assert told(spoilt)[0].startswith("small/flows/safety_check.yaml:11: fault: unknown operation")


def test_a_fault_of_the_base_names_the_base() -> None:
    spoilt = make.changed(FILES, "common/flows/feedback.yaml", old="steps:", new="stairs:")

    assert told(spoilt)[0].startswith("common/flows/feedback.yaml:")


def test_a_missing_base_is_a_fault() -> None:
    found = told(make.without(FILES, "common/"))

    assert found[0].startswith("small/pack.yaml:4: fault: no base pack `common`")


def test_two_packs_of_one_domain_are_a_fault() -> None:
    twice = {
        **FILES,
        **{
            f"other/{name.removeprefix('small/')}": content
            for name, content in FILES.items()
            if name.startswith("small/")
        },
    }

    assert any("two packs are of the domain `heating`" in one for one in told(twice))


def test_packs_that_cannot_be_read_are_refused_with_their_faults() -> None:
    spoilt = make.changed(FILES, "small/pack.yaml", old="domain: heating", new="domain: [")

    with pytest.raises(ArchiveUnreadable) as refusal:
        make.candidate(spoilt)

    assert str(refusal.value.faults[0]).startswith("small/pack.yaml:")


def test_an_archive_without_any_trade_is_refused() -> None:
    with pytest.raises(ArchiveUnreadable) as refusal:
        make.candidate(make.without(FILES, "small/"))

    assert "no pack of a trade" in str(refusal.value.faults[0])


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize("content", [b"", b"[]\n", b"5\n", b"a: {b: [1, {c: null}]}\n", b"- x\n"])
def test_whatever_stands_in_a_file_is_no_more_than_a_fault(path: str, content: bytes) -> None:
    found = check_release({**FILES, path: content})

    assert all(fault.line >= 1 and fault.mend for fault in found.faults)
