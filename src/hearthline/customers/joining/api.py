"""The desk's routes for saying that two entries are one person."""

from typing import Annotated

from fastapi import APIRouter, Depends

from hearthline.access import Access, Permission, Staff, needs
from hearthline.customers.joining.model import JoinId
from hearthline.customers.joining.service import Joining
from hearthline.customers.joining.wire import CandidateOut, JoinOut, JoinsOut, JoinWith
from hearthline.kernel import CustomerId
from hearthline.platform.db import Database, Session
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1", tags=["customers"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
JoiningHere = Annotated[Joining, Depends(here(Joining))]
AccessHere = Annotated[Access, Depends(here(Access))]
Viewer = Annotated[Staff, Depends(needs(Permission.CUSTOMERS_VIEW))]
Joiner = Annotated[Staff, Depends(needs(Permission.CUSTOMERS_UNMASK, Permission.DESK_REPLY))]


@router.get("/customers/{customer_id}/joins", operation_id="listCustomerJoins")
async def list_joins(
    customer_id: CustomerId,
    caller: Viewer,
    database: DatabaseHere,
    joining: JoiningHere,
    access: AccessHere,
) -> JoinsOut:
    """What was joined and parted, and who might be the same person."""
    async with database.session(caller.tenant_id) as session:
        return await _told(session, customer_id, joining, access=access)


@router.post("/customers/{customer_id}/joins", status_code=201, operation_id="joinCustomers")
async def join(
    customer_id: CustomerId,
    body: JoinWith,
    caller: Joiner,
    database: DatabaseHere,
    joining: JoiningHere,
    access: AccessHere,
) -> JoinsOut:
    """Say that another entry is the same person as this one, which is kept."""
    async with database.session(caller.tenant_id) as session:
        await joining.join(session, customer_id, body.other_id, reason=body.reason, by=caller)
        return await _told(session, customer_id, joining, access=access)


@router.post("/customer-joins/{join_id}/undo", operation_id="partCustomers")
async def undo(
    join_id: JoinId,
    caller: Joiner,
    database: DatabaseHere,
    joining: JoiningHere,
    access: AccessHere,
) -> JoinsOut:
    """Part them again, within seven days."""
    async with database.session(caller.tenant_id) as session:
        parted = await joining.undo(session, join_id, by=caller)
        return await _told(session, parted.kept_id, joining, access=access)


async def _told(
    session: Session, customer_id: CustomerId, joining: Joining, *, access: Access
) -> JoinsOut:
    joins = await joining.history(session, customer_id)
    names = await access.names(session, [one.merged_by for one in joins])
    candidates = await joining.candidates(session, customer_id)
    now = joining.now()
    return JoinsOut(
        joins=[JoinOut.of(one, names, now=now) for one in joins],
        candidates=[CandidateOut.of(one) for one in candidates],
    )
