"""The words every slice uses: ids, errors, events, time. Imports nothing of ours."""

from hearthline.kernel.clock import Clock, SystemClock
from hearthline.kernel.errors import (
    Conflict,
    HearthlineError,
    Invalid,
    NotFound,
    Refused,
    TooMany,
    Unauthenticated,
    Unavailable,
    Words,
)
from hearthline.kernel.events import Event
from hearthline.kernel.ids import (
    ArticleId,
    ChannelId,
    ConversationId,
    CustomerId,
    EventId,
    Id,
    MessageId,
    QueueId,
    StaffId,
    TenantId,
    TicketId,
    UploadId,
)

__all__ = [
    "ArticleId",
    "ChannelId",
    "Clock",
    "Conflict",
    "ConversationId",
    "CustomerId",
    "Event",
    "EventId",
    "HearthlineError",
    "Id",
    "Invalid",
    "MessageId",
    "NotFound",
    "QueueId",
    "Refused",
    "StaffId",
    "SystemClock",
    "TenantId",
    "TicketId",
    "TooMany",
    "Unauthenticated",
    "Unavailable",
    "UploadId",
    "Words",
]
