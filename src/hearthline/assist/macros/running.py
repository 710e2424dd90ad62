"""Showing a macro with everything filled in, and running it as one idempotent act.

A step in our own books is done in the transaction that notes it. A process that dies in between
leaves the run as it stood: sent again, it goes on with the first step that is not done.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hearthline.access import Staff
from hearthline.assist.macros.deeds import Doing, Done, Hands
from hearthline.assist.macros.errors import MacroChanged, MacroIncomplete, RunOfAnother
from hearthline.assist.macros.model import (
    LAST,
    MacroId,
    Preview,
    Run,
    RunId,
    StepResult,
    StepState,
    preview,
)
from hearthline.assist.macros.service import Macros
from hearthline.assist.macros.store import MacroStore
from hearthline.assist.macros.variables import Variables
from hearthline.conversations import Conversation, Conversations
from hearthline.kernel import Clock, ConversationId, HearthlineError
from hearthline.platform.db import Database, Session


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be run: under which id, as it was shown (`stamp`), with values given by hand."""

    run_id: RunId
    macro_id: MacroId
    stamp: str
    values: Mapping[str, str] = field(default_factory=dict)


class MacroRuns:
    """Previews and runs."""

    def __init__(
        self,
        database: Database,
        conversations: Conversations,
        *,
        macros: Macros,
        variables: Variables,
        hands: Hands,
        clock: Clock,
    ) -> None:
        """Collaborators, made by composition."""
        self._database = database
        self._conversations = conversations
        self._macros = macros
        self._variables = variables
        self._hands = hands
        self._clock = clock
        self._store = MacroStore()

    async def preview(
        self,
        session: Session,
        conversation_id: ConversationId,
        macro_id: MacroId,
        *,
        staff: Staff,
        values: Mapping[str, str],
    ) -> Preview:
        """The steps as they would be done; raises MacroUnknown, NoSuchConversation."""
        macro = await self._macros.get(session, macro_id, staff)
        conversation = await self._conversations.get(session, conversation_id)
        known = await self._variables.of(session, conversation, staff=staff)
        return preview(macro.steps, {**known, **values})

    async def run(self, conversation_id: ConversationId, order: Order, *, staff: Staff) -> Run:
        """Do the steps, each in a transaction of its own, until one fails; what came of each.

        Sent again it goes on where it stopped. Raises MacroUnknown, MacroChanged,
        MacroIncomplete, RunOfAnother, NoSuchConversation.
        """
        async with self._database.session(staff.tenant_id) as session:
            run = await self._begun(session, conversation_id, order, staff)
            conversation = await self._conversations.get(session, conversation_id)
        while (number := run.next) is not None:
            run = await self._step(run, number, conversation, staff)
            if run.next == number:
                break
        return run

    async def _begun(
        self, session: Session, conversation_id: ConversationId, order: Order, staff: Staff
    ) -> Run:
        known = await self._store.run(session, order.run_id)
        if known is not None:
            return _same(known, conversation_id, staff)
        macro = await self._macros.get(session, order.macro_id, staff)
        shown = await self.preview(
            session, conversation_id, order.macro_id, staff=staff, values=order.values
        )
        missing = sorted({name for names in shown.missing for name in names})
        if missing:
            raise MacroIncomplete(missing="、".join(missing))
        if shown.stamp != order.stamp:
            raise MacroChanged
        run = Run(
            id=order.run_id,
            macro_id=macro.id,
            title=macro.title,
            conversation_id=conversation_id,
            staff_id=staff.id,
            steps=shown.steps,
        )
        if await self._store.begin(session, run, now=self._clock.now()):
            return run
        begun = await self._store.run(session, order.run_id)
        return _same(begun or run, conversation_id, staff)

    async def _step(self, run: Run, number: int, conversation: Conversation, staff: Staff) -> Run:
        """Do one step, unless another process has done it meanwhile; the run as it stands then."""
        step = run.step(number)
        doing = Doing(run.step_id(number), step, conversation, staff, self._clock.now())
        try:
            if step.do in self._hands.outside:
                return await self._outside(run, number, doing)
            return await self._own(run, number, doing)
        except HearthlineError as error:
            failed = StepResult(StepState.FAILED, error.told().zh or error.title.zh, error.code)
            async with self._database.session(staff.tenant_id) as session:
                kept = await self._store.run(session, run.id, lock=True)
                run = kept or run
                return await self._noted(session, run, number, failed)

    async def _own(self, run: Run, number: int, doing: Doing) -> Run:
        async with self._database.session(doing.staff.tenant_id) as session:
            kept = await self._store.run(session, run.id, lock=True)
            run = kept or run
            if run.next != number:
                return run
            done = await self._hands.own[doing.step.do](session, doing)
            return await self._noted(session, run, number, _good(done))

    async def _outside(self, run: Run, number: int, doing: Doing) -> Run:
        """Asked without a transaction; asked twice under its key it is done once."""
        done = await self._hands.outside[doing.step.do](doing)
        async with self._database.session(doing.staff.tenant_id) as session:
            kept = await self._store.run(session, run.id, lock=True)
            run = kept or run
            return await self._noted(session, run, number, _good(done))

    async def _noted(self, session: Session, run: Run, number: int, result: StepResult) -> Run:
        if run.next != number:
            return run
        after = run.after(number, result)
        ended = self._clock.now() if after.next is None else None
        await self._store.keep(session, after, ended=ended)
        return after


def lets_go(run: Run) -> bool:
    """Whether the run gave the conversation away, so that its agent is free for another."""
    pairs = zip(run.steps, run.results, strict=False)
    return any(step.do in LAST and one.state is StepState.DONE for step, one in pairs)


def _same(run: Run, conversation_id: ConversationId, staff: Staff) -> Run:
    """The run that is known under an id, if it is this person's in this conversation."""
    if (run.conversation_id, run.staff_id) != (conversation_id, staff.id):
        raise RunOfAnother
    return run


def _good(done: Done) -> StepResult:
    return StepResult(StepState.DONE, done.text, values=done.values)
