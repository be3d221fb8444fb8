"""What answers over HTTP while Steward still waits for what it needs."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send


class Front:
    """Alive and not ready, for the reason in `waits_for`, until `behind` answers in its place. Slack is told
    to come again.
    """

    def __init__(self) -> None:
        self.waits_for = "start"
        self.behind: ASGIApp = Starlette(
            routes=[
                Route("/healthz", self._healthz),
                Route("/readyz", self._readyz),
                Route("/slack/events", self._readyz, methods=["POST"]),
            ]
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.behind(scope, receive, send)

    async def _healthz(self, _request: Request) -> JSONResponse:
        return JSONResponse({"status": "ok"})

    async def _readyz(self, _request: Request) -> JSONResponse:
        return JSONResponse({"ready": False, "problems": [self.waits_for]}, status_code=503)
