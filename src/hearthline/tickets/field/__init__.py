"""Field work 现场作业: the tasks of whoever works at the customer's, and what he records there.

A phone may be offline for hours: everything it sends carries a client id and the time by its own
clock, and may be sent again. What cannot be taken is refused in words and kept for the desk.
"""

from hearthline.tickets.field.evidence import FieldEvidence

__all__ = ["FieldEvidence"]
