"""PostgreSQL run by ourselves: the bundled programs under a small supervisor.

A folder belongs to one supervisor at a time; other processes join the server that runs there.
"""

from hearthline.platform.postgres.binaries import program
from hearthline.platform.postgres.child import ends_with_us
from hearthline.platform.postgres.errors import (
    DiskIsFull,
    FolderInUse,
    FolderNotOurs,
    FolderUnreachable,
    PasswordsLost,
    PortTaken,
    ProgramsMissing,
    ServerDidNotStart,
)
from hearthline.platform.postgres.folder import Endpoints
from hearthline.platform.postgres.lock import FolderLock
from hearthline.platform.postgres.server import EmbeddedPostgres

__all__ = [
    "DiskIsFull",
    "EmbeddedPostgres",
    "Endpoints",
    "FolderInUse",
    "FolderLock",
    "FolderNotOurs",
    "FolderUnreachable",
    "PasswordsLost",
    "PortTaken",
    "ProgramsMissing",
    "ServerDidNotStart",
    "ends_with_us",
    "program",
]
