"""Becomes another program: drops root, asks to be told of the parent's death, executes it.

Run as a script of its own, because doing this between fork and exec is unsafe in a process
with threads. Arguments: parent's pid, uid, gid (-1: stay who we are), program, arguments.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
_PARENT_IS_GONE = 3


def main(parent: int, command: list[str], *, uid: int, gid: int) -> None:
    """Never returns."""
    if uid >= 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if sys.platform == "linux":
        # After the change of user, which would clear it. SIGINT: PostgreSQL's fast shutdown.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0)
        if os.getppid() != parent:
            sys.exit(_PARENT_IS_GONE)
    os.umask(0o077)
    os.execv(command[0], command)  # noqa: S606  # becoming that program is the purpose


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[4:], uid=int(sys.argv[2]), gid=int(sys.argv[3]))
