"""A bundle as a file: manifest, signature, and one line of JSON an item.

What comes from outside is believed nothing before its signature is verified, and not applied
before every line is what the manifest says.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from hearthline.knowledge.model import Draft
from hearthline.knowledge.plain import plain_of
from hearthline.knowledge.replica.errors import BundleForged, BundleTampered, BundleUnreadable
from hearthline.knowledge.replica.keys import is_signed
from hearthline.knowledge.replica.model import (
    FORMAT,
    BundleKind,
    Entry,
    Manifest,
    is_minimised,
)
from hearthline.knowledge.transfer.codec import MemberWrong, draft_of
from hearthline.knowledge.transfer.containers import ArchiveRefused, entries_of

MOST_BYTES: Final = 100 * 1024 * 1024
_MANIFEST, _SIGNATURE, _ITEMS = "manifest.json", "signature", "items.jsonl"
_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
_ZIP_PERMISSIONS: Final = 0o644 << 16


@dataclass(frozen=True, slots=True)
class Opened:
    """A bundle whose signature and lines were verified."""

    manifest: Manifest
    manifest_hash: str
    drafts: tuple[Draft, ...]


def line_of(draft: Draft) -> bytes:
    """A draft as a line; the same draft always gives the same bytes."""
    said = plain_of(draft)
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def hash_of(content: bytes) -> str:
    """SHA-256 as text."""
    return hashlib.sha256(content).hexdigest()


def manifest_bytes(manifest: Manifest) -> bytes:
    """A manifest as it is signed."""
    facts = {
        "format": FORMAT,
        "number": manifest.number,
        "kind": manifest.kind.value,
        "made_at": manifest.made_at.isoformat(),
        "previous": manifest.previous_hash,
        "put": [[one.slug, one.version, one.content_hash] for one in manifest.put],
        "drop": list(manifest.dropped),
    }
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()


def packed(manifest: bytes, signature: bytes, lines: Sequence[bytes]) -> bytes:
    """The file of a bundle."""
    buffer = io.BytesIO()
    parts = {_MANIFEST: manifest, _SIGNATURE: signature, _ITEMS: b"\n".join(lines)}
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.external_attr = _ZIP_PERMISSIONS
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def opened(content: bytes, master_key: str) -> Opened:
    """A bundle of this master, every line verified.

    Raises BundleUnreadable, BundleForged, BundleTampered.
    """
    if len(content) > MOST_BYTES:
        raise BundleUnreadable(why=f"> {MOST_BYTES} bytes")
    parts = _parts(content)
    if not is_signed(master_key, parts[_MANIFEST], parts[_SIGNATURE]):
        raise BundleForged
    manifest = _manifest(parts[_MANIFEST])
    lines = parts[_ITEMS].split(b"\n") if parts[_ITEMS] else []
    drafts = _verified(manifest, lines)
    return Opened(manifest, hash_of(parts[_MANIFEST]), drafts)


def _parts(content: bytes) -> dict[str, bytes]:
    try:
        parts = dict(entries_of(content, "bundle"))
    except ArchiveRefused as refusal:
        raise BundleUnreadable(why=refusal.trouble.what.en) from None
    if parts.keys() != {_MANIFEST, _SIGNATURE, _ITEMS}:
        raise BundleUnreadable(why="manifest, signature and items are expected")
    return parts


def _manifest(content: bytes) -> Manifest:
    try:
        facts: dict[str, Any] = json.loads(content)
        if facts["format"] != FORMAT:
            raise BundleUnreadable(why=f"format {facts['format']}")
        return Manifest(
            number=int(facts["number"]),
            kind=BundleKind(facts["kind"]),
            made_at=datetime.fromisoformat(facts["made_at"]),
            previous_hash=str(facts["previous"]),
            put=tuple(
                Entry(str(slug), int(version), str(said)) for slug, version, said in facts["put"]
            ),
            dropped=tuple(str(slug) for slug in facts["drop"]),
        )
    except (ValueError, KeyError, TypeError) as trouble:
        raise BundleUnreadable(why=type(trouble).__name__) from None


def _verified(manifest: Manifest, lines: Sequence[bytes]) -> tuple[Draft, ...]:
    if len(lines) != len(manifest.put):
        raise BundleTampered(line=min(len(lines), len(manifest.put)) + 1)
    drafts = []
    for number, (line, entry) in enumerate(zip(lines, manifest.put, strict=True), start=1):
        if hash_of(line) != entry.content_hash:
            raise BundleTampered(line=number)
        drafts.append(_draft(line, entry, number))
    return tuple(drafts)


def _draft(line: bytes, entry: Entry, number: int) -> Draft:
    try:
        draft = draft_of(json.loads(line))
    except (ValueError, MemberWrong) as trouble:
        raise BundleUnreadable(why=f"item {number}: {trouble}") from None
    if draft.slug != entry.slug or not is_minimised(draft):
        raise BundleUnreadable(why=f"item {number} holds what does not leave the house")
    return draft
