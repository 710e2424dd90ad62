"""The demo's log-ins: random once, kept in the data folder, printed at every start."""

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

FILE = "demo-logins.json"
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Login:
    """Somebody of the demo who can sign in."""

    username: str
    name: str
    role: str
    password: str = field(repr=False)


def kept_logins(data_dir: Path) -> list[Login]:
    """The log-ins made so far; none before the first start."""
    path = data_dir / FILE
    if not path.exists():
        return []
    return [Login(**entry) for entry in json.loads(path.read_text())]


def make_logins(data_dir: Path, people: Iterable[tuple[str, str, str]]) -> list[Login]:
    """A log-in for each (user name, name, role); passwords made before stay as they are."""
    known = {login.username: login.password for login in kept_logins(data_dir)}
    made = [
        Login(username, name, role, known.get(username) or _password())
        for username, name, role in people
    ]
    half = data_dir / f"{FILE}.half"
    file = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(file, "w") as out:
        json.dump([asdict(login) for login in made], out, ensure_ascii=False)
    half.replace(data_dir / FILE)
    return made


def _password() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
