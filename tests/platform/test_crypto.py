"""Sealing, opening and looking up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.platform.crypto import SealBroken, Vault

pytestmark = pytest.mark.unit

VAULT = Vault("one secret of this test, long enough")


@given(st.text())
def test_what_is_sealed_opens_again(text: str) -> None:
    encodable = text.encode(errors="ignore").decode()

    assert VAULT.open(VAULT.seal(encodable)) == encodable


def test_the_same_value_is_sealed_differently_each_time() -> None:
    assert VAULT.seal("13800005678") != VAULT.seal("13800005678")


def test_a_changed_seal_does_not_open() -> None:
    sealed = bytearray(VAULT.seal("张伟"))
    sealed[-1] ^= 1

    with pytest.raises(SealBroken):
        VAULT.open(bytes(sealed))


def test_another_installation_cannot_open_it() -> None:
    with pytest.raises(SealBroken):
        Vault("another secret of this test, long too").open(VAULT.seal("张伟"))


def test_fingerprints_match_by_kind_and_value_only() -> None:
    assert VAULT.fingerprint("phone", "138") == VAULT.fingerprint("phone", "138")
    assert VAULT.fingerprint("phone", "138") != VAULT.fingerprint("sub", "138")


def test_keys_of_two_purposes_differ() -> None:
    assert VAULT.key("customer sessions") != VAULT.key("upload links")
