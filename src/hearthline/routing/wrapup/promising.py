"""What is still to be done after a conversation becomes a promise, in the wrap-up's transaction."""

from uuid import uuid5

from hearthline.access import Staff
from hearthline.customers import NewPromise, Promises, due_of
from hearthline.kernel import CustomerId
from hearthline.platform.db import Session
from hearthline.routing.wrapup.errors import NobodyToPromise
from hearthline.routing.wrapup.model import Filled, ToDo, WrapUp

_PROMISED = "todo"
_LONGEST = 400
_OF = "SELECT customer_id FROM conversation WHERE id = %(id)s"


class Promising:
    """Keeps what wrap-ups leave to be done."""

    def __init__(self, promises: Promises) -> None:
        """Stand on the customers' promises."""
        self._promises = promises

    async def keep(
        self, session: Session, kept: WrapUp, filled: Filled, *, by: Staff, is_done: bool
    ) -> None:
        """Keep what was filled in, else (`is_done`) what the summary says; a repeat keeps nothing.

        Raises NobodyToPromise, PromiseInThePast, KeeperUnknown.
        """
        todo = filled.promise or (self._of_summary(kept) if is_done else None)
        if todo is None or not (filled.is_promise or filled.promise):
            return
        row = await session.one(_OF, {"id": kept.conversation_id})
        if row["customer_id"] is None:
            if filled.promise is not None:
                raise NobodyToPromise
            return
        new = NewPromise(
            client_id=todo.client_id,
            text=todo.text,
            due_at=todo.due_at,
            made="wrapup",
            conversation_id=kept.conversation_id,
            message_seq=self._words_of(kept, todo),
            keeper_id=todo.keeper_id,
        )
        await self._promises.make(session, CustomerId.of(row["customer_id"]), new, by=by)

    def _of_summary(self, kept: WrapUp) -> ToDo | None:
        """The summary's 待办; its id follows from the wrap-up's, so that twice is once."""
        part = kept.summary.get(_PROMISED)
        text = "" if part is None else part.text.strip()[:_LONGEST]
        if not text:
            return None
        return ToDo(uuid5(kept.id, _PROMISED), text, due_of(text, self._promises.now()))

    def _words_of(self, kept: WrapUp, todo: ToDo) -> int | None:
        """The message in which it was said, while the words are still the summary's."""
        part = kept.summary.get(_PROMISED)
        if part is None or not part.seqs or part.text.strip() != todo.text:
            return None
        return part.seqs[-1]
