"""A customer as the desk sees him: masked, with what came before; unmasked for a reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from hearthline.access import Audit, Staff
from hearthline.conversations import ListRow, Rows
from hearthline.customers.joining.groups import Group, Groups
from hearthline.customers.linking import AccountTies
from hearthline.customers.model import masked_name, masked_phone
from hearthline.kernel import Clock, CustomerId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Row, Session

Field: TypeAlias = Literal["name", "phone", "account"]

_ENTRIES = "SELECT * FROM customer WHERE id = ANY(%(ids)s)"
_PHONES = """
SELECT sealed_value FROM identity WHERE customer_id = ANY(%(ids)s) AND kind = 'phone'
ORDER BY seen_at DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account on the card."""

    domain: str
    account_no_masked: str
    verified: bool


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """Who a customer is, masked, and his earlier conversations."""

    id: CustomerId
    label: str
    name_masked: str | None
    phone_masked: str | None
    accounts: list[AccountLine]
    first_seen_at: datetime
    last_seen_at: datetime
    conversations: list[ListRow]


class CustomerCards:
    """Shows customers to those who may see them (R66, R67); of several entries the one person."""

    def __init__(self, vault: Vault, rows: Rows, clock: Clock) -> None:
        """The vault opens what is sealed; every opening is audited."""
        self._vault = vault
        self._rows = rows
        self._audit = Audit(clock)
        self._groups = Groups()
        self._ties = AccountTies(vault, clock)

    async def get(self, session: Session, customer_id: CustomerId) -> CustomerCard:
        """A customer's card; raises CustomerUnknown."""
        group, entries = await self._entries(session, customer_id)
        name, phone = self._name(entries), await self._phone(session, group)
        return CustomerCard(
            id=group.root,
            label=entries[0]["label"],
            name_masked=masked_name(name) if name else None,
            phone_masked=masked_phone(phone) if phone else None,
            accounts=[
                AccountLine(tie.account.domain, tie.masked, tie.source == "verified")
                for tie in await self._ties.of(session, group.root)
            ],
            first_seen_at=min(entry["first_seen_at"] for entry in entries),
            last_seen_at=max(entry["last_seen_at"] for entry in entries),
            conversations=await self._rows.of_customer(session, *group.ids),
        )

    async def unmask(
        self, session: Session, customer_id: CustomerId, staff: Staff, *, field: Field, reason: str
    ) -> list[str]:
        """The full values of a field, for a reason that is written down."""
        group, entries = await self._entries(session, customer_id)
        await self._audit.record(
            session,
            staff,
            "customer.unmasked",
            subject_kind="customer",
            subject_id=group.root,
            details={"field": field, "reason": reason},
        )
        if field == "account":
            ties = await self._ties.of(session, group.root)
            return [tie.account.account_no for tie in ties]
        value = self._name(entries) if field == "name" else await self._phone(session, group)
        return [value] if value else []

    async def _entries(self, session: Session, customer_id: CustomerId) -> tuple[Group, list[Row]]:
        """All entries of the person, the one that was kept first."""
        group = await self._groups.of(session, customer_id)
        rows = await session.all(_ENTRIES, {"ids": list(group.ids)})
        return group, sorted(rows, key=lambda row: group.ids.index(row["id"]))

    def _name(self, entries: list[Row]) -> str | None:
        sealed = [entry["sealed_name"] for entry in entries if entry["sealed_name"]]
        return self._open(sealed[0]) if sealed else None

    async def _phone(self, session: Session, group: Group) -> str | None:
        row = await session.maybe(_PHONES, {"ids": list(group.ids)})
        return self._open(row["sealed_value"]) if row else None

    def _open(self, sealed: bytes) -> str:
        return self._vault.open(bytes(sealed))
