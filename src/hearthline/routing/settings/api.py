"""Routes of the desk's settings: everybody at the desk reads them, who keeps settings changes."""

from typing import Annotated

from fastapi import APIRouter, Depends

from hearthline.access import Permission, Staff, needs
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here
from hearthline.routing.settings.service import DeskSettings
from hearthline.routing.settings.wire import DeskSettingBody

router = APIRouter(prefix="/api/v1/desk", tags=["desk"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
SettingsHere = Annotated[DeskSettings, Depends(here(DeskSettings))]


@router.get("/settings", operation_id="getDeskSettings")
async def get_settings(
    caller: Annotated[Staff, Depends(needs(Permission.DESK_VIEW))],
    database: DatabaseHere,
    settings: SettingsHere,
) -> DeskSettingBody:
    """Reasons of states, codes and timer of wrap-up, whether a transfer may exceed."""
    async with database.session(caller.tenant_id) as session:
        return DeskSettingBody.of(await settings.get(session))


@router.put("/settings", operation_id="changeDeskSettings")
async def change_settings(
    body: DeskSettingBody,
    caller: Annotated[Staff, Depends(needs(Permission.SETTINGS_MANAGE))],
    database: DatabaseHere,
    settings: SettingsHere,
) -> DeskSettingBody:
    """Write the settings as a whole."""
    async with database.session(caller.tenant_id) as session:
        return DeskSettingBody.of(await settings.change(session, body.model(), by=caller))
