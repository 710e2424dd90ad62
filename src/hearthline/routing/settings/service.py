"""The verbs of the desk's settings: read them, change them as a whole."""

from hearthline.access import Audit, Staff
from hearthline.kernel import Clock
from hearthline.platform.db import Session
from hearthline.routing.settings.model import DeskSetting
from hearthline.routing.settings.store import SettingStore


class DeskSettings:
    """How the tenant's desk works."""

    def __init__(self, clock: Clock) -> None:
        """Know the time; changes are audited."""
        self._clock = clock
        self._audit = Audit(clock)
        self._store = SettingStore()

    async def get(self, session: Session) -> DeskSetting:
        """The settings as they are."""
        return await self._store.get(session)

    async def change(self, session: Session, setting: DeskSetting, *, by: Staff) -> DeskSetting:
        """Write them anew; the same again changes nothing."""
        before = await self._store.get(session)
        if before == setting:
            return before
        await self._store.put(session, setting, by=by.id, now=self._clock.now())
        changed = [name for name in DeskSetting.__slots__ if _differ(before, setting, name)]
        await self._audit.record(
            session,
            by,
            "desk_setting.changed",
            subject_kind="tenant",
            subject_id=session.tenant_id,
            details={"changed": changed},
        )
        return setting


def _differ(before: DeskSetting, after: DeskSetting, name: str) -> bool:
    return bool(getattr(before, name) != getattr(after, name))
