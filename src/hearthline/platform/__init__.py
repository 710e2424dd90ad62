"""Technology without trade: database, streams, outbox, jobs, HTTP, logs, secrets, settings."""
