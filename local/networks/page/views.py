"""The page's addresses: the feed at /, the form it sends, and the pictures."""

from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from local.networks.page.commenting import comment
from local.networks.page.feed import feed
from local.networks.people import CITIZENS, PEOPLE_BY_KEY, Person
from local.networks.state import NETWORKS
from local.networks.world import World

MAX_TEXT = 70_000
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}

_TEMPLATES = Environment(
    loader=PackageLoader("local.networks.page"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class Page:
    """Answers a person's browser."""

    def __init__(self, world: World) -> None:
        """Take the world to show."""
        self.world = world

    async def show(self, request: Request) -> Response:
        """Show the feed, as the citizen chosen in the address."""
        citizen = _citizen(request.query_params.get("ciudadano", ""))
        return HTMLResponse(await run_in_threadpool(self._render, citizen, None, ""), headers=HEADERS)

    async def send(self, request: Request) -> Response:
        """Comment, then show the feed at the post."""
        if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return Response("Solo desde esta página.", 403, media_type="text/plain")
        form = {name: str(value) for name, value in (await request.form()).items()}
        citizen, network = _citizen(form.get("ciudadano", "")), form.get("red", "")
        text = form.get("texto", "").replace("\r\n", "\n")[:MAX_TEXT]
        if network not in NETWORKS:
            return Response("No existe esa red.", 400, media_type="text/plain")
        problem = await run_in_threadpool(comment, self.world, citizen, network, form.get("id", ""), text)
        if problem is None:
            address = f"/?{urlencode({'ciudadano': citizen.key})}#e-{form.get('ancla', '')}"
            return RedirectResponse(address, status_code=303, headers=HEADERS)
        return HTMLResponse(await run_in_threadpool(self._render, citizen, problem, text), 400, headers=HEADERS)

    async def picture(self, request: Request) -> Response:
        """Give the bytes of a picture."""
        picture = self.world.state.pictures.get(request.path_params["sha256"])
        if picture is None:
            return Response("No existe esa imagen.", 404, media_type="text/plain")
        return Response(picture.content, media_type=picture.mime_type, headers=HEADERS)

    def _render(self, citizen: Person, problem: str | None, text: str) -> str:
        with self.world.lock:
            networks = feed(self.world)
        template = _TEMPLATES.get_template("feed.html")
        return template.render(networks=networks, citizens=CITIZENS, citizen=citizen, problem=problem, text=text)


def page_routes(world: World) -> list[Route]:
    """Give the routes of the page."""
    page = Page(world)
    return [
        Route("/", page.show, methods=["GET"]),
        Route("/comentar", page.send, methods=["POST"]),
        Route("/_media/{sha256}", page.picture, methods=["GET"]),
    ]


def _citizen(key: str) -> Person:
    person = PEOPLE_BY_KEY.get(key)
    return person if person and not person.is_us else CITIZENS[0]
