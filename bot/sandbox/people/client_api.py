"""The client API: what the page and the driver speak; JSON under /client."""

from starlette.requests import Request as HttpRequest
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.sandbox.errors import ClientRefusal
from bot.sandbox.people import client_views, composer, entry_points, interactions, submission
from bot.sandbox.people.controls import Controls
from bot.sandbox.people.guide import GuideKeeper
from bot.sandbox.people.requests import Handler, guarded, sent
from bot.sandbox.people.seat import Seat, seat_of
from bot.sandbox.state import events, posting
from bot.sandbox.state.context import Context
from bot.sandbox.state.workspace import Json


class ClientApi:
    """One handler per address; a ClientRefusal becomes `{ok: false, error}`."""

    def __init__(self, context: Context, guide: GuideKeeper) -> None:
        self._context = context
        self._guide = guide

    def routes(self) -> list[Route]:
        """Every address under /client that is asked, not listened to."""
        table = [*Controls(self._context).handlers(), *self._handlers()]
        return [Route(path, guarded(handler), methods=[method]) for method, path, handler in table]

    def _handlers(self) -> list[tuple[str, str, Handler]]:
        return [
            ("GET", "/client/files/{file}", self.file),
            ("GET", "/client/{user}/boot", self.boot),
            ("GET", "/client/{user}/guide", self.guide),
            ("GET", "/client/{user}/conversations", self.conversations),
            ("GET", "/client/{user}/messages", self.messages),
            ("POST", "/client/{user}/messages", self.say),
            ("POST", "/client/{user}/messages/edit", self.edit),
            ("POST", "/client/{user}/messages/delete", self.delete),
            ("POST", "/client/{user}/commands", self.command),
            ("POST", "/client/{user}/shortcuts", self.shortcut),
            ("POST", "/client/{user}/files", self.upload),
            ("POST", "/client/{user}/files/delete", self.delete_file),
            ("POST", "/client/{user}/actions", self.act),
            ("POST", "/client/{user}/options", self.options),
            ("POST", "/client/{user}/reactions", self.react),
            ("GET", "/client/{user}/views", self.views),
            ("POST", "/client/{user}/views/{view}/state", self.type_in),
            ("POST", "/client/{user}/views/{view}/submit", self.submit),
            ("POST", "/client/{user}/views/{view}/close", self.close),
            ("GET", "/client/{user}/home", self.see_home),
            ("POST", "/client/{user}/home", self.open_home),
            ("POST", "/client/{user}/read", self.read),
        ]

    async def boot(self, http: HttpRequest) -> Json:
        """Team, person, bot, commands, shortcuts."""
        return client_views.boot_shape(self._context, self._seat(http).user)

    async def guide(self, http: HttpRequest) -> Json:
        """Stories to try first, in the person's language, with what has happened ticked."""
        return await self._guide.shape(self._seat(http).user.locale)

    async def conversations(self, http: HttpRequest) -> list[Json]:
        """The sidebar."""
        return client_views.conversation_list(self._context, self._seat(http).user)

    async def messages(self, http: HttpRequest) -> Json:
        """A conversation, or one of its threads."""
        seat = self._seat(http)
        channel = seat.channel(http.query_params.get("channel", ""))
        thread_ts = http.query_params.get("thread_ts") or None
        shown = client_views.message_list(self._context, seat.user, channel, thread_ts)
        return {"channel": channel.id, "messages": shown}

    async def say(self, http: HttpRequest) -> Json:
        """Send a message, with files, in a thread, or forwarding another."""
        seat, body = self._seat(http), await sent(http)
        return {"ok": True, "ts": composer.say(seat, body).ts}

    async def edit(self, http: HttpRequest) -> Json:
        """Write something else in a message of one's own."""
        seat, body = self._seat(http), await sent(http)
        return {"ok": True, "ts": composer.edit(seat, body).ts}

    async def delete(self, http: HttpRequest) -> Json:
        """Take back a message of one's own."""
        seat, body = self._seat(http), await sent(http)
        composer.delete(seat, body)
        return {"ok": True}

    async def command(self, http: HttpRequest) -> Json:
        """A slash command; Slack has none in threads."""
        seat, body = self._seat(http), await sent(http)
        if body.get("thread_ts"):
            raise ClientRefusal("Slash commands are not supported in threads. Sorry!")
        channel = seat.channel(body.get("channel", ""))
        return await entry_points.command(
            self._context, seat.user.id, channel, body.get("command", ""), body.get("text") or ""
        )

    async def shortcut(self, http: HttpRequest) -> Json:
        """A shortcut, global or on a message."""
        seat, body = self._seat(http), await sent(http)
        message = seat.message(body["message"]) if body.get("message") else None
        return await entry_points.run_shortcut(
            self._context, seat.user.id, body.get("callback_id", ""), message
        )

    async def upload(self, http: HttpRequest) -> Json:
        """A file from the person's machine, to be sent or put into a file input."""
        seat = self._seat(http)
        async with http.form() as form:
            part = form.get("file")
            if part is None or isinstance(part, str):
                raise ClientRefusal("There is no file")
            file = composer.upload(seat, part.filename or "file", await part.read())
        size = len(file.content)
        return {"ok": True, "id": file.id, "name": file.name, "mimetype": file.mimetype, "size": size}

    async def delete_file(self, http: HttpRequest) -> Json:
        """Delete a file of one's own."""
        composer.delete_file(self._seat(http), str((await sent(http)).get("file", "")))
        return {"ok": True}

    async def file(self, http: HttpRequest) -> Response:
        """A file's bytes."""
        file = self._context.workspace.files.get(http.path_params["file"])
        if file is None or file.deleted:
            return PlainTextResponse("not found", status_code=404)
        return Response(file.content, media_type=file.mimetype)

    async def act(self, http: HttpRequest) -> Json:
        """A click or a choice in a message or view."""
        seat, body = self._seat(http), await sent(http)
        container, ids = body.get("container") or {}, (body.get("block_id", ""), body.get("action_id", ""))
        if container.get("type") == "view":
            view = seat.view(container.get("view_id", ""))
            return await interactions.act_on_view(self._context, view, *ids, body.get("value"))
        message = seat.message(container)
        return await interactions.act_on_message(
            self._context, seat.user.id, message, *ids, body.get("value")
        )

    async def options(self, http: HttpRequest) -> Json:
        """The options of an external menu for what was typed."""
        seat, body = self._seat(http), await sent(http)
        container = body.get("container") or {}
        ids = (body.get("block_id", ""), body.get("action_id", ""), str(body.get("query") or ""))
        if container.get("type") == "view":
            view = seat.view(container.get("view_id", ""))
            where: Json = {
                "container": {"type": "view", "view_id": view.id},
                "view": self._context.views.shape(view),
            }
            return await interactions.suggest(self._context, seat.user.id, view.blocks, where, *ids)
        message = seat.message(container)
        where = {
            "container": {
                "type": "message",
                "message_ts": message.ts,
                "channel_id": message.channel,
                "is_ephemeral": message.ephemeral_to is not None,
            },
            "channel": {"id": message.channel},
        }
        return await interactions.suggest(self._context, seat.user.id, message.blocks or [], where, *ids)

    async def react(self, http: HttpRequest) -> Json:
        """Put an emoji on a message, or take it off again."""
        seat, body = self._seat(http), await sent(http)
        message, name = seat.message(body), str(body.get("name") or "").strip(":")
        if not name:
            raise ClientRefusal("There is no emoji")
        users = message.reactions.setdefault(name, [])
        added = seat.user.id not in users
        users.append(seat.user.id) if added else users.remove(seat.user.id)
        if not users:
            del message.reactions[name]
        posting.tell(self._context, message)
        events.reaction(self._context, message, seat.user.id, name, added=added)
        return {"ok": True}

    async def views(self, http: HttpRequest) -> Json:
        """The person's modals."""
        return client_views.view_list(self._context, self._seat(http).user)

    async def type_in(self, http: HttpRequest) -> Json:
        """What was typed or chosen in a view; `dispatch: false` while a person is still typing."""
        seat, body = self._seat(http), await sent(http)
        view = seat.view(http.path_params["view"])
        ids = (body.get("block_id", ""), body.get("action_id", ""))
        fires = body.get("dispatch") is not False
        return await interactions.act_on_view(self._context, view, *ids, body.get("value"), fires=fires)

    async def submit(self, http: HttpRequest) -> Json:
        """The submit button of the modal on top."""
        view = self._seat(http).view(http.path_params["view"])
        return await submission.submit(self._context, view)

    async def close(self, http: HttpRequest) -> Json:
        """The close button; `{"all": true}` is the cross that leaves the whole stack."""
        body = await sent(http)
        view = self._seat(http).view(http.path_params["view"])
        return await submission.close(self._context, view, everything=bool(body.get("all")))

    async def see_home(self, http: HttpRequest) -> Json:
        """The Home tab as it stands, without an event: for fetching it again."""
        home = self._context.views.homes.get(self._seat(http).user.id)
        return {"view": self._context.views.shape(home) if home else None}

    async def open_home(self, http: HttpRequest) -> Json:
        """Open the app's Home or Messages tab."""
        seat, body = self._seat(http), await sent(http)
        return entry_points.open_home(self._context, seat.user.id, body.get("tab") or "home")

    async def read(self, http: HttpRequest) -> Json:
        """The person has seen a conversation or thread to the end."""
        seat, body = self._seat(http), await sent(http)
        channel = seat.channel(body.get("channel", ""))
        self._context.workspace.mark_read(seat.user.id, channel, body.get("thread_ts") or None)
        self._context.stream.tell([seat.user.id], "conversations")
        return {"ok": True}

    def _seat(self, http: HttpRequest) -> Seat:
        return seat_of(self._context, http.path_params["user"], acts=http.method == "POST")
