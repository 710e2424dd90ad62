"""Bodies of the staff API."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

from hearthline.access.login import Credentials
from hearthline.access.model import Permission, Role, SignedIn, Staff, StaffChange
from hearthline.kernel import StaffId

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
_Password = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
_Name = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f]+$"
    ),
]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LogIn(_Body):
    """What is typed in to log in; `tenant` is the company's slug, needed where several live."""

    tenant: Annotated[str, StringConstraints(max_length=64, pattern=r"^[^\x00]*$")] | None = None
    username: _Text
    password: _Password

    def credentials(self) -> Credentials:
        """The claim that the log-in checks."""
        return Credentials(self.tenant or None, self.username, self.password)


class TenantOut(BaseModel):
    """The company."""

    id: UUID
    slug: str
    name: str


class MeOut(BaseModel):
    """Who is signed in, and what the page needs to write."""

    id: StaffId
    name: str
    username: str
    roles: list[Role]
    permissions: list[Permission]
    tenant: TenantOut
    csrf_token: str

    @classmethod
    def of(cls, signed: SignedIn) -> Self:
        """What the person's page may know."""
        staff, tenant = signed.staff, signed.tenant
        return cls(
            id=staff.id,
            name=staff.name,
            username=staff.username,
            roles=sorted(staff.roles),
            permissions=sorted(staff.permissions),
            tenant=TenantOut(id=tenant.id, slug=tenant.slug, name=tenant.name),
            csrf_token=signed.csrf_token,
        )


class StaffOut(BaseModel):
    """A member of staff in the list."""

    id: StaffId
    name: str
    username: str
    roles: list[Role]
    active: bool

    @classmethod
    def of(cls, staff: Staff) -> Self:
        """A person as the list shows it."""
        return cls(
            id=staff.id,
            name=staff.name,
            username=staff.username,
            roles=sorted(staff.roles),
            active=staff.is_active,
        )


class StaffList(BaseModel):
    """Everybody."""

    items: list[StaffOut]


class Colleague(BaseModel):
    """What everybody may know of a colleague: the name behind an id."""

    id: StaffId
    name: str
    active: bool


class Colleagues(BaseModel):
    """Everybody who works or worked here, by name alone."""

    items: list[Colleague]


class AddStaff(_Body):
    """A new colleague."""

    username: _Text
    name: _Name
    password: _Password
    roles: frozenset[Role]


class ChangeStaff(_Body):
    """What is to be different; members left out stay."""

    name: _Name | None = None
    roles: frozenset[Role] | None = None
    active: bool | None = None
    password: _Password | None = None

    def change(self) -> StaffChange:
        """The change without the password, which is set apart."""
        return StaffChange(self.name, self.roles, self.active)


class ChangePassword(_Body):
    """A change of one's own password."""

    old_password: _Password
    password: _Password
