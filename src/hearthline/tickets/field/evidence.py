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
    EvidenceKind,
    PhoneTime,
)
from hearthline.tickets.field.pictures import NotAPicture, Picture, read_picture
from hearthline.tickets.field.store import FieldStore
from hearthline.tickets.handling import Evidence as Proof
from hearthline.tickets.handling import EvidenceItem
from hearthline.tickets.model import Ticket

LINK_LIVES_SECONDS: Final = 3600
_SIGNED: Final = 16 + 16 + 6
_EXIF_HEAD: Final = b"Exif\0\0"

OnceHis = Callable[[Session, Staff, TicketId], Awaitable[Ticket]]


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
        once_his: OnceHis,
    ) -> None:
        """`once_his` raises when a ticket is not and never was the worker's."""
        self._database = database
        self._storage = storage
        self._key = vault.key("field evidence links")
        self._clock = clock
        self._once_his = once_his
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
            await self._once_his(session, staff, ticket_id)
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

    async def proof(self, session: Session, ticket_id: TicketId) -> Proof:
        """The same as whoever closes a ticket asks for it."""
        return Proof(
            tuple(
                EvidenceItem(
                    id=str(one.id),
                    kind=one.kind,
                    at=one.happened_at,
                    by=str(one.staff_id),
                    text=told(one),
                    url=self.link(session.tenant_id, one),
                )
                for one in await self.of(session, ticket_id)
            )
        )

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
            place=given.place.place() if given.place else None,
            media_type=picture.media_type if picture else None,
            size_bytes=len(picture.content) if picture else None,
            sha256=hashlib.sha256(picture.content).digest() if picture else None,
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


def told(evidence: Evidence) -> str:
    """What it says, in a line: 客厅 16.5 ℃; a signature's name; a photo's remark."""
    facts = evidence.facts
    match evidence.kind:
        case EvidenceKind.READING:
            points = [f"{one['room']} {one['temperature_c']:g} ℃" for one in facts["points"]]
            return "，".join(points)
        case EvidenceKind.SIGNATURE:
            return str(facts["signer_name"])
        case _:
            return str(facts.get("note", ""))


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
