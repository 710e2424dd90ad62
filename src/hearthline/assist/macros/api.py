"""The desk's routes to macros, and to what their words may name."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from hearthline.access import Permission, Staff, needs
from hearthline.assist.macros.model import VARIABLES, MacroId
from hearthline.assist.macros.running import MacroRuns, lets_go
from hearthline.assist.macros.service import Macros
from hearthline.assist.macros.variables import Variables
from hearthline.assist.macros.wire import (
    FillIn,
    MacroList,
    MacroOut,
    PreviewOut,
    RunMacro,
    RunOut,
    SaveMacro,
    VariablesOut,
)
from hearthline.conversations import Conversations
from hearthline.kernel import ConversationId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here
from hearthline.routing import Routing

router = APIRouter(prefix="/api/v1", tags=["assist"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
MacrosHere = Annotated[Macros, Depends(here(Macros))]
RunsHere = Annotated[MacroRuns, Depends(here(MacroRuns))]
VariablesHere = Annotated[Variables, Depends(here(Variables))]
ConversationsHere = Annotated[Conversations, Depends(here(Conversations))]
RoutingHere = Annotated[Routing, Depends(here(Routing))]
Replier = Annotated[Staff, Depends(needs(Permission.DESK_REPLY))]


@router.get("/macros", operation_id="listMacros")
async def list_macros(
    caller: Replier,
    database: DatabaseHere,
    macros: MacrosHere,
    q: Annotated[str, Query(max_length=40)] = "",
) -> MacroList:
    """The caller's own macros and everybody's, by title, shortcut or pinyin initials."""
    async with database.session(caller.tenant_id) as session:
        found = await macros.list(session, caller, q=q)
    return MacroList(items=[MacroOut.of(one) for one in found])


@router.post("/macros", status_code=201, operation_id="addMacro")
async def add_macro(
    body: SaveMacro, caller: Replier, database: DatabaseHere, macros: MacrosHere
) -> MacroOut:
    """Add a macro; it is checked step by step."""
    macro = body.macro(MacroId.new(), caller.id)
    async with database.session(caller.tenant_id) as session:
        return MacroOut.of(await macros.save(session, macro, by=caller))


@router.put("/macros/{macro_id}", operation_id="changeMacro")
async def change_macro(
    macro_id: MacroId,
    body: SaveMacro,
    caller: Replier,
    database: DatabaseHere,
    macros: MacrosHere,
) -> MacroOut:
    """Change a macro; runs that have begun go on as they were shown."""
    async with database.session(caller.tenant_id) as session:
        before = await macros.get(session, macro_id, caller)
        macros.check_owner(before, caller)
        macro = body.macro(macro_id, caller.id)
        return MacroOut.of(await macros.save(session, macro, by=caller))


@router.delete("/macros/{macro_id}", status_code=204, operation_id="removeMacro")
async def remove_macro(
    macro_id: MacroId, caller: Replier, database: DatabaseHere, macros: MacrosHere
) -> None:
    """Take a macro away."""
    async with database.session(caller.tenant_id) as session:
        await macros.remove(session, macro_id, by=caller)


@router.get("/desk/conversations/{conversation_id}/variables", operation_id="listVariables")
async def list_variables(
    conversation_id: ConversationId,
    caller: Replier,
    database: DatabaseHere,
    conversations: ConversationsHere,
    variables: VariablesHere,
) -> VariablesOut:
    """What words of macros and canned answers may name, and what each is here."""
    async with database.session(caller.tenant_id) as session:
        conversation = await conversations.get(session, conversation_id)
        values = await variables.of(session, conversation, staff=caller)
    return VariablesOut(names=list(VARIABLES), values=values)


@router.post(
    "/desk/conversations/{conversation_id}/macros/{macro_id}/preview", operation_id="previewMacro"
)
async def preview_macro(
    conversation_id: ConversationId,
    macro_id: MacroId,
    body: FillIn,
    caller: Replier,
    database: DatabaseHere,
    runs: RunsHere,
) -> PreviewOut:
    """Every step as it would be done in this conversation."""
    async with database.session(caller.tenant_id) as session:
        shown = await runs.preview(
            session, conversation_id, macro_id, staff=caller, values=body.values
        )
    return PreviewOut.of(shown)


@router.post(
    "/desk/conversations/{conversation_id}/macros/{macro_id}/runs", operation_id="runMacro"
)
async def run_macro(
    conversation_id: ConversationId,
    macro_id: MacroId,
    body: RunMacro,
    caller: Replier,
    runs: RunsHere,
    routing: RoutingHere,
) -> RunOut:
    """Do what was shown; what came of each step. Sent again it goes on where it stopped."""
    run = await runs.run(conversation_id, body.order(macro_id), staff=caller)
    if lets_go(run):
        await routing.settle(caller.tenant_id, freed=caller.id)
    return RunOut.of(run)
