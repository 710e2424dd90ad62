"""Who comes outside business hours is called when the queue opens; without a number we ask."""

from datetime import timedelta
from typing import Final

from hearthline.conversations import Conversation
from hearthline.kernel import Id
from hearthline.platform.db import Session
from hearthline.routing.callbacks import notices
from hearthline.routing.callbacks.errors import PhoneNeeded, WindowUnfit
from hearthline.routing.callbacks.model import Wanted
from hearthline.routing.callbacks.service import BookedCalls
from hearthline.routing.model import Placement

CALLED_WITHIN: Final = timedelta(hours=2)


class CallsAtOpening:
    """Books a call for the first hours of the next working time."""

    def __init__(self, calls: BookedCalls) -> None:
        """Stand on booked calls."""
        self._calls = calls

    async def book(
        self, session: Session, conversation: Conversation, placement: Placement
    ) -> bool:
        """Whether a call is booked now; False: the hours or the number are not known.

        When only the number is missing the customer is asked for it, see `CallsInstead`.
        """
        if await self._calls.of(session, conversation.id) is not None:
            return True
        opens_at = placement.opens_at
        if opens_at is None:
            return False
        wanted = Wanted(Id.new(), opens_at, opens_at + CALLED_WITHIN)
        try:
            await self._calls.book(session, conversation.id, wanted)
        except PhoneNeeded:
            await self._calls.say(session, notices.phone_wanted(conversation), conversation.id)
            return False
        except WindowUnfit:
            return False
        return True
