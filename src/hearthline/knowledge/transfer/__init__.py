"""Documents in and out: files read into items, seen before they are stored, and written again."""

from hearthline.knowledge.transfer.exporting import Exports
from hearthline.knowledge.transfer.files import ImportFiles
from hearthline.knowledge.transfer.gathering import ImportReading, Judging
from hearthline.knowledge.transfer.isolation import Isolation, ReadingLimits
from hearthline.knowledge.transfer.jobs import transfer_jobs
from hearthline.knowledge.transfer.model import LARGEST_FILE_BYTES
from hearthline.knowledge.transfer.publishing import Publishing
from hearthline.knowledge.transfer.service import Imports

__all__ = [
    "LARGEST_FILE_BYTES",
    "Exports",
    "ImportFiles",
    "ImportReading",
    "Imports",
    "Isolation",
    "Judging",
    "Publishing",
    "ReadingLimits",
    "transfer_jobs",
]
