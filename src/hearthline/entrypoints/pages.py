"""The built widget, console and field page, and the demo company's page."""

from pathlib import Path

from fastapi import FastAPI, Response
from fastapi.responses import FileResponse, RedirectResponse
from starlette.exceptions import HTTPException

from hearthline.entrypoints.demo.page import router as demo_page
from hearthline.platform.settings import Settings

_SHIPPED = Path(__file__).parents[1] / "web"
_CHECKOUT = Path(__file__).parents[3] / "web"
_SCRIPTS = {"loader.js", "panel.js"}
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
CONSOLE_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)

FIELD_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
_FIELD_HEADERS = {
    "Cache-Control": _ASK_AGAIN,
    "Content-Security-Policy": FIELD_POLICY,
    "Permissions-Policy": "geolocation=(self), camera=(self)",
}


def web_home(settings: Settings) -> Path:
    """The folder of the built pages: the one set, the one shipped, or the checkout's."""
    if settings.server.web_dir:
        return settings.server.web_dir
    return _SHIPPED if _SHIPPED.is_dir() else _CHECKOUT


def mount_pages(app: FastAPI, settings: Settings) -> None:
    """Serve the widget, the console, the field page and, in a demo, the company's page."""
    home = web_home(settings)

    @app.get("/", include_in_schema=False)
    async def front() -> RedirectResponse:
        """The demo's page, or the console."""
        return RedirectResponse("/demo" if settings.server.demo else "/console/")

    @app.get("/widget/{name}", include_in_schema=False)
    async def widget(name: str) -> FileResponse:
        """A script of the widget, for any page of the operator."""
        if name not in _SCRIPTS and not name.endswith(".js"):
            raise HTTPException(404)
        headers = {"Access-Control-Allow-Origin": "*", "Cache-Control": _ASK_AGAIN}
        return _file(home / "widget" / "dist", name, headers)

    @app.get("/console/{path:path}", include_in_schema=False)
    async def console(path: str) -> Response:
        """The console; every address of its own is its first page."""
        built = home / "console" / "dist"
        if path.startswith("assets/"):
            return _file(built, path, {"Cache-Control": _FOR_EVER})
        if path and "." in path:
            return _file(built, path, {"Cache-Control": _ASK_AGAIN})
        headers = {"Cache-Control": _ASK_AGAIN, "Content-Security-Policy": CONSOLE_POLICY}
        return _file(built, "index.html", headers)

    _mount_field(app, home / "field" / "dist")
    if settings.server.demo:
        app.include_router(demo_page)


def _mount_field(app: FastAPI, built: Path) -> None:
    @app.get("/field/{path:path}", include_in_schema=False)
    async def field(path: str) -> Response:
        """The page of field staff; it keeps its own files on the phone."""
        if path.startswith("assets/"):
            return _file(built, path, {"Cache-Control": _FOR_EVER})
        return _file(built, path if "." in path else "index.html", _FIELD_HEADERS)


def _file(home: Path, name: str, headers: dict[str, str]) -> FileResponse:
    path = (home / name).resolve()
    if not path.is_relative_to(home.resolve()) or not path.is_file():
        raise HTTPException(404, "not built, or no such file; run `make install`")
    return FileResponse(path, headers=headers | {"X-Content-Type-Options": "nosniff"})
