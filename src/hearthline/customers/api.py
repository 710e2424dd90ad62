"""The desk's routes to customers."""

from typing import Annotated

from fastapi import APIRouter, Depends

from hearthline.access import Permission, Staff, needs
from hearthline.customers.cards import CustomerCards
from hearthline.customers.finding import CustomerSearch
from hearthline.customers.wire import (
    CustomerCardOut,
    FindCustomers,
    FoundList,
    FoundOut,
    Unmask,
    Unmasked,
)
from hearthline.kernel import CustomerId
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1/customers", tags=["customers"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
CardsHere = Annotated[CustomerCards, Depends(here(CustomerCards))]
SearchHere = Annotated[CustomerSearch, Depends(here(CustomerSearch))]
Viewer = Annotated[Staff, Depends(needs(Permission.CUSTOMERS_VIEW))]
Unmasker = Annotated[Staff, Depends(needs(Permission.CUSTOMERS_UNMASK))]


@router.post("/search", operation_id="findCustomers")
async def find_customers(
    body: FindCustomers, caller: Viewer, database: DatabaseHere, search: SearchHere
) -> FoundList:
    """Customers by phone, account number or label; posted, so that no number is in an address."""
    async with database.session(caller.tenant_id) as session:
        found = await search.find(session, body.q, by=caller)
    return FoundList(items=[FoundOut.of(one) for one in found])


@router.get("/{customer_id}", operation_id="getCustomer")
async def get_customer(
    customer_id: CustomerId, caller: Viewer, database: DatabaseHere, cards: CardsHere
) -> CustomerCardOut:
    """A customer's card, masked (R66)."""
    async with database.session(caller.tenant_id) as session:
        return CustomerCardOut.of(await cards.get(session, customer_id))


@router.post("/{customer_id}/unmask", operation_id="unmaskCustomer")
async def unmask(
    customer_id: CustomerId,
    body: Unmask,
    caller: Unmasker,
    database: DatabaseHere,
    cards: CardsHere,
) -> Unmasked:
    """The full values of one field; the reason is written into the audit (R174)."""
    async with database.session(caller.tenant_id) as session:
        values = await cards.unmask(
            session, customer_id, caller, field=body.field, reason=body.reason
        )
    return Unmasked(values=values)
