"""The keys of bundles: Ed25519, one pair a tenant, derived from the installation's secret."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from hearthline.kernel import TenantId
from hearthline.knowledge.replica.errors import KeyUnreadable
from hearthline.platform.crypto import Vault

_PURPOSE: Final = b"hearthline knowledge bundle\n"
_KEY_BYTES: Final = 32


class SigningKeys:
    """Signs for every tenant with a key of his own, so that bundles cannot be mixed up."""

    def __init__(self, vault: Vault) -> None:
        """Derive the keys from a secret."""
        self._vault = vault

    def public(self, tenant_id: TenantId) -> str:
        """The public key of a tenant as text, to be set at the replica."""
        return written(self._private(tenant_id).public_key())

    def sign(self, tenant_id: TenantId, manifest: bytes) -> bytes:
        """The signature of a manifest."""
        return self._private(tenant_id).sign(_PURPOSE + manifest)

    def _private(self, tenant_id: TenantId) -> Ed25519PrivateKey:
        seed = self._vault.key(f"knowledge bundles of {tenant_id.hex}")
        return Ed25519PrivateKey.from_private_bytes(seed)


def is_signed(public_key: str, manifest: bytes, signature: bytes) -> bool:
    """Whether the owner of a key signed a manifest; raises KeyUnreadable."""
    try:
        read(public_key).verify(signature, _PURPOSE + manifest)
    except InvalidSignature:
        return False
    return True


def written(key: Ed25519PublicKey) -> str:
    """A public key as text."""
    return urlsafe_b64encode(key.public_bytes_raw()).decode().rstrip("=")


def read(text: str) -> Ed25519PublicKey:
    """A public key from its text; raises KeyUnreadable."""
    try:
        raw = urlsafe_b64decode(text.strip() + "=" * (-len(text.strip()) % 4))
        if len(raw) != _KEY_BYTES:
            raise KeyUnreadable
        return Ed25519PublicKey.from_public_bytes(raw)
    except ValueError:
        raise KeyUnreadable from None
