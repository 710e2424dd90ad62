"""The HTTP application: routes of every slice, health, metrics, and the built pages."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.middleware.gzip import GZipMiddleware

from hearthline.access.api import router as access_routes
from hearthline.assist.api import router as assist_routes
from hearthline.assist.facts.api import router as fact_routes
from hearthline.assist.macros.api import router as macro_routes
from hearthline.business.api import BODY_BYTES as BUSINESS_BODY_BYTES
from hearthline.business.api import router as business_routes
from hearthline.channels.api import router as customer_routes
from hearthline.channels.callback_api import router as own_call_routes
from hearthline.channels.stream import router as customer_stream
from hearthline.conversations.api import router as conversation_routes
from hearthline.conversations.finding.api import router as finding_routes
from hearthline.conversations.looking.api import router as looking_routes
from hearthline.conversations.notes.api import router as note_routes
from hearthline.conversations.uploads import LARGEST_BYTES
from hearthline.conversations.writing.api import router as writing_routes
from hearthline.customers.api import router as customers_routes
from hearthline.customers.joining.api import router as joining_routes
from hearthline.customers.promises.api import router as promise_routes
from hearthline.customers.tags.api import router as tag_routes
from hearthline.dialogue.api import router as dialogue_routes
from hearthline.dialogue.releases.api import router as release_routes
from hearthline.dialogue.releases.archive import MOST_BYTES as LARGEST_ARCHIVE_BYTES
from hearthline.dialogue.releases.example_api import router as example_routes
from hearthline.dialogue.workbench.api import router as workbench_routes
from hearthline.entrypoints.composition import Product, open_product
from hearthline.entrypoints.pages import mount_pages
from hearthline.kernel import SystemClock
from hearthline.knowledge import LARGEST_ITEM_FILE_BYTES
from hearthline.knowledge.api import router as knowledge_routes
from hearthline.knowledge.files.api import router as file_routes
from hearthline.knowledge.graph.api import router as graph_routes
from hearthline.knowledge.graph.compare_api import router as compare_routes
from hearthline.knowledge.help.api import desk_router as help_desk_routes
from hearthline.knowledge.help.api import router as help_routes
from hearthline.knowledge.learning.analytics_api import router as analytics_routes
from hearthline.knowledge.learning.api import router as gap_routes
from hearthline.knowledge.learning.feedback_api import router as feedback_routes
from hearthline.knowledge.learning.log_api import router as question_log_routes
from hearthline.knowledge.life.api import router as life_routes
from hearthline.knowledge.life.bodies import LARGEST_CONTENT_BYTES
from hearthline.knowledge.life.gate_api import router as gate_routes
from hearthline.knowledge.life.shelf_api import router as shelf_routes
from hearthline.knowledge.replica.api import router as replica_routes
from hearthline.knowledge.replica.packing import MOST_BYTES as LARGEST_BUNDLE_BYTES
from hearthline.knowledge.search.api import router as search_routes
from hearthline.knowledge.transfer.api import router as transfer_routes
from hearthline.knowledge.transfer.model import LARGEST_FILE_BYTES
from hearthline.knowledge.trials.api import router as trial_routes
from hearthline.platform.http import BodyLimit, OpenToPages, TrafficLog, install_problems
from hearthline.platform.settings import Settings, load_settings
from hearthline.routing.api import router as routing_routes
from hearthline.routing.callbacks.api import router as call_routes
from hearthline.routing.moves.api import router as move_routes
from hearthline.routing.queues.api import router as queue_routes
from hearthline.routing.settings.api import router as desk_setting_routes
from hearthline.routing.states.api import router as state_routes
from hearthline.routing.storm.api import router as storm_routes
from hearthline.routing.stream import router as desk_stream
from hearthline.routing.supervision.alarm_api import router as alarm_routes
from hearthline.routing.supervision.api import router as supervision_routes
from hearthline.routing.supervision.report_api import router as day_report_routes
from hearthline.routing.supervision.stream import router as wall_stream
from hearthline.routing.wrapup.api import router as wrap_up_routes
from hearthline.tickets import LARGEST_PHOTO_BYTES, LARGEST_SHEET_BYTES
from hearthline.tickets.api import router as ticket_routes
from hearthline.tickets.calendar_api import router as calendar_routes
from hearthline.tickets.exchange.api import router as office_routes
from hearthline.tickets.field.api import desk_router as field_record_routes
from hearthline.tickets.field.api import router as field_routes
from hearthline.tickets.handling.api import router as handling_routes
from hearthline.tickets.incidents.api import router as incident_routes
from hearthline.tickets.tasks.api import router as task_routes
from hearthline.tickets.teams.api import router as team_routes

ROUTERS = (
    customer_routes,
    own_call_routes,
    customer_stream,
    access_routes,
    conversation_routes,
    writing_routes,
    note_routes,
    looking_routes,
    finding_routes,
    desk_stream,
    assist_routes,
    routing_routes,
    state_routes,
    move_routes,
    wrap_up_routes,
    call_routes,
    desk_setting_routes,
    supervision_routes,
    alarm_routes,
    day_report_routes,
    wall_stream,
    storm_routes,
    queue_routes,
    customers_routes,
    tag_routes,
    promise_routes,
    joining_routes,
    fact_routes,
    macro_routes,
    dialogue_routes,
    release_routes,
    example_routes,
    workbench_routes,
    knowledge_routes,
    transfer_routes,
    replica_routes,
    life_routes,
    gate_routes,
    shelf_routes,
    file_routes,
    graph_routes,
    search_routes,
    trial_routes,
    gap_routes,
    feedback_routes,
    analytics_routes,
    question_log_routes,
    compare_routes,
    help_desk_routes,
    help_routes,
    handling_routes,  # before the one ticket by its id
    task_routes,
    team_routes,
    incident_routes,
    office_routes,
    calendar_routes,
    field_routes,
    field_record_routes,
    ticket_routes,
    business_routes,
)
CUSTOMER_PATHS = ("/api/v1/channels/", "/api/v1/conversations/", "/api/v1/files/")
_ENVELOPE_BYTES = 64 * 1024

OpenProduct = Callable[[Settings], AbstractAsyncContextManager[Product]]


def create_app(settings: Settings, open_with: OpenProduct = open_product) -> FastAPI:
    """The application; services are opened when it starts and closed when it ends."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_with(settings) as product:
            app.state.services = product.services
            app.state.product = product
            async with product.serving():
                yield
            app.state.product = None

    app = FastAPI(
        title="Hearthline",
        version="1",
        description="Customer API (tag `customer`) and the desk's own routes.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    install_problems(app)
    for router in ROUTERS:
        app.include_router(router)
    _add_health(app)
    mount_pages(app, settings)
    larger = {
        "/draft": LARGEST_CONTENT_BYTES,
        "/knowledge/articles": LARGEST_CONTENT_BYTES,
        "/bot/releases": LARGEST_ARCHIVE_BYTES + _ENVELOPE_BYTES,
        "/uploads": LARGEST_BYTES + _ENVELOPE_BYTES,
        "/evidence": LARGEST_PHOTO_BYTES + 17 * _ENVELOPE_BYTES,
        "/field/sync": 8 * _ENVELOPE_BYTES,
        "/exchange/intakes": LARGEST_SHEET_BYTES + _ENVELOPE_BYTES,
        "/exchange/intakes/preview": LARGEST_SHEET_BYTES + _ENVELOPE_BYTES,
        "/knowledge/files": LARGEST_ITEM_FILE_BYTES + _ENVELOPE_BYTES,
        "/knowledge/imports": LARGEST_FILE_BYTES + _ENVELOPE_BYTES,
        "/replica/bundles": LARGEST_BUNDLE_BYTES + _ENVELOPE_BYTES,
        "/business/events": BUSINESS_BODY_BYTES + _ENVELOPE_BYTES,
    }
    app.add_middleware(OpenToPages, prefixes=CUSTOMER_PATHS)
    app.add_middleware(BodyLimit, larger=larger)
    app.add_middleware(GZipMiddleware, minimum_size=2048)
    app.add_middleware(TrafficLog, clock=SystemClock())
    return app


def app() -> FastAPI:
    """What uvicorn's worker processes call."""
    return create_app(load_settings())


def _add_health(app: FastAPI) -> None:
    @app.get("/healthz", tags=["health"], operation_id="healthz")
    async def healthz() -> dict[str, str]:
        """The process lives."""
        return {"status": "ok"}

    @app.get("/readyz", tags=["health"], operation_id="readyz")
    async def readyz(response: Response) -> dict[str, object]:
        """It can serve: database migrated and reachable, packs loaded; else what is missing."""
        product: Product | None = getattr(app.state, "product", None)
        missing = await product.missing() if product else ["starting"]
        response.status_code = 503 if missing else 200
        return {"status": "unready", "missing": missing} if missing else {"status": "ok"}

    @app.get("/metrics", tags=["health"], operation_id="metrics", include_in_schema=False)
    async def metrics() -> Response:
        """Measurements as Prometheus text."""
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
