"""Balance, bills and payments on the wire; amounts in fen."""

from datetime import date, datetime
from typing import Self

from pydantic import BaseModel

from hearthline.business import Balance, Bill, Listing, Payment

_MOST_LINES = 12


class BalanceOut(BaseModel):
    """A prepaid balance in fen, negative when owed."""

    prepaid: bool
    balance_fen: int
    threshold_fen: int | None
    estimated_empty_date: date | None

    @classmethod
    def of(cls, balance: Balance) -> Self:
        """The balance on the wire."""
        return cls(
            prepaid=balance.prepaid,
            balance_fen=balance.balance_fen,
            threshold_fen=balance.threshold_fen,
            estimated_empty_date=balance.estimated_empty_date,
        )


class BillOut(BaseModel):
    """A bill of a season or a month; amounts in fen."""

    bill_no: str
    period: str
    status: str
    payable_fen: int
    paid_fen: int
    arrears_fen: int
    late_fee_fen: int
    due_date: date


class BillsOut(BaseModel):
    """Bills newest first, and what is owed over all of them."""

    items: list[BillOut]
    owed_fen: int
    late_fee_fen: int

    @classmethod
    def of(cls, listing: Listing[Bill]) -> Self:
        """The bills on the wire."""
        return cls(
            items=[
                BillOut(
                    bill_no=one.bill_no,
                    period=one.period,
                    status=one.status,
                    payable_fen=one.payable_fen,
                    paid_fen=one.paid_fen,
                    arrears_fen=one.arrears_fen,
                    late_fee_fen=one.late_fee_fen,
                    due_date=one.due_date,
                )
                for one in listing.items[:_MOST_LINES]
            ],
            owed_fen=sum(one.arrears_fen for one in listing.items),
            late_fee_fen=sum(one.late_fee_fen for one in listing.items if one.arrears_fen),
        )


class PaymentOut(BaseModel):
    """A payment or a refund in fen."""

    payment_no: str
    kind: str
    amount_fen: int
    channel: str
    status: str
    paid_at: datetime
    credited_at: datetime | None


class PaymentsOut(BaseModel):
    """Payments newest first."""

    items: list[PaymentOut]

    @classmethod
    def of(cls, listing: Listing[Payment]) -> Self:
        """The payments on the wire."""
        return cls(
            items=[
                PaymentOut(
                    payment_no=one.payment_no,
                    kind=one.kind,
                    amount_fen=one.amount_fen,
                    channel=one.channel,
                    status=one.status,
                    paid_at=one.paid_at,
                    credited_at=one.credited_at,
                )
                for one in listing.items[:_MOST_LINES]
            ]
        )
