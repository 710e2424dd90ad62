"""The tables of business: which webhook events came, and how far each key has got."""

from hearthline.platform.db.ddl import isolate, run

revision = "0006"
down_revision: str | None = "0005"


def upgrade() -> None:
    """Make them."""
    run("""
        CREATE TABLE business_event (
            tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid
                REFERENCES tenant (id),
            event_id text NOT NULL,
            event_type text NOT NULL,
            key text NOT NULL,
            sequence bigint NOT NULL,
            received_at timestamptz NOT NULL,
            PRIMARY KEY (tenant_id, event_id)
        )
    """)
    run("CREATE INDEX business_event_age ON business_event (tenant_id, received_at)")
    isolate("business_event")
    run("""
        CREATE TABLE business_event_mark (
            tenant_id uuid NOT NULL DEFAULT current_setting('hearthline.tenant')::uuid
                REFERENCES tenant (id),
            key text NOT NULL,
            event_type text NOT NULL,
            sequence bigint NOT NULL,
            PRIMARY KEY (tenant_id, key, event_type)
        )
    """)
    isolate("business_event_mark")


def downgrade() -> None:
    """Take them away."""
    run("DROP TABLE business_event_mark")
    run("DROP TABLE business_event")
