"""The desk's routes to promises."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends

from hearthline.access import Access, Permission, Staff, check, needs
from hearthline.customers.promises.model import Promise, PromiseId
from hearthline.customers.promises.service import Promises
from hearthline.customers.promises.wire import (
    EndPromise,
    MakePromise,
    MovePromise,
    PromiseList,
    PromiseOut,
)
from hearthline.kernel import CustomerId
from hearthline.platform.db import Database, Session
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1", tags=["customers"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
PromisesHere = Annotated[Promises, Depends(here(Promises))]
AccessHere = Annotated[Access, Depends(here(Access))]
Viewer = Annotated[Staff, Depends(needs(Permission.CUSTOMERS_VIEW))]
Maker = Annotated[Staff, Depends(needs(Permission.CUSTOMERS_VIEW, Permission.DESK_REPLY))]


@router.get("/customers/{customer_id}/promises", operation_id="listCustomerPromises")
async def list_of_customer(
    customer_id: CustomerId,
    caller: Viewer,
    database: DatabaseHere,
    promises: PromisesHere,
    access: AccessHere,
) -> PromiseList:
    """What was promised to a customer, open ones first."""
    async with database.session(caller.tenant_id) as session:
        found = await promises.of(session, customer_id)
        return await _listed(session, found, promises, access=access)


@router.post("/customers/{customer_id}/promises", status_code=201, operation_id="makePromise")
async def make(
    customer_id: CustomerId,
    body: MakePromise,
    caller: Maker,
    database: DatabaseHere,
    promises: PromisesHere,
    access: AccessHere,
) -> PromiseOut:
    """Keep a promise in mind; sent again with its client_id it comes back as it was."""
    async with database.session(caller.tenant_id) as session:
        made = await promises.make(session, customer_id, body.new(), by=caller)
        return await _one(session, made, promises, access=access)


@router.get("/promises", operation_id="listPromises")
async def list_open(
    caller: Maker,
    database: DatabaseHere,
    promises: PromisesHere,
    access: AccessHere,
    whose: Literal["mine", "everybody"] = "mine",
    due: Literal["any", "overdue"] = "any",
) -> PromiseList:
    """My open promises, due first; everybody's are the supervisors' to see."""
    if whose == "everybody":
        check(caller, Permission.DESK_SUPERVISE)
    async with database.session(caller.tenant_id) as session:
        maker = None if whose == "everybody" else caller.id
        found = await promises.still_open(session, maker=maker, is_overdue=due == "overdue")
        return await _listed(session, found, promises, access=access)


@router.post("/promises/{promise_id}/end", operation_id="endPromise")
async def end(
    promise_id: PromiseId,
    body: EndPromise,
    caller: Maker,
    database: DatabaseHere,
    promises: PromisesHere,
    access: AccessHere,
) -> PromiseOut:
    """Say what was done, or why it need not be done any more."""
    async with database.session(caller.tenant_id) as session:
        if body.outcome == "kept":
            ended = await promises.keep(session, promise_id, by=caller, done=body.text)
        else:
            ended = await promises.drop(session, promise_id, by=caller, why=body.text)
        return await _one(session, ended, promises, access=access)


@router.post("/promises/{promise_id}/reopen", operation_id="reopenPromise")
async def reopen(
    promise_id: PromiseId,
    caller: Maker,
    database: DatabaseHere,
    promises: PromisesHere,
    access: AccessHere,
) -> PromiseOut:
    """Undo the end of a promise."""
    async with database.session(caller.tenant_id) as session:
        opened = await promises.reopen(session, promise_id, by=caller)
        return await _one(session, opened, promises, access=access)


@router.post("/promises/{promise_id}/move", operation_id="movePromise")
async def move(
    promise_id: PromiseId,
    body: MovePromise,
    caller: Maker,
    database: DatabaseHere,
    promises: PromisesHere,
    access: AccessHere,
) -> PromiseOut:
    """Promise another time."""
    async with database.session(caller.tenant_id) as session:
        moved = await promises.move(session, promise_id, by=caller, due_at=body.due_at)
        return await _one(session, moved, promises, access=access)


async def _listed(
    session: Session, found: list[Promise], promises: Promises, *, access: Access
) -> PromiseList:
    people = {one.made_by for one in found} | {one.ended_by for one in found}
    names = await access.names(session, [person for person in people if person is not None])
    now = promises.now()
    return PromiseList(items=[PromiseOut.of(one, names, now=now) for one in found])


async def _one(
    session: Session, promise: Promise, promises: Promises, *, access: Access
) -> PromiseOut:
    (shown,) = (await _listed(session, [promise], promises, access=access)).items
    return shown
