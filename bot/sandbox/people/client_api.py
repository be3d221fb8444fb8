"""The client API: what the page and the driver speak; JSON under /client."""

import asyncio
import mimetypes
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from bot.sandbox.errors import ClientRefusal
from bot.sandbox.people import client_views, interactions
from bot.sandbox.state import events, posting
from bot.sandbox.state.context import Context
from bot.sandbox.state.shapes import rich_text, shared_attachment
from bot.sandbox.state.workspace import Channel, Json, Message, StoredFile, User
from bot.sandbox.validation.decoding import decode_json

Handler = Callable[[HttpRequest], Awaitable[Any]]


class ClientApi:
    """One handler per address; a ClientRefusal becomes `{ok: false, error}`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def routes(self) -> list[BaseRoute]:
        """Every address under /client."""
        table: list[tuple[str, str, Handler]] = [
            ("GET", "/client/people", self.people),
            ("POST", "/client/people/{user}", self.change_person),
            ("GET", "/client/quiet", self.quiet),
            ("GET", "/client/clock", self.clock),
            ("POST", "/client/clock", self.move_clock),
            ("GET", "/client/faults", self.faults),
            ("POST", "/client/faults", self.set_faults),
            ("GET", "/client/files/{file}", self.file),
            ("GET", "/client/{user}/boot", self.boot),
            ("GET", "/client/{user}/guide", self.guide),
            ("GET", "/client/{user}/conversations", self.conversations),
            ("GET", "/client/{user}/messages", self.messages),
            ("POST", "/client/{user}/messages", self.say),
            ("POST", "/client/{user}/commands", self.command),
            ("POST", "/client/{user}/shortcuts", self.shortcut),
            ("POST", "/client/{user}/files", self.upload),
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
        routes: list[BaseRoute] = [
            Route(path, guarded(handler), methods=[method]) for method, path, handler in table
        ]
        return [*routes, WebSocketRoute("/client/{user}/stream", self._context.stream.endpoint)]

    async def people(self, _: HttpRequest) -> list[Json]:
        """Everybody, the bot last."""
        users = [*self._context.workspace.people(), self._context.workspace.bot]
        return [client_views.person_shape(each) for each in users]

    async def change_person(self, http: HttpRequest) -> Json:
        """Change a person's locale, tz, title, name or deleted; the app hears of it."""
        user = self._context.workspace.users.get(http.path_params["user"])
        if user is None:
            raise ClientRefusal("There is no such person", 404)
        change_user(self._context, user, await sent(http))
        return {"ok": True, "user": client_views.person_shape(user)}

    async def quiet(self, _: HttpRequest) -> Json:
        """How many payloads the app has not acknowledged yet."""
        return {"in_flight": self._context.unacknowledged}

    async def boot(self, http: HttpRequest) -> Json:
        """Team, person, bot, commands, shortcuts."""
        return client_views.boot_shape(self._context, self._user(http))

    async def guide(self, http: HttpRequest) -> Json:
        """Stories to try first, in the person's language, with what has happened ticked."""
        return await self._context.guide.shape(self._user(http).locale)

    async def conversations(self, http: HttpRequest) -> list[Json]:
        """The sidebar."""
        return client_views.conversation_list(self._context, self._user(http))

    async def messages(self, http: HttpRequest) -> Json:
        """A conversation, or one of its threads."""
        user = self._user(http)
        channel = self._channel(user, http.query_params.get("channel", ""))
        thread_ts = http.query_params.get("thread_ts") or None
        shown = client_views.message_list(self._context, user, channel, thread_ts)
        return {"channel": channel.id, "messages": shown}

    async def say(self, http: HttpRequest) -> Json:
        """Send a message, with files, in a thread, or forwarding another."""
        user, body = self._user(http), await sent(http)
        workspace = self._context.workspace
        channel = self._channel(user, body.get("channel", ""), member=True)
        text = posting.as_sent(workspace, body.get("text") or "")
        files = self._files(user, channel, body.get("files") or [])
        forwarded = self._message(user, body["forward"]) if body.get("forward") else None
        if not text.strip() and not files and not forwarded:
            raise ClientRefusal("There is nothing to send")
        if workspace.bot_user_id in channel.members and channel.kind == "im":
            manifest = workspace.manifest
            if not manifest.messages_tab or manifest.messages_tab_read_only:
                raise ClientRefusal("Sending messages to this app has been turned off.")
        thread_ts = body.get("thread_ts") or None
        if thread_ts and thread_ts not in channel.messages:
            raise ClientRefusal("This thread is no longer there", 404)
        message = Message(
            ts=workspace.timestamps.next(),
            channel=channel.id,
            user=user.id,
            text=text,
            blocks=rich_text(text, "text") if text else None,
            thread_ts=thread_ts,
            files=files,
            attachments=[shared_attachment(workspace, forwarded)] if forwarded else None,
            subtype="file_share" if files else None,
            client_msg_id=workspace.ids.next("M"),
        )
        posting.post(self._context, message)
        return {"ok": True, "ts": message.ts}

    async def command(self, http: HttpRequest) -> Json:
        """A slash command; Slack has none in threads."""
        user, body = self._user(http), await sent(http)
        if body.get("thread_ts"):
            raise ClientRefusal("Slash commands are not supported in threads. Sorry!")
        channel = self._channel(user, body.get("channel", ""))
        return await interactions.command(
            self._context, user.id, channel, body.get("command", ""), body.get("text") or ""
        )

    async def shortcut(self, http: HttpRequest) -> Json:
        """A shortcut, global or on a message."""
        user, body = self._user(http), await sent(http)
        message = self._message(user, body["message"]) if body.get("message") else None
        return await interactions.run_shortcut(self._context, user.id, body.get("callback_id", ""), message)

    async def upload(self, http: HttpRequest) -> Json:
        """A file from the person's machine, to be sent or put into a file input."""
        user = self._user(http)
        async with http.form() as form:
            part = form.get("file")
            if part is None or isinstance(part, str):
                raise ClientRefusal("There is no file")
            name, content = part.filename or "file", await part.read()
        workspace = self._context.workspace
        file = StoredFile(
            id=workspace.ids.next("F"),
            name=name,
            mimetype=mimetypes.guess_type(name)[0] or "application/octet-stream",
            user=user.id,
            created=workspace.timestamps.seconds(),
            content=content,
            uploaded=True,
            completed=True,
        )
        workspace.files[file.id] = file
        return {"ok": True, "id": file.id, "name": name, "mimetype": file.mimetype, "size": len(content)}

    async def file(self, http: HttpRequest) -> Response:
        """A file's bytes."""
        file = self._context.workspace.files.get(http.path_params["file"])
        if file is None:
            return PlainTextResponse("not found", status_code=404)
        return Response(file.content, media_type=file.mimetype)

    async def act(self, http: HttpRequest) -> Json:
        """A click or a choice in a message or view."""
        user, body = self._user(http), await sent(http)
        container, ids = body.get("container") or {}, (body.get("block_id", ""), body.get("action_id", ""))
        if container.get("type") == "view":
            view = interactions.own_view(self._context, user.id, container.get("view_id", ""))
            return await interactions.act_on_view(self._context, view, *ids, body.get("value"))
        message = self._message(user, container)
        return await interactions.act_on_message(self._context, user.id, message, *ids, body.get("value"))

    async def options(self, http: HttpRequest) -> Json:
        """The options of an external menu for what was typed."""
        user, body = self._user(http), await sent(http)
        container = body.get("container") or {}
        ids = (body.get("block_id", ""), body.get("action_id", ""), str(body.get("query") or ""))
        if container.get("type") == "view":
            view = interactions.own_view(self._context, user.id, container.get("view_id", ""))
            where: Json = {
                "container": {"type": "view", "view_id": view.id},
                "view": self._context.views.shape(view),
            }
            return await interactions.suggest(self._context, user.id, view.blocks, where, *ids)
        message = self._message(user, container)
        where = {
            "container": {
                "type": "message",
                "message_ts": message.ts,
                "channel_id": message.channel,
                "is_ephemeral": message.ephemeral_to is not None,
            },
            "channel": {"id": message.channel},
        }
        return await interactions.suggest(self._context, user.id, message.blocks or [], where, *ids)

    async def react(self, http: HttpRequest) -> Json:
        """Put an emoji on a message, or take it off again."""
        user, body = self._user(http), await sent(http)
        message, name = self._message(user, body), str(body.get("name") or "").strip(":")
        if not name:
            raise ClientRefusal("There is no emoji")
        users = message.reactions.setdefault(name, [])
        added = user.id not in users
        users.append(user.id) if added else users.remove(user.id)
        if not users:
            del message.reactions[name]
        posting.tell(self._context, message)
        events.reaction(self._context, message, user.id, name, added=added)
        return {"ok": True}

    async def views(self, http: HttpRequest) -> Json:
        """The person's modals."""
        return client_views.view_list(self._context, self._user(http))

    async def type_in(self, http: HttpRequest) -> Json:
        """What was typed or chosen in a view; `dispatch: false` while a person is still typing."""
        user, body = self._user(http), await sent(http)
        view = interactions.own_view(self._context, user.id, http.path_params["view"])
        ids = (body.get("block_id", ""), body.get("action_id", ""))
        fires = body.get("dispatch") is not False
        return await interactions.act_on_view(self._context, view, *ids, body.get("value"), fires=fires)

    async def submit(self, http: HttpRequest) -> Json:
        """The submit button of the modal on top."""
        view = interactions.own_view(self._context, self._user(http).id, http.path_params["view"])
        return await interactions.submit(self._context, view)

    async def close(self, http: HttpRequest) -> Json:
        """The close button; `{"all": true}` is the cross that leaves the whole stack."""
        body = await sent(http)
        view = interactions.own_view(self._context, self._user(http).id, http.path_params["view"])
        return await interactions.close(self._context, view, everything=bool(body.get("all")))

    async def see_home(self, http: HttpRequest) -> Json:
        """The Home tab as it stands, without an event: for fetching it again."""
        home = self._context.views.homes.get(self._user(http).id)
        return {"view": self._context.views.shape(home) if home else None}

    async def open_home(self, http: HttpRequest) -> Json:
        """Open the app's Home or Messages tab."""
        user, body = self._user(http), await sent(http)
        return interactions.open_home(self._context, user.id, body.get("tab") or "home")

    async def read(self, http: HttpRequest) -> Json:
        """The person has seen a conversation or thread to the end."""
        user, body = self._user(http), await sent(http)
        channel = self._channel(user, body.get("channel", ""))
        self._context.workspace.mark_read(user.id, channel, body.get("thread_ts") or None)
        self._context.stream.tell([user.id], "conversations")
        return {"ok": True}

    async def clock(self, _: HttpRequest) -> Json:
        """The bot's time and where it can jump."""
        if self._context.clock is None:
            raise ClientRefusal("This workspace has no clock", 404)
        return await asyncio.to_thread(clock_shape, self._context)

    async def move_clock(self, http: HttpRequest) -> Json:
        """Move time; answers when everything that fell due has run."""
        clock, body = self._context.clock, await sent(http)
        if clock is None:
            raise ClientRefusal("This workspace has no clock", 404)
        jumps = {each.id: each.to for each in await asyncio.to_thread(clock.jumps)}
        try:
            to = jumps[body["jump"]] if "jump" in body else datetime.fromisoformat(str(body.get("to")))
        except (KeyError, ValueError):
            raise ClientRefusal("There is no such place in time") from None
        if to.tzinfo is None:
            to = to.replace(tzinfo=UTC)
        await asyncio.to_thread(clock.move_to, to)
        self._context.stream.tell_everybody("clock")
        return await asyncio.to_thread(clock_shape, self._context)

    async def faults(self, _: HttpRequest) -> Json:
        """Which faults are on."""
        return self._context.faults.snapshot()

    async def set_faults(self, http: HttpRequest) -> Json:
        """Switch faults on or off."""
        body, faults = await sent(http), self._context.faults
        if body.get("clear"):
            faults.clear()
        if "latency_ms" in body:
            faults.latency_seconds = float(body["latency_ms"]) / 1000
        if "error_rate" in body:
            faults.error_rate = float(body["error_rate"])
        if "refuse_all" in body:
            faults.refuse_all = int(body["refuse_all"]) if body["refuse_all"] else None
        plan = body.get("fail")
        if plan:
            status, count = int(plan.get("status", 500)), int(plan.get("count", 1))
            faults.fail_next(plan.get("method") or "*", count, status, int(plan.get("retry_after", 1)))
        drop = body.get("drop")
        if drop:
            faults.drop_connections(drop.get("method") or "*", int(drop.get("count", 1)))
        if body.get("cut_sockets"):
            faults.drop_sockets()
        if body.get("disconnect"):
            faults.send_disconnect(str(body["disconnect"]))
        return faults.snapshot()

    def _user(self, http: HttpRequest) -> User:
        user = self._context.workspace.users.get(http.path_params["user"])
        if user is None or user.is_bot:
            raise ClientRefusal("There is no such person", 404)
        if user.deleted and http.method == "POST":
            raise ClientRefusal("This account has been deactivated", 403)
        return user

    def _channel(self, user: User, channel_id: str, *, member: bool = False) -> Channel:
        workspace = self._context.workspace
        if channel_id in workspace.users:
            return workspace.open_direct(user.id, channel_id)
        channel = workspace.channels.get(channel_id)
        if channel is None or (channel.kind != "public" and user.id not in channel.members):
            raise ClientRefusal("There is no such conversation", 404)
        if member and user.id not in channel.members:
            raise ClientRefusal(f"You are not in #{channel.name}")
        return channel

    def _message(self, user: User, where: Json) -> Message:
        channel = self._channel(user, where.get("channel", ""))
        return interactions.seen_message(user.id, channel, where.get("ts", ""))

    def _files(self, user: User, channel: Channel, wanted: list[str]) -> tuple[str, ...]:
        for each in wanted:
            file = self._context.workspace.files.get(each)
            if file is None or file.user != user.id:
                raise ClientRefusal("This file is not there", 404)
            file.shared.append(channel.id)
        return tuple(wanted)


def clock_shape(context: Context) -> Json:
    """The clock for the page; may ask the bot, so it runs off the event loop."""
    if context.clock is None:
        return {}
    jumps = [
        {"id": each.id, "label": each.label, "labels": dict(each.labels), "to": each.to.isoformat()}
        for each in context.clock.jumps()
    ]
    return {"now": context.clock.now().isoformat(), "jumps": jumps}


CHANGEABLE = (
    *("locale", "tz", "title", "name", "real_name", "email", "is_admin", "deleted"),
    *("is_bot", "team_id", "is_stranger"),
)


def change_user(context: Context, user: User, changes: Json) -> None:
    """Change a person while the sandbox runs; fires user_change."""
    for name in CHANGEABLE:
        if name in changes:
            setattr(user, name, changes[name])
    user.updated = context.workspace.timestamps.seconds()
    context.stream.tell_everybody("people", "conversations")
    events.user_changed(context, user)


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
