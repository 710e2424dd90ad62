"""Secrets that are made on this machine once and kept in its data folder."""

import os
import secrets
from pathlib import Path

from hearthline.kernel import Invalid, Words


class SecretDamaged(Invalid):
    """A kept secret is too short to be one; it is not replaced in silence."""

    code = "setting.secret_damaged"
    detail = Words(
        zh="密钥文件 {path} 已损坏，请从备份恢复。",
        en="The secret in {path} is damaged; restore it from a backup.",
    )


def kept_secret(data_dir: Path, name: str) -> str:
    """A random secret in the data folder, made at the first call and readable by us alone.

    Raises SecretDamaged.
    """
    path = data_dir / name
    try:
        return _read_secret(path)
    except FileNotFoundError:
        data_dir.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{name}.{secrets.token_hex(4)}")
    file = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(file, "w") as out:
        out.write(secrets.token_urlsafe(48))
        out.flush()
        os.fsync(out.fileno())
    try:
        # Whoever comes first wins; everybody reads what stands there.
        path.hardlink_to(half)
    except FileExistsError:
        pass
    finally:
        half.unlink()
    return _read_secret(path)


def _read_secret(path: Path) -> str:
    text = path.read_text().strip()
    if len(text) < 32:
        raise SecretDamaged(path=path)
    return text
