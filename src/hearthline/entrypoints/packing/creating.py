"""Makes a new pack from the template: small, complete, and sound from the first moment."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hearthline.kernel import Conflict, Invalid, Words

TEMPLATE: Final = Path(__file__).parent / "template"
BASE: Final = "common"
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{1,30}\Z")
_TITLE: Final = re.compile(r"[^\s{}\[\]:,#&*!|>'\"%@`][^{}\[\]:,#\n\"]{0,30}\Z")


class FolderIsTaken(Conflict):
    """There is something in the folder already."""

    code = "pack.folder_is_taken"
    detail = Words(
        zh="{folder} 里已有文件，请换一个文件夹。", en="{folder} holds files; name another folder."
    )


class NameUnfit(Invalid):
    """A name that files and flows cannot have."""

    code = "pack.name_unfit"
    detail = Words(
        zh="“{name}”不能用：用小写字母、数字和下划线，以字母开头。",
        en="`{name}` cannot be used: lower-case letters, digits and `_`, a letter first.",
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the new pack is called."""

    name: str
    domain: str
    title: str

    def __post_init__(self) -> None:
        """Raise NameUnfit for what would make a broken file."""
        for name in (self.name, self.domain):
            if not _NAME.match(name):
                raise NameUnfit(name=name)
        if not _TITLE.match(self.title):
            raise NameUnfit(name=self.title)


def create(folder: Path, wanted: Wanted, base: Path) -> list[Path]:
    """Write the pack, and beside it the base if there is none; the files that were written.

    Raises FolderIsTaken.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderIsTaken(folder=str(folder))
    written: list[Path] = []
    beside = folder.resolve().parent / BASE
    if not beside.exists():
        shutil.copytree(base, beside)
        written += [path for path in beside.rglob("*") if path.is_file()]
    for source in sorted(TEMPLATE.rglob("*")):
        if source.is_file():
            target = folder / source.relative_to(TEMPLATE)
            target.parent.mkdir(parents=True, exist_ok=True)
            text = source.read_text(encoding="utf-8")
            target.write_text(_filled(text, wanted, folder), encoding="utf-8")
            written.append(target)
    return written


def _filled(text: str, wanted: Wanted, folder: Path) -> str:
    gaps = {
        "@NAME@": wanted.name,
        "@DOMAIN@": wanted.domain,
        "@TITLE@": wanted.title,
        "@TITLE_EN@": wanted.name.replace("_", " ").capitalize(),
        "@FOLDER@": str(folder),
    }
    for gap, value in gaps.items():
        text = text.replace(gap, value)
    return text
