"""Work orders: file, look, urge, withdraw."""

from hearthline.business.call import get, post, segment
from hearthline.business.model import Listing, WorkOrder
from hearthline.business.reading import Reading
from hearthline.business.requests import Acting, Urging, Withdrawal, WorkOrderDraft


class WorkOrderVerbs(Reading):
    """Everything about work orders."""

    async def create_work_order(
        self, acting: Acting, draft: WorkOrderDraft, *, idempotency_key: str
    ) -> WorkOrder:
        """File a work order; its `promises` are what the customer may be told."""
        call = post("createWorkOrder", "work-orders", draft, key=idempotency_key)
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
        call = get(
            "listWorkOrders",
            "work-orders",
            account_no=account_no,
            address=address,
            open="true" if open_only else None,
            domain=domain,
        )
        return await self._listing(acting, call, WorkOrder)

    async def get_work_order(self, acting: Acting, work_order_no: str) -> WorkOrder:
        """One work order with its progress."""
        call = get("getWorkOrder", f"work-orders/{segment(work_order_no)}")
        return await self._one(acting, call, WorkOrder)

    async def urge_work_order(
        self, acting: Acting, work_order_no: str, urging: Urging, *, idempotency_key: str
    ) -> WorkOrder:
        """The customer asks again; no clock is reset."""
        path = f"work-orders/{segment(work_order_no)}/urge"
        call = post("urgeWorkOrder", path, urging, key=idempotency_key)
        return await self._one(acting, call, WorkOrder)

    async def withdraw_work_order(
        self, acting: Acting, work_order_no: str, withdrawal: Withdrawal, *, idempotency_key: str
    ) -> WorkOrder:
        """The customer takes it back; refused once the crew is on site."""
        path = f"work-orders/{segment(work_order_no)}/withdraw"
        call = post("withdrawWorkOrder", path, withdrawal, key=idempotency_key)
        return await self._one(acting, call, WorkOrder)
