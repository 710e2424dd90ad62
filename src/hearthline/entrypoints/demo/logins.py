"""The demo's log-ins: random once, kept in the data folder, printed at every start."""

import json
import os
import secrets
from pathlib import Path

FILE = "demo-logins.json"
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 12


def kept_passwords(data_dir: Path, usernames: list[str]) -> dict[str, str]:
    """A password for each user name; those made before stay as they are."""
    path = data_dir / FILE
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    all_of_them = {name: known.get(name) or _password() for name in usernames}
    if all_of_them != known:
        half = path.with_name(f"{FILE}.half")
        file = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(file, "w") as out:
            json.dump(all_of_them, out)
        half.replace(path)
    return all_of_them


def _password() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
