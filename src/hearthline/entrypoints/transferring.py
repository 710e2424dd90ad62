"""`hearthline knowledge export` and `import`: the base as a folder of files, out and in."""

import asyncio
import io
import tempfile
import zipfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from hearthline.access import Permission, Staff
from hearthline.access.store import StaffStore
from hearthline.entrypoints.base_of_tenant import Base, TenantName, at_base
from hearthline.entrypoints.terminal import BAD_OUTCOME, BAD_USAGE, AsJson, Terminal, fail
from hearthline.knowledge import (
    Draft,
    Exports,
    ImportFiles,
    ImportReading,
    Imports,
    Isolation,
    Judging,
)
from hearthline.knowledge.transfer import Publishing
from hearthline.knowledge.transfer.codec import MemberWrong
from hearthline.knowledge.transfer.exporting import Form
from hearthline.knowledge.transfer.judging import draft_from, slug_of
from hearthline.knowledge.transfer.model import Parsed, Place, Reading, Trouble
from hearthline.knowledge.transfer.rendering import folder_of
from hearthline.knowledge.transfer.store import ImportStore
from hearthline.platform.settings import terminal_locale

_MOST_FILES: Final = 2_000
_MOST_BYTES: Final = 20 * 1024 * 1024
_SHOWN: Final = 50
_STEP: Final = 500
_PIECE: Final = 1 << 20


def export_base(
    out: Annotated[
        Path, typer.Argument(metavar="DIR", help="A new or empty folder, or FILE.xlsx.")
    ],
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what is not published, by its newest version.")
    ] = False,
    tenant: TenantName = None,
    as_json: AsJson = False,
) -> None:
    """Write the whole base as a folder of Markdown, which `import` reads back exactly.

    Example: hearthline knowledge export base/
    """
    terminal = Terminal(as_json=as_json)
    is_table = out.suffix.lower() == ".xlsx"
    if out.exists() and (is_table or not out.is_dir() or any(out.iterdir())):
        fail(f"{out}: there is something already; name a new or empty folder")

    async def work(base: Base) -> int:
        exports = Exports(base.database)
        drafts = await exports.drafts(base.tenant_id, published_only=not everything)
        if is_table:
            _, content = await exports.file(drafts, Form.WORKBOOK)
            out.write_bytes(content)
        else:
            _write_folder(out, drafts, terminal)
        return len(drafts)

    count = at_base(tenant, terminal, work)
    terminal.say(f"{count} items → {out}")
    terminal.result({"n": count, "out": str(out)})
    if not count:
        raise typer.Exit(BAD_OUTCOME)


def import_base(  # noqa: PLR0913  # a command's options
    path: Annotated[Path, typer.Argument(metavar="DIR", help="A folder, or one file.")],
    *,
    writer: Annotated[
        str | None, typer.Option("--as", metavar="LOGIN", help="Make drafts in this name.")
    ] = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="Put everything in force at once, unreviewed.")
    ] = False,
    domain: Annotated[
        str, typer.Option(help="Trade of items that do not say theirs, such as heating.")
    ] = "",
    check: Annotated[bool, typer.Option("--check", help="Only say what is wrong.")] = False,
    tenant: TenantName = None,
    as_json: AsJson = False,
) -> None:
    """Read documents into the base; when anything is wrong with one, nothing is stored.

    Example: hearthline knowledge import base/ --publish
    """
    terminal = Terminal(as_json=as_json)
    if not path.exists():
        fail(f"{path}: no such file or folder")
    if not check and (writer is None) == (not publish):
        fail("say either --as LOGIN for drafts to be reviewed, or --publish")

    async def work(base: Base) -> dict[str, Any]:
        with _archives(path) as archives:
            drafts = await _read_all(base, archives, domain, terminal)
            if check:
                return {"n": len(drafts)}
            if writer is None:
                return await _publish(base, drafts, path.name)
            return await _draft(base, archives, await _staff(base, writer), domain)

    facts = at_base(tenant, terminal, work)
    terminal.say(", ".join(f"{name} {count}" for name, count in facts.items()))
    terminal.result(facts)


def _write_folder(out: Path, drafts: Sequence[Draft], terminal: Terminal) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with terminal.progress("export", len(drafts)) as steps:
        for name, content in folder_of(drafts):
            target = out / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            steps.step()


@contextmanager
def _archives(path: Path) -> Iterator[list[tuple[str, Path]]]:
    """The file, or a folder as archives that are small enough to be read at once."""
    if path.is_file():
        yield [(path.name, path)]
        return
    with tempfile.TemporaryDirectory(prefix="hearthline-import-") as folder:
        made = []
        for number, content in enumerate(_packed(path), start=1):
            target = Path(folder) / str(number)
            target.write_bytes(content)
            made.append((f"{path.resolve().name}-{number}.zip", target))
        yield made


def _packed(folder: Path) -> Iterator[bytes]:
    buffer, count, size = io.BytesIO(), 0, 0
    archive = zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED)
    for path in sorted(folder.rglob("*")):
        below = path.relative_to(folder)
        if not path.is_file() or any(part.startswith(".") for part in below.parts):
            continue
        if count and (count >= _MOST_FILES or size + path.stat().st_size > _MOST_BYTES):
            archive.close()
            yield buffer.getvalue()
            buffer, count, size = io.BytesIO(), 0, 0
            archive = zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED)
        archive.write(path, below.as_posix())
        count, size = count + 1, size + path.stat().st_size
    archive.close()
    if count:
        yield buffer.getvalue()


async def _read_all(
    base: Base, archives: Sequence[tuple[str, Path]], domain: str, terminal: Terminal
) -> list[Draft]:
    """Every item as a draft; ends the program when anything is wrong with one of them."""
    isolation = Isolation(tesseract=base.settings.knowledge.tesseract)
    reading = Reading()
    with terminal.progress("read", len(archives)) as steps:
        for name, path in archives:
            reading += await isolation.read(path, name)
            steps.step()
    troubles = [*reading.troubles, *(one for item in reading.items for one in item.troubles)]
    drafts: dict[str, Draft] = {}
    for begin in range(0, len(reading.items), _STEP):
        some = reading.items[begin : begin + _STEP]
        troubles += await _add_drafts(base, some, domain, drafts)
    _tell(troubles, terminal)
    return list(drafts.values())


async def _add_drafts(
    base: Base, items: Sequence[Parsed], domain: str, drafts: dict[str, Draft]
) -> list[Trouble]:
    """Make drafts of some items, over what the base knows of them; what is wrong is given back."""
    store, troubles = ImportStore(), []
    async with base.database.session(base.tenant_id) as session:
        by_title = await store.slugs_by_title(session, [one.title for one in items])
        slugs = [slug_of(one, domain, by_title) for one in items]
        known = await store.known(session, slugs)
    for item, slug in zip(items, slugs, strict=True):
        before = known.get(slug)
        try:
            draft = draft_from(
                item, slug, None if before is None else before.draft, at=base.clock.now()
            )
        except MemberWrong as wrong:
            details = {"member": wrong.member, "why": wrong.why}
            troubles.append(Trouble("member_wrong", item.file, item.place, details))
            continue
        if slug in drafts:
            troubles.append(Trouble("twice_in_file", item.file, item.place, {"place": slug}))
        drafts[slug] = draft
    return troubles


def _tell(troubles: Sequence[Trouble], terminal: Terminal) -> None:
    """One line a trouble: which file, where, what, how to mend it."""
    faults = [one for one in troubles if not one.is_warning]
    for trouble in [*faults, *(one for one in troubles if one.is_warning)][:_SHOWN]:
        locale = terminal_locale()
        place = "" if trouble.place == Place() else f" {trouble.place.told().in_(locale)}"
        words = f"{trouble.what.in_(locale)} → {trouble.mend.in_(locale)}"
        terminal.aside(f"{trouble.file}{place}: {words}")
    if faults:
        fail(f"{len(faults)} faults; nothing was stored", BAD_USAGE)


async def _publish(base: Base, drafts: Sequence[Draft], what: str) -> dict[str, Any]:
    async with base.database.session(base.tenant_id) as session:
        publishing = Publishing(base.knowledge, base.clock)
        done = await publishing.publish(session, drafts, what=what)
    return {"n": len(drafts), "added": done.added, "changed": done.changed, "same": done.same}


async def _draft(
    base: Base, archives: Sequence[tuple[str, Path]], by: Staff, domain: str
) -> dict[str, Any]:
    """Make drafts by the same way as the desk, so that it can be seen and undone there."""
    files = ImportFiles(base.settings.data.dir / "imports")
    judging = Judging(base.knowledge, base.clock)
    imports = Imports(
        base.database, base.clock, judging=judging, editing=base.editing(), files=files
    )
    reading = ImportReading(
        base.database,
        base.clock,
        judging=judging,
        files=files,
        isolation=Isolation(tesseract=base.settings.knowledge.tesseract),
    )
    drafted = skipped = 0
    for name, path in archives:
        given = await imports.take(base.tenant_id, _pieces(path), name=name, domain=domain, by=by)
        await reading.read_all(base.tenant_id)
        async with base.database.session(base.tenant_id) as session:
            picked = await imports.picked_count(session, given.id)
            if picked:
                applied = await imports.apply(session, given.id, by=by)
                drafted += applied.done
                skipped += len(applied.skipped)
    return {"drafted": drafted, "skipped": skipped}


async def _pieces(path: Path) -> AsyncIterator[bytes]:
    content = await asyncio.to_thread(path.read_bytes)
    for begin in range(0, len(content), _PIECE):
        yield content[begin : begin + _PIECE]


async def _staff(base: Base, login: str) -> Staff:
    async with base.database.session(base.tenant_id) as session:
        found = await StaffStore().find(session, login)
    if found is None:
        fail(f"there is nobody with the log-in {login}")
    if not found[0].is_active or not found[0].may(Permission.KNOWLEDGE_EDIT):
        fail(f"{login} may not write knowledge")
    return found[0]
