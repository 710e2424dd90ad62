"""Lists of tickets as they are asked for."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from hearthline.kernel import (
    ConversationId,
    CustomerId,
    IncidentId,
    StaffId,
    TeamId,
    TicketId,
)
from hearthline.tickets.listing.model import Sort, Wanted
from hearthline.tickets.model import KeptBy


class TicketQuery(BaseModel):
    """Which tickets are wanted, and in which order; every member narrows.

    `status=open` means that work is still to be done; several are joined by a comma. `q` is
    looked for in words and numbers; a cursor is the last ticket of the page before.
    """

    model_config = ConfigDict(extra="ignore")

    conversation_id: ConversationId | None = None
    customer_id: CustomerId | None = None
    status: Annotated[str | None, Field(pattern=r"^[a-z_]{1,20}(,[a-z_]{1,20}){0,12}$")] = None
    type_code: Annotated[str | None, Field(pattern=r"^[A-Z0-9-]{2,20}$")] = None
    priority: Annotated[str | None, Field(pattern=r"^P[0-4]$")] = None
    team_id: TeamId | None = None
    worker_id: StaffId | None = None
    kept_by: KeptBy | None = None
    incident_id: IncidentId | None = None
    overdue: bool | None = None
    flagged: bool | None = None
    opened_from: Annotated[AwareDatetime | None, Field(alias="from")] = None
    opened_to: Annotated[AwareDatetime | None, Field(alias="to")] = None
    q: Annotated[str | None, Field(min_length=2, max_length=60)] = None
    sort: Sort = Sort.NEWEST
    cursor: TicketId | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50

    def wanted(self) -> Wanted:
        """The same for the service."""
        return Wanted(
            conversation_id=self.conversation_id,
            customer_id=self.customer_id,
            status=self.status,
            type_code=self.type_code,
            priority=self.priority,
            team_id=self.team_id,
            worker_id=self.worker_id,
            kept_by=self.kept_by,
            incident_id=self.incident_id,
            is_overdue=self.overdue,
            is_flagged=self.flagged,
            opened_from=self.opened_from,
            opened_to=self.opened_to,
            words=self.q.strip() if self.q else None,
            sort=self.sort,
            after=self.cursor,
            limit=self.limit,
        )
