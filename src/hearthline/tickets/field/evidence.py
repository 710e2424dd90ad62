"""Taking evidence in, once however often it is sent, and showing it by links that end."""

import asyncio
import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

from hearthline.access import Staff
from hearthline.kernel import Clock, TenantId, TicketId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session
from hearthline.platform.storage import Storage
from hearthline.tickets.field.errors import (
    EvidenceUnknown,
    PhotoRefused,
    PhotoTooLarge,
    PictureMissing,
)
from hearthline.tickets.field.exif import CameraNote, read_exif
from hearthline.tickets.field.given import PhotoIn, ReadingIn, SignatureIn
from hearthline.tickets.field.model import (
    LARGEST_PHOTO_BYTES,
    Evidence,
    EvidenceId,
    PhoneTime,
)
from hearthline.tickets.field.pictures import NotAPicture, Picture, read_picture
from hearthline.tickets.field.store import FieldStore

LINK_LIVES_SECONDS: Final = 3600
_SIGNED: Final = 16 + 16 + 6
_EXIF_HEAD: Final = b"Exif\0\0"

MayRecord = Callable[[Session, Staff, TicketId], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Attached:
    """The bytes that came with evidence: a picture, and what the camera wrote in its original."""

    picture: bytes | None = None
    exif: bytes | None = None


class FieldEvidence:
    """Keeps photos, signatures and readings of tickets; what is kept is never changed."""

    def __init__(
        self,
        database: Database,
        storage: Storage,
        *,
        vault: Vault,
        clock: Clock,
        may_record: MayRecord,
    ) -> None:
        """`may_record` raises when a ticket is not and never was the worker's."""
        self._database = database
        self._storage = storage
        self._key = vault.key("field evidence links")
        self._clock = clock
        self._may_record = may_record
        self._store = FieldStore()

    async def take(
        self,
        staff: Staff,
        ticket_id: TicketId,
        given: PhotoIn | SignatureIn | ReadingIn,
        *,
        attached: Attached,
    ) -> tuple[Evidence, bool]:
        """Keep a piece of evidence, and whether it is new; a repeat gives what was kept before.

        Raises TaskUnknown, PictureMissing, PhotoTooLarge, PhotoRefused. It opens its own short
        transactions, since nothing is held while a picture is read and written.
        """
        async with self._database.session(staff.tenant_id) as session:
            await self._may_record(session, staff, ticket_id)
            known = await self._store.known(session, ticket_id, given.client_id)
        if known is not None:
            return known, False
        picture = await _picture_of(given, attached)
        evidence = self._made(staff, ticket_id, given, picture)
        if picture is not None:
            await self._storage.put(staff.tenant_id, evidence.id, picture.content)
        async with self._database.session(staff.tenant_id) as session:
            if await self._store.add(session, evidence):
                return evidence, True
            known = await self._store.known(session, ticket_id, given.client_id)
        # The same phone sent it twice at once, and the other was first.
        await self._storage.drop(staff.tenant_id, evidence.id)
        return known or evidence, False

    async def of(self, session: Session, ticket_id: TicketId) -> list[Evidence]:
        """What was recorded of a ticket, oldest first."""
        return (await self._store.of(session, [ticket_id]))[ticket_id]

    def link(self, tenant_id: TenantId, evidence: Evidence) -> str | None:
        """A path that shows the picture for an hour to whoever has it; None for a reading."""
        if evidence.media_type is None:
            return None
        ends = int(self._clock.now().timestamp()) + LINK_LIVES_SECONDS
        body = tenant_id.bytes + evidence.id.bytes + ends.to_bytes(6, "big")
        token = urlsafe_b64encode(body + self._sign(body)).decode().rstrip("=")
        return f"/api/v1/field/files/{token}"

    async def open(self, token: str) -> tuple[Evidence, bytes]:
        """The picture that a link names; raises EvidenceUnknown for a forged or ended link."""
        tenant_id, evidence_id = self._read(token)
        async with self._database.session(tenant_id) as session:
            found = await self._store.find(session, evidence_id)
        if found is None or found.media_type is None:
            raise EvidenceUnknown
        return found, await self._storage.get(tenant_id, evidence_id)

    def _made(
        self,
        staff: Staff,
        ticket_id: TicketId,
        given: PhotoIn | SignatureIn | ReadingIn,
        picture: Picture | None,
    ) -> Evidence:
        now = self._clock.now()
        phone = PhoneTime.seen(given.sent_at, now)
        return Evidence(
            id=EvidenceId.new(),
            ticket_id=ticket_id,
            client_id=given.client_id,
            staff_id=staff.id,
            kind=given.kind,
            happened_at=phone.by_ours(given.told_at, now=now),
            told_at=given.told_at,
            received_at=now,
            facts=_facts(given, picture),
            place=given.place and given.place.place(),
            media_type=picture and picture.media_type,
            size_bytes=picture and len(picture.content),
            sha256=picture and hashlib.sha256(picture.content).digest(),
        )

    def _read(self, token: str) -> tuple[TenantId, EvidenceId]:
        try:
            raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        except ValueError:
            raise EvidenceUnknown from None
        body, signature = raw[:_SIGNED], raw[_SIGNED:]
        is_ours = hmac.compare_digest(signature, self._sign(body))
        if not is_ours or int.from_bytes(body[32:], "big") < self._clock.now().timestamp():
            raise EvidenceUnknown
        return TenantId(bytes=body[:16]), EvidenceId(bytes=body[16:32])

    def _sign(self, body: bytes) -> bytes:
        return hmac.new(self._key, body, hashlib.sha256).digest()[:16]


async def _picture_of(
    given: PhotoIn | SignatureIn | ReadingIn, attached: Attached
) -> Picture | None:
    content = attached.picture
    if (content is None) != isinstance(given, ReadingIn):
        raise PictureMissing
    if content is None:
        return None
    if len(content) > LARGEST_PHOTO_BYTES:
        raise PhotoTooLarge(most_mb=LARGEST_PHOTO_BYTES // (1024 * 1024))
    try:
        picture = await asyncio.to_thread(read_picture, content)
    except NotAPicture:
        raise PhotoRefused from None
    if attached.exif and picture.note == CameraNote():
        note = read_exif(attached.exif.removeprefix(_EXIF_HEAD))
        return Picture(picture.content, picture.media_type, note)
    return picture


def _facts(given: PhotoIn | SignatureIn | ReadingIn, picture: Picture | None) -> dict[str, Any]:
    """What is kept of it; a photo's camera note stands beside the picture."""
    if isinstance(given, ReadingIn):
        return given.kept()
    facts = given.facts.model_dump(mode="json")
    if isinstance(given, PhotoIn) and picture is not None:
        note = picture.note
        facts["camera"] = {
            "taken_at": note.taken_at and note.taken_at.isoformat(),
            "latitude": note.latitude,
            "longitude": note.longitude,
        }
    return facts
