"""A customer as the desk sees him: masked, with what came before; unmasked for a reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from hearthline.access import Audit, Staff
from hearthline.conversations import ListRow, Rows
from hearthline.customers.errors import CustomerUnknown
from hearthline.customers.model import masked_account, masked_name, masked_phone
from hearthline.kernel import Clock, CustomerId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Row, Session

Field: TypeAlias = Literal["name", "phone", "account"]

_CUSTOMER = "SELECT * FROM customer WHERE id = %(id)s"
_PHONES = """
SELECT sealed_value FROM identity WHERE customer_id = %(id)s AND kind = 'phone'
ORDER BY seen_at DESC LIMIT 1
"""
_ACCOUNTS = """
SELECT domain, sealed_account_no, source FROM account_link WHERE customer_id = %(id)s
ORDER BY seen_at DESC LIMIT 20
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
    """Shows customers to those who may see them (R66, R67)."""

    def __init__(self, vault: Vault, rows: Rows, clock: Clock) -> None:
        """The vault opens what is sealed; every opening is audited."""
        self._vault = vault
        self._rows = rows
        self._audit = Audit(clock)

    async def get(self, session: Session, customer_id: CustomerId) -> CustomerCard:
        """A customer's card; raises CustomerUnknown."""
        row = await self._customer(session, customer_id)
        phone = await self._phone(session, customer_id)
        accounts = await session.all(_ACCOUNTS, {"id": customer_id})
        return CustomerCard(
            id=customer_id,
            label=row["label"],
            name_masked=masked_name(self._open(row["sealed_name"])) if row["sealed_name"] else None,
            phone_masked=masked_phone(phone) if phone else None,
            accounts=[self._line(account) for account in accounts],
            first_seen_at=row["first_seen_at"],
            last_seen_at=row["last_seen_at"],
            conversations=await self._rows.of_customer(session, customer_id),
        )

    async def unmask(
        self, session: Session, customer_id: CustomerId, staff: Staff, *, field: Field, reason: str
    ) -> list[str]:
        """The full values of a field, for a reason that is written down."""
        row = await self._customer(session, customer_id)
        await self._audit.record(
            session,
            staff,
            "customer.unmasked",
            subject_kind="customer",
            subject_id=customer_id,
            details={"field": field, "reason": reason},
        )
        if field == "name":
            return [self._open(row["sealed_name"])] if row["sealed_name"] else []
        if field == "phone":
            phone = await self._phone(session, customer_id)
            return [phone] if phone else []
        accounts = await session.all(_ACCOUNTS, {"id": customer_id})
        return [self._open(account["sealed_account_no"]) for account in accounts]

    async def _customer(self, session: Session, customer_id: CustomerId) -> Row:
        row = await session.maybe(_CUSTOMER, {"id": customer_id})
        if row is None:
            raise CustomerUnknown
        return row

    async def _phone(self, session: Session, customer_id: CustomerId) -> str | None:
        row = await session.maybe(_PHONES, {"id": customer_id})
        return self._open(row["sealed_value"]) if row else None

    def _line(self, row: Row) -> AccountLine:
        number = self._open(row["sealed_account_no"])
        return AccountLine(row["domain"], masked_account(number), row["source"] == "verified")

    def _open(self, sealed: bytes) -> str:
        return self._vault.open(bytes(sealed))
