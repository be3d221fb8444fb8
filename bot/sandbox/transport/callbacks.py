"""Addresses that the app is given: response URLs, upload URLs, private file URLs."""

from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from bot.sandbox.errors import SlackError
from bot.sandbox.state import posting
from bot.sandbox.state.context import Context
from bot.sandbox.state.shapes import message_object
from bot.sandbox.state.triggers import ResponseTarget
from bot.sandbox.state.workspace import Json, Message
from bot.sandbox.transport.web_api import bearer, failed
from bot.sandbox.validation.decoding import decode_json
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.normalise import stored_blocks


class Callbacks:
    """Answers at those addresses."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def respond(self, http: HttpRequest) -> Response:
        """A response URL: a new message, or a change of the one that was acted on."""
        failure = self._context.faults.take("response_url")
        if failure:
            return failed(failure)
        try:
            body = decode_json(await http.body())
            blocks = check_message_blocks(body.get("blocks"))
            text = body.get("text") or ""
            if not blocks and not text and not body.get("delete_original"):
                raise SlackError("no_text")
            target = self._context.response_urls.use(http.path_params["key"])
        except SlackError as refused:
            status = 404 if refused.code in ("expired_url", "used_url") else 200
            return JSONResponse(refused.body(), status_code=status)
        self._apply(target, body, text, blocks)
        return PlainTextResponse("ok")

    def _apply(self, target: ResponseTarget, body: Json, text: str, blocks: list[Json] | None) -> None:
        context = self._context
        original = self._original(target)
        if original and body.get("delete_original"):
            posting.delete(context, original)
        elif original and body.get("replace_original"):
            before = message_object(context.workspace, original)
            original.text, original.blocks = text, stored_blocks(blocks) if blocks else None
            if original.ephemeral_to is None:
                original.edited_ts = context.workspace.timestamps.next()
            posting.change(context, original, before)
        elif text or blocks:
            channel = context.workspace.channels[target.channel]
            in_thread = body.get("thread_ts") or (target.thread_ts if target.ephemeral else None)
            posting.answered(
                context, target.user, channel, text, blocks, body.get("response_type"), in_thread
            )

    def _original(self, target: ResponseTarget) -> Message | None:
        channel = self._context.workspace.channels[target.channel]
        if target.message_ts is None:
            return None
        if target.ephemeral:
            return next((each for each in channel.ephemerals if each.ts == target.message_ts), None)
        found = channel.messages.get(target.message_ts)
        return found if found and found.from_bot else None

    async def upload(self, http: HttpRequest) -> Response:
        """The bytes of a file, raw or as a form's `file`; their number must be the one announced."""
        file = self._context.workspace.files.get(http.path_params["file"])
        if file is None or file.completed:
            return PlainTextResponse("not found", status_code=404)
        if http.headers.get("content-type", "").startswith("multipart/form-data"):
            async with http.form() as form:
                parts = [each for each in form.values() if not isinstance(each, str)]
                content = await parts[0].read() if parts else b""
        else:
            content = await http.body()
        if len(content) != file.expected_length:
            return PlainTextResponse("the length differs from the one announced", status_code=400)
        file.content, file.uploaded = content, True
        return PlainTextResponse(f"OK - {len(content)}")

    async def private_file(self, http: HttpRequest) -> Response:
        """A file's bytes for the app; without a right token Slack sends a browser to its sign-in page."""
        workspace = self._context.workspace
        file = workspace.files.get(http.path_params["file"].removeprefix(f"{workspace.team_id}-"))
        allowed = bearer(http) == workspace.app.bot_token and "files:read" in workspace.manifest.scopes
        if failure := self._context.faults.take("files-pri"):
            return failed(failure)
        if file is None or file.deleted:
            return PlainTextResponse("not found", status_code=404)
        if not allowed or not workspace.shows_app(file):
            return RedirectResponse(f"{workspace.public_url}/?redir={http.url.path}", status_code=302)
        return Response(file.content, media_type=file.mimetype)
