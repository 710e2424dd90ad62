"""Passwords: what makes one acceptable, and argon2id in threads so that nobody waits for it.

Verifying against nobody costs the same time as against somebody, so the time of an answer does
not tell which user names exist.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from hearthline.access.errors import PasswordTooWeak
from hearthline.kernel import Words

T = TypeVar("T")

SHORTEST = 10
LONGEST = 200
_FEWEST_DIFFERENT = 4
_THREADS = 2

# The ones of ten characters and more that head every list of leaked passwords, here and in China.
COMMON = frozenset(
    word
    for line in (
        "0123456789 1234567890 0987654321 9876543210 12345678910 123456789a a123456789",
        "1q2w3e4r5t 1qaz2wsx3edc 1qazxsw23edc qwertyuiop qwerty12345 qwerty123456 asdfghjkl123",
        "abc123456789 abcd123456 abcdef123456 password12 password123 password1234 passw0rd123",
        "p@ssw0rd123 admin12345 admin123456 administrator woaini1314 woaini1314520 5201314520",
        "147258369a 123qweasdzxc qweasdzxc123 aa12345678 a1234567890 iloveyou123 welcome123",
        "letmein1234 changeme123 1111111111 1122334455 1212121212 88888888888 heating123",
    )
    for word in line.split()
)


def password_fault(password: str, username: str) -> Words | None:
    """Why a password is not good enough, or None."""
    lowered = password.lower()
    if len(password) < SHORTEST:
        return Words(
            zh=f"密码至少 {SHORTEST} 个字符，可以用一句容易记的话。",
            en=f"Use at least {SHORTEST} characters; a short sentence is easy to remember.",
        )
    if len(password) > LONGEST:
        return Words(zh=f"密码最多 {LONGEST} 个字符。", en=f"Use at most {LONGEST} characters.")
    if lowered in COMMON or len(set(lowered)) < _FEWEST_DIFFERENT:
        return Words(
            zh="这个密码太常见，容易被猜到，请换一个。", en="This password is easily guessed."
        )
    if len(username) > 2 and username.lower() in lowered:
        return Words(zh="密码里不要含有用户名。", en="Leave the user name out of the password.")
    return None


class Passwords:
    """Hashes and verifies with argon2id (RFC 9106, the profile for little memory)."""

    def __init__(self, *, time_cost: int = 3, memory_kib: int = 65536, lanes: int = 4) -> None:
        """Take the cost: passes over the memory, its size, and parallel lanes."""
        self._hasher = PasswordHasher(
            time_cost=time_cost, memory_cost=memory_kib, parallelism=lanes
        )
        self._nobody = self._hasher.hash("the password of nobody at all")
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="argon2")

    async def hash(self, password: str, *, username: str) -> str:
        """Hash a new password; raises PasswordTooWeak."""
        fault = password_fault(password, username)
        if fault:
            raise PasswordTooWeak(
                why_zh=fault.zh,
                why_en=fault.en,
                errors=[{"pointer": "/password", "detail": fault}],
            )
        return await self._in_thread(self._hasher.hash, password)

    async def verify(self, stored: str | None, password: str) -> bool:
        """Whether the password is the right one; with None it takes as long and is not."""
        return await self._in_thread(self._matches, stored, password)

    def is_outdated(self, stored: str) -> bool:
        """Whether the hash was made at another cost than today's."""
        return self._hasher.check_needs_rehash(stored)

    async def rehash(self, password: str) -> str:
        """Hash a password that was accepted before, at today's cost."""
        return await self._in_thread(self._hasher.hash, password)

    def _matches(self, stored: str | None, password: str) -> bool:
        try:
            self._hasher.verify(stored or self._nobody, password)
        except (VerifyMismatchError, InvalidHashError):
            return False
        return stored is not None

    async def _in_thread(self, work: Callable[..., T], *args: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *args)
