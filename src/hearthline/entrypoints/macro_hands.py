"""The deeds of macros that belong to rooms of routing: wrap-up, transfer, the end."""

from collections.abc import Mapping
from typing import Any

from hearthline.assist import Doing, Done, Hands
from hearthline.kernel import QueueId, Words
from hearthline.platform.db import Session
from hearthline.routing.moves.model import Asked
from hearthline.routing.moves.service import Moves
from hearthline.routing.settings.store import SettingStore
from hearthline.routing.wrapup.model import Filled
from hearthline.routing.wrapup.service import Ending, WrapUps
from hearthline.tickets import DutyRules

_QUEUE = "SELECT name FROM queue WHERE id = %(id)s"


class RoutingDeeds:
    """Deeds by the verbs of moves and of wrap-up."""

    def __init__(self, moves: Moves, wrap_ups: WrapUps, *, rules: DutyRules) -> None:
        """`rules` know the types of tickets."""
        self._moves = moves
        self._wrap_ups = wrap_ups
        self._rules = rules
        self._settings = SettingStore()

    def added_to(self, hands: Hands) -> Hands:
        """The same hands with these deeds and their checks."""
        return hands.with_more(
            {"wrap_up": self._wrap_up, "transfer": self._transfer, "resolve": self._resolve},
            {"wrap_up": self._is_code, "transfer": self._is_queue, "ticket": self._is_type},
        )

    async def _wrap_up(self, session: Session, doing: Doing) -> Done:
        filled = Filled(code=doing.text("code"), note=doing.text("note") or None)
        talk = doing.conversation
        kept = await self._wrap_ups.fill(
            session, talk.id, doing.staff, filled=filled, is_done=False
        )
        return Done(f"话后小结：{kept.code_label}")

    async def _transfer(self, session: Session, doing: Doing) -> Done:
        row = await session.one(_QUEUE, {"id": doing.text("queue_id")})
        await self._moves.to_queue(
            session,
            doing.conversation.id,
            doing.staff,
            to=QueueId(doing.text("queue_id")),
            asked=Asked(doing.id, doing.text("note")),
        )
        return Done(f"已转到{row['name']}")

    async def _resolve(self, session: Session, doing: Doing) -> Done:
        ending = Ending(note=doing.text("note") or None)
        await self._wrap_ups.resolve(session, doing.conversation.id, doing.staff, ending=ending)
        return Done("已办结")

    async def _is_code(self, session: Session, values: Mapping[str, Any]) -> Words | None:
        setting = await self._settings.get(session)
        if setting.label_of(str(values.get("code"))) is not None:
            return None
        return Words(zh="没有这个小结代码", en="there is no such wrap-up code")

    async def _is_queue(self, session: Session, values: Mapping[str, Any]) -> Words | None:
        if await session.maybe(_QUEUE, {"id": values.get("queue_id")}) is not None:
            return None
        return Words(zh="没有这个队列", en="there is no such queue")

    async def _is_type(self, session: Session, values: Mapping[str, Any]) -> Words | None:
        del session
        if self._rules.form_of(str(values.get("type_code"))) is not None:
            return None
        return Words(zh="没有这种工单", en="there is no such type of ticket")
