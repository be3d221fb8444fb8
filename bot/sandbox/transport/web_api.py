"""The Web API over HTTP: arguments, tokens, scopes, limits, faults, then the method."""

import asyncio
from collections.abc import Callable
from typing import Any

from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response

from bot.sandbox.errors import SlackError, missing_field
from bot.sandbox.methods.access import need_scope
from bot.sandbox.methods.arguments import Request
from bot.sandbox.methods.chat import Ratelimited
from bot.sandbox.methods.table import METHODS, Method
from bot.sandbox.state.context import Call, Context
from bot.sandbox.state.faults import PlannedFailure
from bot.sandbox.state.workspace import Json
from bot.sandbox.validation.decoding import decode_json

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


class WebApi:
    """Answers `POST /api/<method>`."""

    def __init__(self, context: Context, drop: Callable[[HttpRequest], None]) -> None:
        self._context = context
        self._drop = drop

    async def endpoint(self, http: HttpRequest) -> Response:
        """One call."""
        name = http.path_params["method"]
        faults = self._context.faults
        if faults.latency_seconds:
            await asyncio.sleep(faults.latency_seconds)
        arguments, token, is_json = await read_arguments(http)
        failure = faults.take(name)
        if failure and not failure.drop:
            self._note(name, arguments, noted(failure))
            return failed(failure)
        response = self._answer(name, arguments, token, is_json=is_json)
        if failure:
            self._drop(http)
        return response

    def _answer(self, name: str, arguments: Json, token: str | None, *, is_json: bool) -> Response:
        try:
            body = {"ok": True, **self._run(name, arguments, token, is_json=is_json)}
        except Ratelimited as limited:
            self._note(name, arguments, limited.code)
            return too_many(limited.retry_after)
        except SlackError as refused:
            self._note(name, arguments, refused.code)
            return JSONResponse(refused.body())
        self._note(name, arguments, None)
        # Slack names what the bot's token may do with every answer to it.
        workspace = self._context.workspace
        is_bots = token == workspace.app.bot_token
        scopes = {"x-oauth-scopes": ",".join(sorted(workspace.manifest.scopes))} if is_bots else {}
        return JSONResponse(body, headers=scopes)

    def _run(self, name: str, arguments: Json, token: str | None, *, is_json: bool) -> Json:
        method = METHODS.get(name)
        if method is None:
            raise SlackError("unknown_method", req_method=name)
        self._check_token(method, token)
        wait = self._context.limits.refusal(name, method.tier)
        if wait:
            raise Ratelimited(wait)
        given = arguments if method.takes_json or not is_json else {}
        request = Request(self._context, given)
        need_scope(request, *method.scopes)
        for required in method.required:
            if not request.has(required):
                raise missing_field(required)
        return method.run(request)

    def _check_token(self, method: Method, token: str | None) -> None:
        if method.token == "none":
            return
        if not token:
            raise SlackError("not_authed")
        app = self._context.workspace.app
        kinds = {app.bot_token: "bot", app.app_token: "app"}
        if token not in kinds:
            raise SlackError("invalid_auth")
        if method.token not in ("any", kinds[token]):
            raise SlackError("not_allowed_token_type")

    def _note(self, name: str, arguments: Json, error: str | None) -> None:
        self._context.calls.append(Call(name, arguments, error, self._context.workspace.timestamps.now()))


async def read_arguments(http: HttpRequest) -> tuple[Json, str | None, bool]:
    """Arguments, token, and whether they came as JSON.

    A token stands in the header or in a form's body: never in the address, nor in a JSON body.
    """
    content_type = http.headers.get("content-type", "").partition(";")[0].strip()
    arguments: Json = dict(http.query_params)
    arguments.pop("token", None)
    token = bearer(http)
    if content_type == "application/json":
        sent = decode_json(await http.body())
        return {**arguments, **{key: each for key, each in sent.items() if key != "token"}}, token, True
    if content_type in FORM_TYPES:
        async with http.form() as form:
            fields: dict[str, Any] = {key: each for key, each in form.items() if isinstance(each, str)}
        token = token or fields.get("token")
        return {**arguments, **{key: each for key, each in fields.items() if key != "token"}}, token, False
    return arguments, token, False


def bearer(http: HttpRequest) -> str | None:
    """The token of the Authorization header."""
    scheme, _, token = http.headers.get("authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def failed(failure: PlannedFailure) -> Response:
    """The answer of a switched-on fault."""
    if failure.status == 429:
        return too_many(failure.retry_after)
    return JSONResponse({"ok": False, "error": failure.error}, status_code=failure.status)


def noted(failure: PlannedFailure) -> str:
    """How a switched-on fault is written down for assertions."""
    if failure.status == 429:
        return "ratelimited"
    return failure.error if failure.status == 200 else f"http_{failure.status}"


def too_many(retry_after: int) -> Response:
    """HTTP 429 as Slack sends it."""
    return JSONResponse(
        {"ok": False, "error": "ratelimited"}, status_code=429, headers={"retry-after": str(retry_after)}
    )
