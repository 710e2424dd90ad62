"""PostgreSQL: sessions made for one tenant, migrations, row-level security.

A query without a tenant cannot be written by accident: tenant tables answer only inside
`Database.session(tenant_id)`, because the server's role cannot bypass row-level security.
"""

from hearthline.platform.db.database import Database, Row, Session
from hearthline.platform.db.errors import (
    DatabaseUnavailable,
    ReplicaIsReadOnly,
    RoleTooPowerful,
)
from hearthline.platform.db.migrate import migrate, migrations_missing

__all__ = [
    "Database",
    "DatabaseUnavailable",
    "ReplicaIsReadOnly",
    "RoleTooPowerful",
    "Row",
    "Session",
    "migrate",
    "migrations_missing",
]
