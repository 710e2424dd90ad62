"""How the embedded server is set: two cores, a few hundred megabytes, nothing unsafe."""

_SETTINGS = {
    # Durability stays as PostgreSQL ships it; written out so that nobody wonders.
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    # Two cores and a small share of the memory.
    "max_connections": "120",
    "shared_buffers": "'192MB'",
    "effective_cache_size": "'1GB'",
    "work_mem": "'8MB'",
    "maintenance_work_mem": "'96MB'",
    "wal_buffers": "'16MB'",
    "max_wal_size": "'1GB'",
    "min_wal_size": "'80MB'",
    "checkpoint_completion_target": "0.9",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "1",
    "jit": "off",
    # Queues and outbox change all the time; their statistics must keep up.
    "autovacuum_naptime": "'15s'",
    "autovacuum_vacuum_cost_limit": "1000",
    # Personal data must not reach the log: no statements, no parameters, no details of rows.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
    "log_checkpoints": "off",
    "log_line_prefix": "'%m [%p] '",
    "lc_messages": "'C'",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "unix_socket_directories": "''",
    "password_encryption": "'scram-sha-256'",
    "idle_in_transaction_session_timeout": "'60s'",
}

FILE = "hearthline.conf"
INCLUDE = f"""
# Rewritten at every start; ALTER SYSTEM and what follows here win over it.
include '{FILE}'
"""


def text() -> str:
    """The settings as a configuration file."""
    return "".join(f"{name} = {value}\n" for name, value in _SETTINGS.items())
