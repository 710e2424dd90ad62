"""Tickets that are kept at the desk, as flows see work orders of the business systems."""

from typing import Protocol

from hearthline.business import WorkOrder
from hearthline.kernel import TenantId


class KeptHere(Protocol):
    """Reads and changes tickets that the business systems do not know."""

    async def open_of(self, tenant_id: TenantId, domain: str, account_no: str) -> list[WorkOrder]:
        """The open ones of an account, newest first."""
        ...

    async def numbered(self, tenant_id: TenantId, number: str) -> WorkOrder | None:
        """The one with this number; None when it is not kept here."""
        ...

    async def urge(
        self, tenant_id: TenantId, number: str, *, text: str, emotion: str, key: str
    ) -> WorkOrder:
        """The customer asks again; raises BusinessRefused when it is over."""
        ...

    async def withdraw(
        self, tenant_id: TenantId, number: str, *, reason: str, key: str
    ) -> WorkOrder:
        """The customer takes it back; raises BusinessRefused when somebody is there already."""
        ...


class NothingKept:
    """For an installation, or a rehearsal, whose tickets are all in the business systems."""

    async def open_of(self, tenant_id: TenantId, domain: str, account_no: str) -> list[WorkOrder]:
        """None."""
        del tenant_id, domain, account_no
        return []

    async def numbered(self, tenant_id: TenantId, number: str) -> WorkOrder | None:
        """Not kept here."""
        del tenant_id, number
        return None

    async def urge(
        self, tenant_id: TenantId, number: str, *, text: str, emotion: str, key: str
    ) -> WorkOrder:
        """Never asked, since nothing is kept."""
        del tenant_id, text, emotion, key
        raise LookupError(number)

    async def withdraw(
        self, tenant_id: TenantId, number: str, *, reason: str, key: str
    ) -> WorkOrder:
        """Never asked, since nothing is kept."""
        del tenant_id, reason, key
        raise LookupError(number)
