"""Rows of the desk's settings: one for a tenant, none while everything is as delivered."""

from datetime import datetime

from psycopg.types.json import Jsonb

from hearthline.kernel import StaffId
from hearthline.platform.db import Row, Session
from hearthline.routing.model import PresenceState
from hearthline.routing.settings.model import (
    REASONS,
    WRAP_UP_SECONDS,
    Code,
    CodeGroup,
    DeskSetting,
    Reason,
    groups_for,
)

_GET = "SELECT * FROM desk_setting"
_DOMAINS = "SELECT DISTINCT unnest(domains) AS domain FROM channel LIMIT 20"
_PUT = """
INSERT INTO desk_setting (may_exceed, wrap_up_s, wrap_up_required, reasons, codes, changed_at,
  changed_by)
VALUES (%(may_exceed)s, %(wrap_up_s)s, %(required)s, %(reasons)s, %(codes)s, %(now)s, %(by)s)
ON CONFLICT (tenant_id) DO UPDATE SET may_exceed = excluded.may_exceed,
  wrap_up_s = excluded.wrap_up_s, wrap_up_required = excluded.wrap_up_required,
  reasons = excluded.reasons, codes = excluded.codes, changed_at = excluded.changed_at,
  changed_by = excluded.changed_by
"""


class SettingStore:
    """The desk's settings in the database."""

    async def get(self, session: Session) -> DeskSetting:
        """The tenant's settings, as delivered where nothing was changed."""
        row = await session.maybe(_GET)
        if row is None:
            groups = groups_for(await self._domains(session))
            return DeskSetting(
                may_exceed=False,
                wrap_up_s=WRAP_UP_SECONDS,
                is_wrap_up_required=False,
                reasons=REASONS,
                groups=groups,
            )
        return _setting(row)

    async def put(
        self, session: Session, setting: DeskSetting, *, by: StaffId, now: datetime
    ) -> None:
        """Write the whole of the settings."""
        params = {
            "may_exceed": setting.may_exceed,
            "wrap_up_s": setting.wrap_up_s,
            "required": setting.is_wrap_up_required,
            "reasons": Jsonb([[one.label, one.state.value] for one in setting.reasons]),
            "codes": Jsonb([_group_json(group) for group in setting.groups]),
            "now": now,
            "by": by,
        }
        await session.execute(_PUT, params)

    async def _domains(self, session: Session) -> list[str]:
        found = [row["domain"] for row in await session.all(_DOMAINS)]
        return sorted(found) or ["heating"]


def _setting(row: Row) -> DeskSetting:
    return DeskSetting(
        may_exceed=row["may_exceed"],
        wrap_up_s=row["wrap_up_s"],
        is_wrap_up_required=row["wrap_up_required"],
        reasons=tuple(Reason(label, PresenceState(state)) for label, state in row["reasons"]),
        groups=tuple(
            CodeGroup(
                group["code"],
                group["label"],
                tuple(Code(code, label) for code, label in group["codes"]),
            )
            for group in row["codes"]
        ),
    )


def _group_json(group: CodeGroup) -> dict[str, object]:
    codes = [[one.code, one.label] for one in group.codes]
    return {"code": group.code, "label": group.label, "codes": codes}
