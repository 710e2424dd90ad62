"""The verbs of macros: list, find, save, remove."""

from hearthline.access import Audit, Permission, Staff
from hearthline.assist.macros.checking import check_steps
from hearthline.assist.macros.deeds import Hands
from hearthline.assist.macros.defaults import DEFAULTS
from hearthline.assist.macros.errors import (
    MacroShortcutTaken,
    MacroUnknown,
    SharedMacroNotYours,
)
from hearthline.assist.macros.model import Macro, MacroId
from hearthline.assist.macros.store import MacroStore
from hearthline.kernel import Clock
from hearthline.platform.db import Session
from hearthline.platform.language import initials


class Macros:
    """The macros of a tenant: one's own, and those that supervisors keep for everybody."""

    def __init__(self, hands: Hands, clock: Clock) -> None:
        """`hands` knows which steps can be done."""
        self._hands = hands
        self._clock = clock
        self._store = MacroStore()
        self._audit = Audit(clock)

    async def list(self, session: Session, staff: Staff, *, q: str = "") -> list[Macro]:
        """Those that fit, by title, shortcut or pinyin initials; the most used first."""
        await self._begin_with_defaults(session, staff)
        words = q.strip().casefold()
        found = await self._store.list(session, staff.id)
        return [one for one in found if not words or _fits(one, words)]

    async def get(self, session: Session, macro_id: MacroId, staff: Staff) -> Macro:
        """One that this person may run; raises MacroUnknown."""
        macro = await self._store.get(session, macro_id, staff.id)
        if macro is None:
            raise MacroUnknown
        return macro

    async def save(self, session: Session, macro: Macro, *, by: Staff) -> Macro:
        """Add or change one, checked step by step.

        Raises MacroUnfit, MacroShortcutTaken, SharedMacroNotYours.
        """
        self.check_owner(macro, by)
        await check_steps(session, macro.steps, self._hands)
        await self._store.lock(session)
        taken = await self._store.clash(session, macro)
        if taken is not None:
            raise MacroShortcutTaken(shortcut=macro.shortcut, title=taken)
        await self._store.save(session, macro, by=by.id, now=self._clock.now())
        await self._note(session, "macro.saved", macro, by)
        return macro

    async def remove(self, session: Session, macro_id: MacroId, *, by: Staff) -> None:
        """Take one away; raises MacroUnknown, SharedMacroNotYours."""
        macro = await self.get(session, macro_id, by)
        self.check_owner(macro, by)
        await self._store.remove(session, macro_id, now=self._clock.now())
        await self._note(session, "macro.removed", macro, by)

    async def _begin_with_defaults(self, session: Session, staff: Staff) -> None:
        if await self._store.has_any(session):
            return
        await self._store.lock(session)
        if await self._store.has_any(session):
            return
        for title, shortcut, domain, steps in DEFAULTS:
            if all(self._hands.knows(step.do) for step in steps):
                macro = Macro(
                    id=MacroId.new(),
                    owner_id=None,
                    title=title,
                    shortcut=shortcut,
                    steps=steps,
                    domain=domain,
                )
                await self._store.save(session, macro, by=staff.id, now=self._clock.now())

    async def _note(self, session: Session, deed: str, macro: Macro, by: Staff) -> None:
        await self._audit.record(
            session,
            by,
            deed,
            subject_kind="macro",
            subject_id=macro.id,
            details={"title": macro.title, "shared": macro.is_shared},
        )

    @staticmethod
    def check_owner(macro: Macro, by: Staff) -> None:
        """Raise SharedMacroNotYours unless this person may change it."""
        if macro.is_shared and not by.may(Permission.DESK_SUPERVISE):
            raise SharedMacroNotYours


def _fits(macro: Macro, words: str) -> bool:
    title = macro.title.casefold()
    return words in title or macro.shortcut.startswith(words) or words in initials(macro.title)
