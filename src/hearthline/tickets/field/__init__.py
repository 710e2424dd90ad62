"""Field work 现场作业: the tasks of whoever works at the customer's, and what he records there.

A phone may be offline for hours: everything it sends carries a client id and the time by its own
clock, and may be sent again. What cannot be taken is refused in words and kept for the desk.
"""

from hearthline.tickets.field.evidence import FieldEvidence
from hearthline.tickets.field.model import LARGEST_PHOTO_BYTES
from hearthline.tickets.field.records import FieldRecords
from hearthline.tickets.field.service import FieldSync
from hearthline.tickets.field.tasks import FieldTasks

__all__ = ["LARGEST_PHOTO_BYTES", "FieldEvidence", "FieldRecords", "FieldSync", "FieldTasks"]
