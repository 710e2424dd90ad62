"""Routes: log in and out, who am I, and the staff of the company."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from hearthline.access.guard import (
    CSRF_COOKIE,
    SESSION_COOKIE,
    AccessHere,
    DatabaseHere,
    needs,
    signed_in,
)
from hearthline.access.login import Origin
from hearthline.access.model import Permission, SessionToken, SignedIn, Staff
from hearthline.access.service import Access
from hearthline.access.wire import (
    AddStaff,
    ChangePassword,
    ChangeStaff,
    Colleague,
    Colleagues,
    LogIn,
    MeOut,
    StaffList,
    StaffOut,
)
from hearthline.kernel import StaffId
from hearthline.platform.http import StrictJson

router = APIRouter(prefix="/api/v1/staff", tags=["staff"], route_class=StrictJson)

Me = Annotated[SignedIn, Depends(signed_in)]
Manager = Annotated[Staff, Depends(needs(Permission.STAFF_MANAGE))]


@router.post("/login", operation_id="logIn")
async def log_in(body: LogIn, request: Request, response: Response, access: AccessHere) -> MeOut:
    """Open a session; the answer sets the cookies. After wrong passwords: 429 with Retry-After."""
    address = request.client.host if request.client else ""
    previous = SessionToken.parse(request.cookies.get(SESSION_COOKIE))
    signed = await access.log_in(body.credentials(), Origin(address, previous))
    _set_cookies(response, access, signed)
    return MeOut.of(signed)


@router.get("/me", operation_id="whoAmI")
async def me(signed: Me) -> MeOut:
    """Who is signed in."""
    return MeOut.of(signed)


@router.post("/me/password", operation_id="changeOwnPassword", status_code=204)
async def change_own_password(
    body: ChangePassword, signed: Me, access: AccessHere, database: DatabaseHere
) -> None:
    """Change one's own password; other sessions of the person end."""
    async with database.session(signed.tenant.id) as session:
        await access.change_own_password(session, signed, old=body.old_password, new=body.password)


@router.post("/logout", operation_id="logOut", status_code=204)
async def log_out(
    signed: Me, response: Response, access: AccessHere, database: DatabaseHere
) -> None:
    """End the session."""
    async with database.session(signed.tenant.id) as session:
        await access.log_out(session, signed.token)
    response.delete_cookie(SESSION_COOKIE, path="/")
    response.delete_cookie(CSRF_COOKIE, path="/")


@router.get("/names", operation_id="listStaffNames")
async def list_names(signed: Me, access: AccessHere, database: DatabaseHere) -> Colleagues:
    """The names behind ids, for whoever is signed in; neither roles nor log-ins."""
    async with database.session(signed.tenant.id) as session:
        people = await access.list_staff(session)
    return Colleagues(
        items=[Colleague(id=one.id, name=one.name, active=one.is_active) for one in people]
    )


@router.get("", operation_id="listStaff")
async def list_staff(caller: Manager, access: AccessHere, database: DatabaseHere) -> StaffList:
    """Everybody who works or worked here."""
    async with database.session(caller.tenant_id) as session:
        people = await access.list_staff(session)
    return StaffList(items=[StaffOut.of(staff) for staff in people])


@router.post("", operation_id="addStaff", status_code=201)
async def add_staff(
    body: AddStaff, caller: Manager, access: AccessHere, database: DatabaseHere
) -> StaffOut:
    """Add a colleague with roles and a first password."""
    staff = Staff(StaffId.new(), caller.tenant_id, body.username, body.name, body.roles)
    async with database.session(caller.tenant_id) as session:
        added = await access.add_staff(session, staff, password=body.password, by=caller)
    return StaffOut.of(added)


@router.patch("/{staff_id}", operation_id="changeStaff")
async def change_staff(
    staff_id: StaffId,
    body: ChangeStaff,
    caller: Manager,
    access: AccessHere,
    database: DatabaseHere,
) -> StaffOut:
    """Change name, roles, password, or whether the person may log in; takes effect at once."""
    async with database.session(caller.tenant_id) as session:
        staff = await access.change_staff(session, staff_id, body.change(), by=caller)
        if body.password is not None:
            await access.set_password(session, staff_id, password=body.password, by=caller)
    return StaffOut.of(staff)


def _set_cookies(response: Response, access: Access, signed: SignedIn) -> None:
    """The session's cookie is hidden from scripts; the other is there for our page to read."""
    for name, value, is_hidden in (
        (SESSION_COOKIE, str(signed.token), True),
        (CSRF_COOKIE, signed.csrf_token, False),
    ):
        response.set_cookie(
            name,
            value,
            max_age=int(access.rules.longest.total_seconds()),
            path="/",
            httponly=is_hidden,
            samesite="lax",
            secure=access.rules.is_secure,
        )
