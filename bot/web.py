"""The HTTP side: Slack's requests, health and metrics."""

from collections.abc import Callable, Mapping

from anyio import CapacityLimiter, to_thread
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from slack_bolt import App
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.slack.requests import over_http

REQUESTS_AT_ONCE = 8
"""More threads than this only take the interpreter from one another: the slowest wait half as long again."""

LONGEST_STAMP = 16
"""Digits of a moment in seconds; with hundreds of them it is no number to reckon with."""

LONGEST_TELLING = 2_000_000
"""Bytes of what a tracker tells at once."""

Webhook = Callable[[str, Mapping[str, str], bytes], int]
"""The name in its address, headers in lower case, and the body; answers with a status."""


def web_app(
    app: App,
    *,
    ailments: Callable[[], list[str]] = list,
    problems: Callable[[], list[str]],
    metrics: CollectorRegistry,
    webhook: Webhook | None = None,
) -> Starlette:
    """`POST /slack/events` into Bolt, `POST /trackers/<name>` into the webhook;
    `/healthz` (`ailments()` is empty: it lives), `/readyz` (`problems()` is empty), `/metrics`.

    Bolt's own Starlette adapter runs listeners on the event loop; here each request has a thread,
    and those that find none free wait their turn.
    """

    in_turn = CapacityLimiter(REQUESTS_AT_ONCE)

    async def slack_events(request: Request) -> Response:
        # The address is public: what Bolt would stumble over before it asks who signed it ends here.
        if not _may_be_signed(request.headers):
            return JSONResponse({"error": "invalid request"}, status_code=401)
        body = (await request.body()).decode("utf-8", errors="replace")
        bolt_request = over_http(body, query=request.query_params, headers=request.headers)
        answer = await to_thread.run_sync(app.dispatch, bolt_request, limiter=in_turn)
        response = Response(answer.body, status_code=answer.status)
        for name, values in answer.headers.items():
            for value in values:
                response.headers[name] = value
        return response

    async def trackers(request: Request) -> Response:
        body = b""
        async for piece in request.stream():
            body += piece
            if len(body) > LONGEST_TELLING:
                return Response(status_code=413)
        if webhook is None:
            return Response(status_code=404)
        name = request.path_params["name"]
        status = await to_thread.run_sync(webhook, name, dict(request.headers), body, limiter=in_turn)
        return Response(status_code=status)

    return Starlette(
        routes=[
            Route("/slack/events", slack_events, methods=["POST"]),
            Route("/trackers/{name}", trackers, methods=["POST"]),
            *_watching(ailments=ailments, problems=problems, metrics=metrics),
        ]
    )


def watch_app(
    *, ailments: Callable[[], list[str]], problems: Callable[[], list[str]], metrics: CollectorRegistry
) -> Starlette:
    """What there is for whoever watches, alone: beside Socket Mode, or at an address of its own."""
    return Starlette(routes=_watching(ailments=ailments, problems=problems, metrics=metrics))


def _watching(
    *, ailments: Callable[[], list[str]], problems: Callable[[], list[str]], metrics: CollectorRegistry
) -> list[Route]:
    async def healthz(_request: Request) -> Response:
        found = ailments()
        said = {"status": "ill", "problems": found} if found else {"status": "ok"}
        return JSONResponse(said, status_code=503 if found else 200)

    async def readyz(_request: Request) -> Response:
        found = await run_in_threadpool(problems)
        return JSONResponse({"ready": not found, "problems": found}, status_code=503 if found else 200)

    async def show_metrics(_request: Request) -> Response:
        shown = await run_in_threadpool(generate_latest, metrics)
        return Response(shown, media_type=CONTENT_TYPE_LATEST)

    return [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", show_metrics)]


def _may_be_signed(headers: Headers) -> bool:
    stamp = headers.get("x-slack-request-timestamp", "")
    is_moment = stamp.isdecimal() and len(stamp) <= LONGEST_STAMP
    return is_moment and headers.get("x-slack-signature", "").isascii()
