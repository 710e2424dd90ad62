"""What makes a password good enough, and that checking one tells nothing else."""

import pytest

from hearthline.access import Passwords
from hearthline.access.errors import PasswordTooWeak
from hearthline.access.passwords import COMMON, SHORTEST, password_fault
from tests.make.staff import CHEAP, PASSWORD

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "weak",
    ["short", "123456789a", "aaaaaaaaaaaa", "121212121212", "lijing-2026-winter", "x1" * 101],
)
def test_a_weak_password_is_refused_with_words(weak: str) -> None:
    fault = password_fault(weak, "lijing")

    assert fault is not None
    assert fault.zh
    assert fault.en


def test_a_sentence_is_a_good_password() -> None:
    assert password_fault("今天暖气很热我很满意", "lijing") is None
    assert password_fault(PASSWORD, "lijing") is None


def test_the_common_list_holds_only_what_is_long_enough_to_matter() -> None:
    assert all(len(word) >= SHORTEST for word in COMMON)


async def test_a_password_fits_its_own_hash_only() -> None:
    hashed = await CHEAP.hash(PASSWORD, username="lijing")

    assert hashed.startswith("$argon2id$")
    assert await CHEAP.verify(hashed, PASSWORD)
    assert not await CHEAP.verify(hashed, PASSWORD + "!")


async def test_nobody_has_no_password_at_all() -> None:
    assert not await CHEAP.verify(None, "the password of nobody at all")


async def test_a_weak_new_password_says_where_it_stood() -> None:
    with pytest.raises(PasswordTooWeak) as refused:
        await CHEAP.hash("short", username="lijing")

    assert refused.value.details["errors"][0]["pointer"] == "/password"


async def test_a_hash_of_another_cost_is_outdated() -> None:
    hashed = await CHEAP.hash(PASSWORD, username="lijing")

    assert not CHEAP.is_outdated(hashed)
    assert Passwords(time_cost=2, memory_kib=64, lanes=1).is_outdated(hashed)
