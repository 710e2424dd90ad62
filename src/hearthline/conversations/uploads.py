"""Files that customers and agents send: typed by their bytes, stored, shown by signed links."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from uuid import UUID

import puremagic

from hearthline.conversations.errors import FileTypeRefused, NoSuchUpload
from hearthline.kernel import Clock, ConversationId, TenantId, UploadId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Row, Session
from hearthline.platform.storage import Storage

LARGEST_BYTES = 20 * 1024 * 1024
LINK_LIVES_SECONDS = 3600
IMAGES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
AUDIO = frozenset(
    {"audio/mpeg", "audio/wav", "audio/x-wav", "audio/ogg", "audio/amr", "audio/webm", "audio/mp4"}
)
DOCUMENTS = frozenset(
    {
        "application/pdf",
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "video/mp4",
        "video/quicktime",
        "image/heic",
        "text/plain",
    }
)
ALLOWED = IMAGES | AUDIO | DOCUMENTS
_MARKUP = (b"<", b"\xef\xbb\xbf<")

_ADD = """
INSERT INTO upload (id, conversation_id, mime, size_bytes, name, sha256, created_at)
VALUES (%(id)s, %(conversation)s, %(mime)s, %(size)s, %(name)s, %(sha256)s, %(now)s)
"""
_FIND = "SELECT * FROM upload WHERE id = %(id)s"


@dataclass(frozen=True, slots=True)
class Upload:
    """A stored file; `mime` was found from its bytes."""

    id: UploadId
    conversation_id: ConversationId
    mime: str
    size_bytes: int
    name: str

    @property
    def kind(self) -> str:
        """The kind of message it makes."""
        if self.mime in IMAGES:
            return "image"
        return "audio" if self.mime in AUDIO else "file"

    def as_data(self) -> dict[str, str | int]:
        """What a message that shows the file holds of it."""
        return {
            "upload_id": str(self.id),
            "mime": self.mime,
            "bytes": self.size_bytes,
            "name": self.name,
        }


def type_of(content: bytes) -> str:
    """The media type by the bytes alone; raises FileTypeRefused for what is not allowed."""
    try:
        mime = puremagic.from_string(content[:65536], mime=True)
    except (puremagic.PureError, ValueError):
        mime = ""
    if mime in ALLOWED - {"text/plain"}:
        return str(mime)
    if _is_plain_text(content):
        return "text/plain"
    raise FileTypeRefused(mime=mime or "?")


def _is_plain_text(content: bytes) -> bool:
    head = content[:4096].lstrip()
    if not head or head.startswith(_MARKUP) or head.startswith(b"#!") or b"\0" in content:
        return False
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return b"<script" not in content[:65536].lower() and b"<html" not in content[:65536].lower()


class Uploads:
    """Takes files in, and gives them out by links that end after an hour."""

    def __init__(self, database: Database, storage: Storage, vault: Vault, clock: Clock) -> None:
        """The bytes go to the storage, the facts to the database."""
        self._database = database
        self._storage = storage
        self._key = vault.key("upload links")
        self._clock = clock

    async def take(
        self, tenant_id: TenantId, conversation_id: ConversationId, *, name: str, content: bytes
    ) -> Upload:
        """Store a file; raises FileTypeRefused."""
        mime = type_of(content)
        upload = Upload(UploadId.new(), conversation_id, mime, len(content), _plain_name(name))
        await self._storage.put(tenant_id, upload.id, content)
        params = {
            "id": upload.id,
            "conversation": conversation_id,
            "mime": mime,
            "size": len(content),
            "name": upload.name,
            "sha256": hashlib.sha256(content).digest(),
            "now": self._clock.now(),
        }
        async with self._database.session(tenant_id) as session:
            await session.execute(_ADD, params)
        return upload

    async def get(
        self, session: Session, upload_id: UploadId, *, conversation_id: ConversationId
    ) -> Upload:
        """A file of this conversation; raises NoSuchUpload."""
        row = await session.maybe(_FIND, {"id": upload_id})
        if row is None or row["conversation_id"] != conversation_id:
            raise NoSuchUpload
        return _upload(row)

    def link(self, tenant_id: UUID, upload_id: UUID) -> str:
        """A path that shows the file for an hour to whoever has it."""
        ends = int(self._clock.now().timestamp()) + LINK_LIVES_SECONDS
        body = tenant_id.bytes + upload_id.bytes + ends.to_bytes(6, "big")
        return f"/api/v1/files/{urlsafe_b64encode(body + self._sign(body)).decode().rstrip('=')}"

    async def open(self, token: str) -> tuple[Upload, bytes]:
        """The file that a link names; raises NoSuchUpload for a forged or ended link."""
        tenant_id, upload_id = self._read(token)
        async with self._database.session(tenant_id) as session:
            row = await session.maybe(_FIND, {"id": upload_id})
        if row is None:
            raise NoSuchUpload
        return _upload(row), await self._storage.get(tenant_id, upload_id)

    def _read(self, token: str) -> tuple[TenantId, UploadId]:
        try:
            raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        except ValueError:
            raise NoSuchUpload from None
        body, signature = raw[:38], raw[38:]
        ends = int.from_bytes(body[32:38], "big")
        is_ours = hmac.compare_digest(signature, self._sign(body))
        if not is_ours or ends < self._clock.now().timestamp():
            raise NoSuchUpload
        return TenantId(bytes=body[:16]), UploadId(bytes=body[16:32])

    def _sign(self, body: bytes) -> bytes:
        return hmac.new(self._key, body, hashlib.sha256).digest()[:16]


def _plain_name(name: str) -> str:
    kept = "".join(c for c in name.replace("\\", "/").rsplit("/", 1)[-1] if c.isprintable())
    return kept.strip(". ")[:120] or "file"


def _upload(row: Row) -> Upload:
    return Upload(
        id=UploadId.of(row["id"]),
        conversation_id=ConversationId.of(row["conversation_id"]),
        mime=row["mime"],
        size_bytes=row["size_bytes"],
        name=row["name"],
    )
