"""Files that items have attached."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hearthline.kernel import ArticleId, Id, StaffId
from hearthline.knowledge.files.kinds import IMAGES

LARGEST_BYTES: Final = 20 * 1024 * 1024
LONGEST_NAME: Final = 120


class FileId(Id):
    """Names a file of items."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A stored file; `media_type` was found from its bytes."""

    id: FileId
    name: str
    media_type: str
    size_bytes: int
    sha256: bytes
    added_by: StaffId
    added_at: datetime

    @property
    def is_image(self) -> bool:
        """Whether a page shows it; everything else is saved."""
        return self.media_type in IMAGES


@dataclass(frozen=True, slots=True)
class PublicLink:
    """What a public link names: a file, as attached to an item."""

    article_id: ArticleId
    file_id: FileId


def plain_name(name: str) -> str:
    """A name without folders and signs that cannot be seen, of bounded length."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = " ".join("".join(sign for sign in last if sign.isprintable()).split()).strip(". ")
    stem, dot, ending = kept.rpartition(".")
    if dot and len(ending) <= 8 and len(kept) > LONGEST_NAME:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return kept[:LONGEST_NAME] or "file"


def file_id_of(text: str) -> FileId | None:
    """The id in an item's attachment; None for names that came from elsewhere."""
    try:
        named = FileId(text)
    except ValueError:
        return None
    return named if str(named) == text else None
