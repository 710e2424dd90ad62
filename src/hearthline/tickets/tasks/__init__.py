"""Sub-tasks: pieces of a ticket's work, each with a team and a date of its own."""

from hearthline.tickets.tasks.service import TicketTask, TicketTasks

__all__ = ["TicketTask", "TicketTasks"]
