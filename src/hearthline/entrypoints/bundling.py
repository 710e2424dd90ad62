"""`hearthline knowledge bundle`, `receive`, `bundle-key`: from the intranet to the extranet."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from hearthline.entrypoints.base_of_tenant import Base, TenantName, at_base
from hearthline.entrypoints.exchange import signing_keys
from hearthline.entrypoints.terminal import AsJson, Terminal, fail
from hearthline.knowledge import BundleKind, Bundles, Replicas
from hearthline.knowledge.replica.errors import NotFollowing, NothingToSend
from hearthline.knowledge.replica.model import Standing
from hearthline.knowledge.replica.packing import MOST_BYTES
from hearthline.knowledge.replica.sending import MadeBundle


def bundle(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder to write into.")],
    *,
    full: Annotated[
        bool, typer.Option("--full", help="All that may leave, not only what is different.")
    ] = False,
    tenant: TenantName = None,
    as_json: AsJson = False,
) -> None:
    """Write the next signed bundle of what may leave; nothing when nothing has changed.

    Example: hearthline knowledge bundle outbox/
    """
    terminal = Terminal(as_json=as_json)
    kind = BundleKind.FULL if full else BundleKind.INCREMENTAL
    out.mkdir(parents=True, exist_ok=True)

    async def work(base: Base) -> MadeBundle | None:
        bundles = Bundles(base.knowledge, signing_keys(base.settings), base.clock)
        try:
            async with base.database.session(base.tenant_id) as session:
                made = await bundles.make(session, kind)
                # Written before it counts: a bundle that is counted is never missing.
                _write(out / made.file_name, made.content)
                return made
        except NothingToSend:
            return None

    made = at_base(tenant, terminal, work)
    if made is None:
        terminal.say("nothing has changed since the last bundle")
        terminal.result({"number": None})
        return
    path, facts = out / made.file_name, made.bundle
    terminal.say(f"{path}: {facts.items_put} items put, {facts.items_dropped} dropped")
    terminal.result({
        "number": facts.number,
        "kind": facts.kind.value,
        "file": str(path),
        "put": facts.items_put,
        "dropped": facts.items_dropped,
    })  # fmt: skip


def receive(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Bundles, in their order.")],
    *,
    master_key: Annotated[
        str | None, typer.Option(help="The master's public key, for the first bundle.")
    ] = None,
    tenant: TenantName = None,
    as_json: AsJson = False,
) -> None:
    """Verify bundles and apply them; the tenant becomes a read-only replica with the first.

    Example: hearthline knowledge receive knowledge-000001-full.hlkb
    """
    terminal = Terminal(as_json=as_json)
    contents = [(path, _read(path)) for path in files]

    async def work(base: Base) -> Standing:
        replicas = Replicas(base.knowledge, base.clock)
        key = master_key or base.settings.knowledge.master_key
        standing = None
        for path, content in contents:
            async with base.database.session(base.tenant_id) as session:
                if key is not None:
                    await replicas.follow(session, key)
                standing = await replicas.receive(session, content)
            terminal.say(f"{path}: bundle {standing.number}, {standing.items} items")
        if standing is None:
            raise NotFollowing
        return standing

    standing = at_base(tenant, terminal, work)
    terminal.result({"number": standing.number, "items": standing.items})


def bundle_key(tenant: TenantName = None) -> None:
    """Print the public key that a replica verifies bundles with, and nothing else.

    Example: hearthline knowledge bundle-key
    """

    async def work(base: Base) -> str:
        return signing_keys(base.settings).public(base.tenant_id)

    sys.stdout.write(at_base(tenant, Terminal(as_json=True), work) + "\n")


def _write(path: Path, content: bytes) -> None:
    partial = path.with_suffix(".part")
    partial.write_bytes(content)
    partial.replace(path)


def _read(path: Path) -> bytes:
    if not path.is_file():
        fail(f"{path}: no such file")
    if path.stat().st_size > MOST_BYTES:
        fail(f"{path}: larger than any bundle")
    return path.read_bytes()
