"""One operation of the contract with its values, as it goes over the wire."""

import hashlib
import string
from collections.abc import AsyncIterable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote

from hearthline.business.contract import china_time, write_request
from hearthline.business.requests import Acting

_PRINTABLE = string.ascii_letters + string.digits + string.punctuation.replace("%", "") + " "
_KEY_LENGTHS = range(8, 129)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A body that is streamed; `open` gives it from its start each time, `size` in bytes."""

    media_type: str
    size: int
    open: Callable[[], AsyncIterable[bytes]] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One operation of the contract with its values.

    `changes` is false for a POST that only asks; `is_silent` when a good answer is a bare 204.
    """

    operation: str
    method: str
    path: str
    query: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    body: Mapping[str, Any] | None = field(default=None, repr=False)
    upload: Upload | None = None
    key: str | None = None
    changes: bool = True
    is_silent: bool = False

    @property
    def may_repeat(self) -> bool:
        """Whether sending it twice does no harm: a POST does none when it has a key."""
        return self.method != "POST" or self.key is not None

    @property
    def is_write(self) -> bool:
        """Whether it changes something over there."""
        return self.method != "GET" and self.changes


def get(operation: str, path: str, /, **query: str | tuple[str, ...] | None) -> Call:
    """A question; what is not known is left out of the query."""
    known = {name: value for name, value in query.items() if value not in (None, ())}
    return Call(operation=operation, method="GET", path=path, query=known)


def post(operation: str, path: str, request: object, *, key: str, changes: bool = True) -> Call:
    """A request with its key: the same key on a repeat gives the first answer again."""
    body = write_request(request)
    return Call(operation=operation, method="POST", path=path, body=body, key=key, changes=changes)


def delete(operation: str, path: str) -> Call:
    """An end of something, answered by a bare 204."""
    return Call(operation=operation, method="DELETE", path=path, is_silent=True)


def segment(value: str) -> str:
    """A value as one segment of a path, whatever it holds."""
    quoted = quote(value, safe="")
    return quoted.replace(".", "%2E") if quoted.strip(".") == "" else quoted


def moment(value: datetime | None) -> str | None:
    """A time as the contract writes it in a query."""
    return None if value is None else china_time(value)


def headers_of(acting: Acting, call: Call) -> dict[str, str]:
    """Who acts and under which key, in characters that a header may hold."""
    named = {
        "X-Actor": acting.actor,
        "X-Verify-Level": acting.verify_level,
        "X-Verification-Id": acting.verification_id,
        "X-Subject": acting.subject,
        "X-Tenant": acting.tenant,
        "X-Consent-Id": acting.consent_id,
        "X-Trace-Id": acting.trace_id,
        "Idempotency-Key": None if call.key is None else _sized(call.key),
        "Content-Type": None if call.upload is None else call.upload.media_type,
        "Content-Length": None if call.upload is None else str(call.upload.size),
    }
    return {name: quote(value, safe=_PRINTABLE) for name, value in named.items() if value}


def _sized(key: str) -> str:
    """A key of the length that the contract takes; the same key gives the same result."""
    fits = len(key) in _KEY_LENGTHS and key.isascii() and key.isprintable()
    return key if fits else hashlib.sha256(key.encode()).hexdigest()
