"""A request of the page: JSON in, and JSON or a refusal in words out."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response

from bot.sandbox.errors import ClientRefusal
from bot.sandbox.state.workspace import Json
from bot.sandbox.validation.decoding import decode_json

Handler = Callable[[HttpRequest], Awaitable[Any]]


async def sent(http: HttpRequest) -> Json:
    """The JSON object that was posted."""
    return decode_json(await http.body())


def guarded(handler: Handler) -> Callable[[HttpRequest], Awaitable[Response]]:
    """A handler whose plain data becomes JSON and whose refusals become errors with their text."""

    async def endpoint(http: HttpRequest) -> Response:
        try:
            answer = await handler(http)
        except ClientRefusal as refused:
            return JSONResponse({"ok": False, "error": refused.text}, status_code=refused.status)
        return answer if isinstance(answer, Response) else JSONResponse(answer)

    return endpoint
