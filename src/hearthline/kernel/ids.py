"""Typed identifiers: UUIDv7 inside and out, one class a noun.

The list of classes is the product's table of contents. UUIDv7 (RFC 9562) sorts by the time it
was made; the database lays rows of one month beside each other by it, and events of one process
keep their order.
"""

import secrets
import threading
import time
from typing import Any, Self
from uuid import UUID

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

_MOST_IN_A_MILLISECOND = 0xFFF


class _Order:
    """Milliseconds and a counter within them (RFC 9562, 6.2, method 1)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._millis, self._count = 0, 0

    def next(self, millis: int) -> tuple[int, int]:
        with self._lock:
            if millis > self._millis:
                self._millis, self._count = millis, secrets.randbits(8)
            elif self._count < _MOST_IN_A_MILLISECOND:
                self._count += 1
            else:
                self._millis, self._count = self._millis + 1, 0
            return self._millis, self._count


_ORDER = _Order()


class Id(UUID):
    """A UUID that knows its noun; a plain UUID string on the wire."""

    @classmethod
    def new(cls) -> Self:
        """Make a UUIDv7 of this moment, greater than any that this process made before."""
        millis, count = _ORDER.next(time.time_ns() // 1_000_000)
        low = secrets.randbits(62)
        return cls(int=(millis << 80) | (0x7 << 76) | (count << 64) | (0b10 << 62) | low)

    @classmethod
    def of(cls, value: UUID | str) -> Self:
        """Read an id from its wire form or from the database; raises ValueError."""
        return cls(int=value.int) if isinstance(value, UUID) else cls(value)

    @classmethod
    def or_none(cls, value: UUID | str | None) -> Self | None:
        """Read an id that may be absent."""
        return None if value is None else cls.of(value)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Accept a UUID or its string, give this class, serialise as a string."""
        return core_schema.no_info_after_validator_function(
            cls.of,
            core_schema.uuid_schema(),
            serialization=core_schema.to_string_ser_schema(),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Say `string` of format `uuid` for requests and answers alike."""
        return {"type": "string", "format": "uuid"}


class TenantId(Id):
    """A company that runs its service here."""


class StaffId(Id):
    """A person who works for the tenant; also the number of his inbox stream."""


class ChannelId(Id):
    """A way by which customers reach the tenant."""


class CustomerId(Id):
    """A person or household that writes to the tenant."""


class ConversationId(Id):
    """One thread of messages."""


class MessageId(Id):
    """One message of a thread."""


class QueueId(Id):
    """A group of agents with its waiting line; also the number of the queue's stream."""


class TicketId(Id):
    """A promise to a customer: kept here, or the mirror of a work order elsewhere."""


class TeamId(Id):
    """A team that works on tickets; also the number of its stream."""


class TicketTaskId(Id):
    """A piece of a ticket's work with a team and a date of its own."""


class IncidentId(Id):
    """A trouble of many customers at once."""


class ArticleId(Id):
    """An item of the knowledge base, through all its revisions."""


class SearchWordId(Id):
    """A group of words that a tenant taught the search."""


class TrialSetId(Id):
    """Saved questions with the articles that should answer them."""


class TrialRunId(Id):
    """One run of a trial set."""


class EventId(Id):
    """Something that happened."""


class UploadId(Id):
    """A file that a customer or an agent sent."""
