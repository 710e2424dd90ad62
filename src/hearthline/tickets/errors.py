"""What can go wrong with a ticket.

NotFound
└── TicketUnknown
"""

from hearthline.kernel import NotFound, Words


class TicketUnknown(NotFound):
    """There is no such ticket, or it is another tenant's."""

    code = "ticket.unknown"
    detail = Words(zh="没有这张工单。", en="There is no such ticket.")
