"""Secrets at rest: AES-256-GCM for values, a keyed hash to look them up, keys by purpose.

All keys are derived with HKDF-SHA256 (RFC 5869) from `HEARTHLINE_SECRET_KEY`.
"""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hearthline.kernel import HearthlineError, Words

_NONCE_BYTES = 12


class SealBroken(HearthlineError):
    """A sealed value was made with another key, or was changed."""

    code = "crypto.seal_broken"
    detail = Words(
        zh="密文无法解开：密钥与写入时不同，或数据已被改动。",
        en="A sealed value cannot be opened: another key, or changed data.",
    )


class Vault:
    """Seals values, opens them again, and makes look-up hashes."""

    def __init__(self, secret: str) -> None:
        """Derive the keys from the installation's secret."""
        self._secret = secret.encode()
        self._cipher = AESGCM(self.key("values"))
        self._hash_key = self.key("fingerprints")

    def key(self, purpose: str) -> bytes:
        """A key of 32 bytes for one purpose."""
        hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"hearthline {purpose}".encode())
        return hkdf.derive(self._secret)

    def seal(self, text: str) -> bytes:
        """Encrypt; the same text gives another ciphertext each time."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, text.encode(), None)

    def open(self, sealed: bytes) -> str:
        """Decrypt; raises SealBroken."""
        nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, body, None).decode()
        except InvalidTag:
            raise SealBroken from None

    def fingerprint(self, kind: str, value: str) -> bytes:
        """A keyed hash of 32 bytes: equal values of a kind have equal fingerprints."""
        return hmac.new(self._hash_key, f"{kind}\0{value}".encode(), hashlib.sha256).digest()
