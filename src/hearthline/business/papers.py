"""A paper on its way to the gateway: what is taken, and the multipart body that carries it.

Nothing of a paper is kept, logged or held in memory whole; not even the name of its file goes out.
"""

import hashlib
from collections.abc import AsyncIterable, AsyncIterator

from hearthline.business.call import Upload
from hearthline.business.errors import PaperNotTaken
from hearthline.business.requests import Paper

MOST_BYTES = 20 * 1024 * 1024
_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
_BEGINNINGS = {
    "application/pdf": b"%PDF-",
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG\r\n\x1a\n",
}


def upload_of(paper: Paper, *, key: str) -> Upload:
    """The body for a paper; raises PaperNotTaken for a kind of file or a size not allowed.

    The same key makes the same bytes, so that a repeat is recognised as one.
    """
    if paper.media_type not in _ENDINGS:
        raise PaperNotTaken("media_type")
    if not 0 < paper.size <= MOST_BYTES:
        raise PaperNotTaken("size")
    boundary = hashlib.sha256(key.encode()).hexdigest()
    name = f"{paper.kind.lower()}.{_ENDINGS[paper.media_type]}"
    head = (
        f"--{boundary}\r\n"
        'Content-Disposition: form-data; name="kind"\r\n\r\n'
        f"{paper.kind}\r\n"
        f"--{boundary}\r\n"
        f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n'
        f"Content-Type: {paper.media_type}\r\n\r\n"
    ).encode()
    tail = f"\r\n--{boundary}--\r\n".encode()

    async def body() -> AsyncIterator[bytes]:
        yield head
        async for piece in _checked(paper):
            yield piece
        yield tail

    return Upload(
        media_type=f"multipart/form-data; boundary={boundary}",
        size=len(head) + paper.size + len(tail),
        open=body,
    )


async def _checked(paper: Paper) -> AsyncIterable[bytes]:
    """The content as it comes, held to its size and to the beginning of its kind of file."""
    beginning = _BEGINNINGS[paper.media_type]
    seen, start = 0, b""
    async for piece in paper.open():
        seen += len(piece)
        if seen > paper.size:
            raise PaperNotTaken("size")
        if start.startswith(beginning):
            yield piece
            continue
        start += piece
        if not start.startswith(beginning[: len(start)]):
            raise PaperNotTaken("content")
        if start.startswith(beginning):
            yield start
    if seen != paper.size or not start.startswith(beginning):
        raise PaperNotTaken("size")
