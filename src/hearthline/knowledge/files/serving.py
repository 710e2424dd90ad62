"""A file as an answer: pictures are shown, everything else is saved; nothing in it runs."""

from typing import Final
from urllib.parse import quote

from fastapi import Request, Response

from hearthline.knowledge.files.model import KeptFile

_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Robots-Tag": "noindex",
}


def tag_of(file: KeptFile) -> str:
    """Names the bytes."""
    return f'"{file.sha256.hex()[:32]}"'


def holds_already(request: Request, file: KeptFile) -> bool:
    """Whether whoever asks has these bytes."""
    known = {one.strip() for one in request.headers.get("if-none-match", "").split(",")}
    return bool(known & {tag_of(file), f"W/{tag_of(file)}"})


def served(file: KeptFile, content: bytes | None, *, is_public: bool) -> Response:
    """The file; without content, word that the copy at hand still holds.

    A copy may be kept but must be asked for again: what has ended is not shown.
    """
    how = "inline" if file.is_image else "attachment"
    headers = _HEADERS | {
        "Content-Disposition": f"{how}; filename*=UTF-8''{quote(file.name, safe='')}",
        "Cache-Control": f"{'public' if is_public else 'private'}, max-age=0, must-revalidate",
        "ETag": tag_of(file),
    }
    if content is None:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=file.media_type, headers=headers)
