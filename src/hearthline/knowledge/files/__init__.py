"""Files that items have attached: kept, given to staff, shown to the public while in force."""

from hearthline.knowledge.files.errors import FileUnknown
from hearthline.knowledge.files.jobs import file_jobs
from hearthline.knowledge.files.kinds import told_kind, told_size
from hearthline.knowledge.files.model import LARGEST_BYTES, FileId, KeptFile
from hearthline.knowledge.files.service import ItemFiles
from hearthline.knowledge.files.serving import holds_already, served

__all__ = [
    "LARGEST_BYTES",
    "FileId",
    "FileUnknown",
    "ItemFiles",
    "KeptFile",
    "file_jobs",
    "holds_already",
    "served",
    "told_kind",
    "told_size",
]
