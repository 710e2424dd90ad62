"""The desk's routes to tags of customers and to the kinds of tags."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends

from hearthline.access import Access, Permission, Staff, needs
from hearthline.customers.tags.model import TagId
from hearthline.customers.tags.service import CustomerTags, ShownTag
from hearthline.customers.tags.wire import (
    AddTag,
    RemoveTag,
    SaveTagKind,
    TagKindList,
    TagKindOut,
    TagList,
    TagOut,
)
from hearthline.kernel import CustomerId
from hearthline.platform.db import Database, Session
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1", tags=["customers"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
TagsHere = Annotated[CustomerTags, Depends(here(CustomerTags))]
AccessHere = Annotated[Access, Depends(here(Access))]
Viewer = Annotated[Staff, Depends(needs(Permission.CUSTOMERS_VIEW))]
Tagger = Annotated[Staff, Depends(needs(Permission.CUSTOMERS_VIEW, Permission.DESK_REPLY))]
Keeper = Annotated[Staff, Depends(needs(Permission.DESK_SUPERVISE))]


@router.get("/customer-tag-kinds", operation_id="listTagKinds")
async def list_tag_kinds(caller: Viewer, database: DatabaseHere, tags: TagsHere) -> TagKindList:
    """What tags there are, and what each means for service."""
    async with database.session(caller.tenant_id) as session:
        kinds = (await tags.kinds.all(session)).values()
    ordered = sorted(kinds, key=lambda kind: (not kind.is_active, -kind.urgency))
    return TagKindList(items=[TagKindOut.of(kind) for kind in ordered])


@router.put("/customer-tag-kinds", operation_id="saveTagKind")
async def save_tag_kind(
    body: SaveTagKind, caller: Keeper, database: DatabaseHere, tags: TagsHere
) -> TagKindOut:
    """Add a kind of tag or change it, the product's own too."""
    async with database.session(caller.tenant_id) as session:
        return TagKindOut.of(await tags.kinds.save(session, body.kind(), by=caller))


@router.get("/customers/{customer_id}/tags", operation_id="listCustomerTags")
async def list_tags(
    customer_id: CustomerId,
    caller: Viewer,
    database: DatabaseHere,
    tags: TagsHere,
    access: AccessHere,
    when: Literal["now", "ever"] = "now",
) -> TagList:
    """The tags in force, most urgent first; `ever`: all that there were."""
    async with database.session(caller.tenant_id) as session:
        look = tags.history if when == "ever" else tags.of
        shown = await look(session, customer_id, seen_by=caller)
        return await _listed(session, shown, access)


@router.post("/customers/{customer_id}/tags", status_code=201, operation_id="addCustomerTag")
async def add_tag(
    customer_id: CustomerId,
    body: AddTag,
    caller: Tagger,
    database: DatabaseHere,
    tags: TagsHere,
    access: AccessHere,
) -> TagList:
    """Add a tag with its reason; the tags as they are then."""
    async with database.session(caller.tenant_id) as session:
        await tags.add(session, customer_id, body.new(), by=caller)
        shown = await tags.of(session, customer_id, seen_by=caller)
        return await _listed(session, shown, access)


@router.post("/customer-tags/{tag_id}/remove", operation_id="removeCustomerTag")
async def remove_tag(
    tag_id: TagId,
    body: RemoveTag,
    caller: Tagger,
    database: DatabaseHere,
    tags: TagsHere,
    access: AccessHere,
) -> TagList:
    """Take a tag away; its history stays."""
    async with database.session(caller.tenant_id) as session:
        tag = await tags.remove(session, tag_id, by=caller, why=body.why)
        shown = await tags.of(session, tag.customer_id, seen_by=caller)
        return await _listed(session, shown, access)


@router.post("/customer-tags/{tag_id}/put-back", operation_id="putBackCustomerTag")
async def put_back_tag(
    tag_id: TagId, caller: Tagger, database: DatabaseHere, tags: TagsHere, access: AccessHere
) -> TagList:
    """Undo the taking away."""
    async with database.session(caller.tenant_id) as session:
        tag = await tags.put_back(session, tag_id, by=caller)
        shown = await tags.of(session, tag.customer_id, seen_by=caller)
        return await _listed(session, shown, access)


async def _listed(session: Session, shown: list[ShownTag], access: Access) -> TagList:
    people = {one.tag.added_by for one in shown} | {one.tag.removed_by for one in shown}
    names = await access.names(session, [person for person in people if person is not None])
    return TagList(items=[TagOut.of(one, names) for one in shown])
