"""What open conversations are called in lists, when it is found out who somebody is."""

from collections.abc import Sequence

from hearthline.conversations.notice import tell_staff
from hearthline.conversations.store import conversation_of
from hearthline.kernel import CustomerId
from hearthline.platform.db import Session
from hearthline.platform.streams import Streams

_RENAME = """
UPDATE conversation SET label = %(label)s
WHERE customer_id = ANY(%(customers)s) AND status <> 'closed' AND label <> %(label)s
RETURNING *
"""


class Labels:
    """Names conversations; what was said in them stays under the name of its time."""

    def __init__(self, streams: Streams) -> None:
        """Lists hear of it."""
        self._streams = streams

    async def rename(self, session: Session, customers: Sequence[CustomerId], label: str) -> None:
        """Give the open conversations of some customers a label, and tell the lists."""
        params = {"customers": list(customers), "label": label}
        for row in await session.all(_RENAME, params):
            await tell_staff(session, self._streams, conversation_of(row))
