"""`hearthline simulate-business`: the simulator of a utility's business systems alone."""

from typing import Annotated

import typer

from hearthline.entrypoints.ports import refuse_taken_port
from hearthline.entrypoints.simulator import BASE, SimulatorSettings, run
from hearthline.entrypoints.terminal import Terminal
from hearthline.platform.log import configure_log
from hearthline.platform.settings import load_settings

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_HOST = "127.0.0.1"
_PROOF_ABOVE = "L3"  # the demo signs its visitors in at any level


@app.command(name="simulate-business")
def simulate(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")],
    *,
    webhook_url: Annotated[
        str | None, typer.Option(help="Where signed events go: …/api/v1/business/events")
    ] = None,
) -> None:
    """Run the simulator of a utility's business systems, with a small town of data.

    Token and webhook secret are HEARTHLINE_BUSINESS_TOKEN and HEARTHLINE_BUSINESS_WEBHOOK_SECRET,
    else those kept in the data folder.

    Example: hearthline simulate-business --port 8090
    """
    settings = load_settings()
    configure_log(as_json=settings.log.json_lines, level=settings.log.level)
    refuse_taken_port(_HOST, port)
    Terminal().aside(f"http://{_HOST}:{port}{BASE}   (operations page: http://{_HOST}:{port}/)")
    run(
        SimulatorSettings(
            token=settings.business_token(),
            data_dir=settings.data.dir / "simulator",
            webhook_url=webhook_url,
            webhook_secret=settings.webhook_secret(),
            proof_above=_PROOF_ABOVE,
        ),
        port,
        host=_HOST,
    )
