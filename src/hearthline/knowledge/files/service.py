"""The verbs of the files of items: take, read, link, sweep."""

import asyncio
import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator, Iterable
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hearthline.access import Staff
from hearthline.kernel import ArticleId, Clock, TenantId
from hearthline.knowledge.files.errors import (
    FileEmpty,
    FileKindRefused,
    FileNotKept,
    FileTooLarge,
    FileUnknown,
)
from hearthline.knowledge.files.kinds import kind_of
from hearthline.knowledge.files.model import (
    LARGEST_BYTES,
    FileId,
    KeptFile,
    PublicLink,
    file_id_of,
    plain_name,
)
from hearthline.knowledge.files.store import FileStore
from hearthline.knowledge.model import Attachment
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session
from hearthline.platform.storage import Storage

_SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
_LOOSE_FOR: Final = timedelta(days=3)
_SIGNED: Final = 16 + 16 + 6


class ItemFiles:
    """Keeps what staff attach to items, and gives it out to staff and by signed links."""

    def __init__(self, database: Database, storage: Storage, vault: Vault, clock: Clock) -> None:
        """The bytes go to the storage, the facts to the database."""
        self._database = database
        self._storage = storage
        self._key = vault.key("item file links")
        self._clock = clock
        self._store = FileStore()

    async def take(
        self, tenant_id: TenantId, pieces: AsyncIterator[bytes], *, name: str, by: Staff
    ) -> KeptFile:
        """Keep a file as it comes; raises FileEmpty, FileTooLarge, FileKindRefused."""
        name = plain_name(name)
        content = await _whole(pieces, name)
        media_type = await asyncio.to_thread(kind_of, content)
        if media_type is None:
            raise FileKindRefused(file=name)
        file = KeptFile(
            FileId.new(),
            name,
            media_type,
            len(content),
            sha256=hashlib.sha256(content).digest(),
            added_by=by.id,
            added_at=self._clock.now(),
        )
        await self._storage.put(tenant_id, file.id, content)
        async with self._database.session(tenant_id) as session:
            await self._store.add(session, file)
        return file

    async def get(self, session: Session, file_id: FileId) -> KeptFile:
        """A file of this tenant; raises FileUnknown."""
        found = (await self._store.find(session, [file_id])).get(file_id)
        if found is None:
            raise FileUnknown
        return found

    async def of(self, session: Session, attachments: Iterable[Attachment]) -> dict[str, KeptFile]:
        """Those files of an item that are here, by the id that the item names."""
        ids = [one for each in attachments if (one := file_id_of(each.file_id)) is not None]
        found = await self._store.find(session, ids) if ids else {}
        return {str(one): file for one, file in found.items()}

    async def content(self, tenant_id: TenantId, file: KeptFile) -> bytes:
        """The bytes; raises FileGone."""
        return await self._storage.get(tenant_id, file.id)

    async def use(
        self, session: Session, attachments: Iterable[Attachment], *, known: Iterable[Attachment]
    ) -> None:
        """See that what a working copy newly attaches is here; raises FileNotKept.

        What it had already stays, for it may have come from elsewhere by an import.
        """
        had = {one.file_id for one in known}
        new = {one.file_id: one.name for one in attachments if one.file_id not in had}
        ids = {text: file_id_of(text) for text in new}
        wanted = [one for one in ids.values() if one is not None]
        here = await self._store.use(session, wanted, at=self._clock.now()) if wanted else set()
        for text, file_id in ids.items():
            if file_id not in here:
                raise FileNotKept(name=new[text])

    def link(self, tenant_id: TenantId, article_id: ArticleId, file_id: FileId) -> str:
        """What names a file of a published item to the public, until the end of tomorrow."""
        tomorrow = self._clock.now().astimezone(_SHANGHAI).date() + timedelta(days=1)
        ends = _end_of(tomorrow)
        body = article_id.bytes + file_id.bytes + ends.to_bytes(6, "big")
        return urlsafe_b64encode(body + self._sign(tenant_id, body)).decode().rstrip("=")

    def read(self, tenant_id: TenantId, token: str) -> PublicLink:
        """What a link names; raises FileUnknown for one that is forged, ended or another's."""
        try:
            raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        except ValueError:
            raise FileUnknown from None
        body, signature = raw[:_SIGNED], raw[_SIGNED:]
        is_ours = hmac.compare_digest(signature, self._sign(tenant_id, body))
        if not is_ours or int.from_bytes(body[32:], "big") < self._clock.now().timestamp():
            raise FileUnknown
        return PublicLink(ArticleId(bytes=body[:16]), FileId(bytes=body[16:32]))

    async def sweep(self, tenant_id: TenantId) -> int:
        """Let go of files that no item names; how many that were."""
        before: datetime = self._clock.now() - _LOOSE_FOR
        async with self._database.session(tenant_id) as session:
            swept = await self._store.sweep(session, before=before)
        for file_id in swept:
            await self._storage.drop(tenant_id, file_id)
        return len(swept)

    def _sign(self, tenant_id: TenantId, body: bytes) -> bytes:
        return hmac.new(self._key, tenant_id.bytes + body, hashlib.sha256).digest()[:16]


async def _whole(pieces: AsyncIterator[bytes], name: str) -> bytes:
    content = bytearray()
    async for piece in pieces:
        content += piece
        if len(content) > LARGEST_BYTES:
            raise FileTooLarge(file=name, most_mb=LARGEST_BYTES // (1024 * 1024))
    if not content:
        raise FileEmpty(file=name)
    return bytes(content)


def _end_of(day: date) -> int:
    return int(datetime.combine(day, time.max, _SHANGHAI).timestamp())
