"""Who a customer is, and how a name or number is shown to those who need not know all of it."""

from dataclasses import dataclass
from uuid import UUID

from hearthline.kernel import CustomerId


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """An account of the business system: domain `heating` or `power`, and its number."""

    domain: str
    account_no: str


@dataclass(frozen=True, slots=True)
class Claims:
    """What an operator's signed identity token says of a person."""

    sub: str
    name: str | None = None
    phone: str | None = None
    accounts: tuple[KnownAccount, ...] = ()


@dataclass(frozen=True, slots=True)
class Customer:
    """A person or household; `label` is masked and may stand in lists."""

    id: CustomerId
    label: str


def masked_name(name: str) -> str:
    """`张伟` → `张*`, `欧阳娜娜` → `欧***`, `Li Wei` → `L*****`: the first character only."""
    trimmed = name.strip()
    return trimmed[:1] + "*" * max(1, min(5, len(trimmed) - 1)) if trimmed else "客户"


def masked_phone(phone: str) -> str:
    """`13800005678` → `138****5678` (first three and last four digits)."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 9 else "****"


def masked_account(account_no: str) -> str:
    """`1203005678` → `1203****78` (gateway contract, Masking)."""
    return f"{account_no[:4]}****{account_no[-2:]}" if len(account_no) >= 8 else "****"


def visitor_label(visitor_id: UUID) -> str:
    """`访客 3F2A`: enough to tell two visitors apart, no more."""
    return f"访客 {visitor_id.hex[-4:].upper()}"
