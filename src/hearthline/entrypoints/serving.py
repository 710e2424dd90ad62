"""`hearthline serve`: the HTTP server of one process; run several behind a proxy for more."""

import resource
from typing import Annotated

import typer
import uvicorn

from hearthline.entrypoints.database import database_of
from hearthline.entrypoints.ports import refuse_taken_port
from hearthline.entrypoints.server import create_app
from hearthline.entrypoints.terminal import Terminal
from hearthline.platform.log import configure_log
from hearthline.platform.settings import Settings, load_settings

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_BACKLOG = 4096
_PING_EVERY_SECONDS = 20.0
_STOP_PATIENCE_SECONDS = 10
_KEEP_ALIVE_SECONDS = 75  # longer than the proxies before us keep theirs
_LARGEST_FRAME_BYTES = 64 * 1024


@app.command()
def serve(
    *,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port.")] = None,
) -> None:
    """Run the server: API, widget, console. Set by HEARTHLINE_* variables.

    Run `hearthline migrate` before it and `hearthline worker` beside it.

    Example: hearthline serve --host 0.0.0.0 --port 8080
    """
    settings = load_settings()
    configure_log(as_json=settings.log.json_lines, level=settings.log.level)
    at = (host or settings.server.host, port or settings.server.port)
    refuse_taken_port(*at)
    allow_many_sockets()
    with database_of(settings, Terminal().aside) as database:
        run(settings.at_database(database.app_url), at)


def run(settings: Settings, at: tuple[str, int]) -> None:
    """Serve until SIGTERM or Ctrl-C, then let running requests end."""
    config = uvicorn.Config(
        create_app(settings),
        host=at[0],
        port=at[1],
        backlog=_BACKLOG,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        ws="websockets-sansio",
        ws_max_size=_LARGEST_FRAME_BYTES,
        ws_ping_interval=_PING_EVERY_SECONDS,
        ws_per_message_deflate=False,  # its buffers would be most of a socket's memory
        timeout_graceful_shutdown=_STOP_PATIENCE_SECONDS,
    )
    uvicorn.Server(config).run()


def allow_many_sockets() -> None:
    """Lift the soft limit of open files to the hard one: every customer is an open socket."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
