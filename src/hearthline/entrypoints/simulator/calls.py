"""The log of all calls, with headers and bodies, for whoever wants to see what was asked."""

import json
from collections import deque
from datetime import datetime
from typing import Any

from pydantic import BaseModel

_KEPT = 1000
_LONGEST = 20_000


class Call(BaseModel):
    """One call and its answer; the token is left out."""

    number: int
    at: datetime
    operation: str
    method: str
    path: str
    query: dict[str, str] = {}
    headers: dict[str, str] = {}
    body: Any = None
    fault: str | None = None
    status: int | None = None
    answer: Any = None
    code: str | None = None
    replayed: bool = False
    ms: float = 0.0


class CallLog:
    """The newest calls; they do not outlive the process."""

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self._calls: deque[Call] = deque(maxlen=_KEPT)
        self._count = 0

    def add(self, **facts: Any) -> Call:
        """Note a call before it is answered."""
        self._count += 1
        call = Call(number=self._count, **facts)
        self._calls.append(call)
        return call

    def newest_first(self) -> list[Call]:
        """All that are kept."""
        return list(reversed(self._calls))

    def clear(self) -> None:
        """Forget them; numbers go on."""
        self._calls.clear()


def readable(content_type: str, body: bytes) -> Any:
    """A body for the log: JSON as it is, other text cut short, files by their size."""
    if not body:
        return None
    if "json" in content_type and len(body) <= _LONGEST:
        try:
            return json.loads(body)
        except ValueError:
            return body.decode(errors="replace")
    if content_type.startswith("multipart/"):
        return {"multipart_bytes": len(body)}
    return body[:500].decode(errors="replace")
