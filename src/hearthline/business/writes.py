"""The writes of the gateway: work orders, identity, call-backs, subscriptions.

Each takes a key: the same key on a repeat gives the first answer again and repeats nothing.
"""

from typing import Any

from hearthline.business.contract import write_request
from hearthline.business.gateway import Call
from hearthline.business.model import (
    Callback,
    Listing,
    Otp,
    OutageSubscription,
    Verification,
    WorkOrder,
)
from hearthline.business.queries import segment
from hearthline.business.reading import Reading
from hearthline.business.requests import (
    Acting,
    CallbackWish,
    IdentityProof,
    OutageWish,
    Urging,
    Withdrawal,
    WorkOrderDraft,
)


class WorkOrderVerbs(Reading):
    """Everything about work orders."""

    async def create_work_order(
        self, acting: Acting, draft: WorkOrderDraft, *, idempotency_key: str
    ) -> WorkOrder:
        """File a work order; its `promises` are what the customer may be told."""
        call = _post("createWorkOrder", "work-orders", draft, idempotency_key)
        return await self._one(acting, call, WorkOrder)

    async def list_work_orders(
        self,
        acting: Acting,
        *,
        account_no: str | None = None,
        address: str | None = None,
        open_only: bool = False,
        domain: str | None = None,
    ) -> Listing[WorkOrder]:
        """Work orders of an account or place, newest first."""
        wanted = {
            "account_no": account_no,
            "address": address,
            "open": "true" if open_only else None,
            "domain": domain,
        }
        query = {name: value for name, value in wanted.items() if value is not None}
        call = Call(operation="listWorkOrders", method="GET", path="work-orders", query=query)
        return await self._listing(acting, call, WorkOrder)

    async def get_work_order(self, acting: Acting, work_order_no: str) -> WorkOrder:
        """One work order with its progress."""
        path = f"work-orders/{segment(work_order_no)}"
        call = Call(operation="getWorkOrder", method="GET", path=path)
        return await self._one(acting, call, WorkOrder)

    async def urge_work_order(
        self, acting: Acting, work_order_no: str, urging: Urging, *, idempotency_key: str
    ) -> WorkOrder:
        """The customer asks again; no clock is reset."""
        path = f"work-orders/{segment(work_order_no)}/urge"
        call = _post("urgeWorkOrder", path, urging, idempotency_key)
        return await self._one(acting, call, WorkOrder)

    async def withdraw_work_order(
        self, acting: Acting, work_order_no: str, withdrawal: Withdrawal, *, idempotency_key: str
    ) -> WorkOrder:
        """The customer takes it back; refused once the crew is on site."""
        path = f"work-orders/{segment(work_order_no)}/withdraw"
        call = _post("withdrawWorkOrder", path, withdrawal, idempotency_key)
        return await self._one(acting, call, WorkOrder)


class PersonVerbs(Reading):
    """Everything about the person: who it is, what he wants to be told, when to call."""

    async def send_otp(
        self, acting: Acting, account_no: str, *, purpose: str = "QUERY", idempotency_key: str
    ) -> Otp:
        """Send a code to the phone bound to the account."""
        body = {"account_no": account_no, "purpose": purpose}
        call = _post("sendOtp", "identity/otp", body, idempotency_key)
        return await self._one(acting, call, Otp)

    async def verify_identity(
        self, acting: Acting, proof: IdentityProof, *, idempotency_key: str
    ) -> Verification:
        """Get a level for an account by a proof."""
        call = _post("verifyIdentity", "identity/verify", proof, idempotency_key)
        return await self._one(acting, call, Verification)

    async def get_verification(self, acting: Acting, verification_id: str) -> Verification:
        """How a verification stands that ends elsewhere (REAL_NAME_LINK)."""
        path = f"identity/verifications/{segment(verification_id)}"
        call = Call(operation="getVerification", method="GET", path=path)
        return await self._one(acting, call, Verification)

    async def create_callback(
        self, acting: Acting, wish: CallbackWish, *, idempotency_key: str
    ) -> Callback:
        """Ask for a call by a person."""
        call = _post("createCallback", "callbacks", wish, idempotency_key)
        return await self._one(acting, call, Callback)

    async def subscribe_outage(
        self, acting: Acting, outage_id: str, wish: OutageWish, *, idempotency_key: str
    ) -> OutageSubscription:
        """Have this customer told of every change of an outage."""
        path = f"outages/{segment(outage_id)}/subscriptions"
        call = _post("createOutageSubscription", path, wish, idempotency_key)
        return await self._one(acting, call, OutageSubscription)


def _post(operation: str, path: str, request: Any, key: str) -> Call:
    body = write_request(request)
    return Call(operation=operation, method="POST", path=path, body=body, key=key)
