"""A person at the keyboard, for scenario tests and the scripted play; speaks the page's client API."""

import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from urllib3 import BaseHTTPResponse, connection_from_url

from bot.sandbox.people.messages import Msg, ViewOnScreen
from bot.sandbox.people.modals import Modal
from bot.sandbox.people.screen import Json, NotAcknowledged, NotOnScreen

__all__ = ["Modal", "Msg", "NotAcknowledged", "NotOnScreen", "Person", "ViewOnScreen"]

T = TypeVar("T")
PUBLISHES_WITHIN = 1.0
"""Seconds in which an app that publishes a Home tab anew does so."""

POLL = 0.02


class Person:
    """One person of the workspace. Everything is done by what is visible."""

    def __init__(self, url: str, user_id: str) -> None:
        self.id = user_id
        self._client = connection_from_url(url, maxsize=16, timeout=60, retries=False)
        self._names: dict[str, str] = {}
        self._app: str | None = None

    def leave(self) -> None:
        """Close the connection."""
        self._client.close()

    def get(self, path: str, **query: str) -> Json:
        """Fetch from this person's part of the client API."""
        answer: Json = self._checked(self._client.request("GET", f"/client/{self.id}/{path}", fields=query))
        return answer

    def post(self, path: str, body: Json) -> Json:
        """Do something through this person's part of the client API."""
        answer: Json = self._checked(self._client.request("POST", f"/client/{self.id}/{path}", json=body))
        return answer

    def names(self) -> Mapping[str, str]:
        """Everybody's name by id."""
        if not self._names:
            self._names = {each["id"]: each["real_name"] for each in self._people()}
        return self._names

    def _people(self) -> list[Json]:
        listed: Any = self._client.request("GET", "/client/people").json()
        return list(listed)

    def conversations(self) -> list[Json]:
        """The sidebar."""
        listed: Any = self.get("conversations")
        return list(listed)

    @property
    def app(self) -> str:
        """The id of the direct message with the app."""
        if self._app is None:
            self._app = str(next(each["id"] for each in self.conversations() if each["kind"] == "app"))
        return self._app

    def dm(self) -> list[Msg]:
        """The direct message with the app, oldest first."""
        return self.channel(self.app)

    def channel(self, channel: str) -> list[Msg]:
        """A conversation's messages, oldest first, with what only this person sees."""
        shown = self.get("messages", channel=channel)
        return [Msg(self, shown["channel"], each) for each in shown["messages"]]

    def thread(self, channel: str, ts: str) -> list[Msg]:
        """A thread: the root, then the replies."""
        shown = self.get("messages", channel=channel, thread_ts=ts)
        return [Msg(self, shown["channel"], each) for each in shown["messages"]]

    def ephemerals(self, channel: str) -> list[Msg]:
        """What only this person sees in a conversation, outside threads."""
        return [each for each in self.channel(channel) if each.ephemeral]

    def find(self, channel: str, ts: str, thread_ts: str | None = None) -> Msg | None:
        """The message of a timestamp as it stands now, None when it is gone."""
        for each in self.channel(channel):
            if each.ts == ts:
                return each
        if thread_ts is None or thread_ts == ts:
            return None
        return next((each for each in self.thread(channel, thread_ts) if each.ts == ts), None)

    def unread(self, channel: str) -> int:
        """The number beside a conversation."""
        return int(next(each["unread"] for each in self.conversations() if each["id"] == channel))

    def read(self, channel: str, thread_ts: str | None = None) -> None:
        """See a conversation, or a thread, to the end."""
        self.post("read", {"channel": channel, "thread_ts": thread_ts})

    def say(
        self,
        channel: str,
        text: str,
        *,
        thread_ts: str | None = None,
        files: Mapping[str, bytes] | None = None,
        forward: Msg | None = None,
        broadcast: bool = False,
    ) -> Msg:
        """Write a message; @names become mentions; `files` are name and content.

        `forward` is a message to be shown below it, as Slack does when one is forwarded; `broadcast`: it is
        also sent to the channel.
        """
        uploaded = [self.upload(name, content) for name, content in (files or {}).items()]
        body: Json = {"channel": channel, "text": text, "thread_ts": thread_ts, "files": uploaded}
        if broadcast:
            body["broadcast"] = True
        if forward:
            body["forward"] = {"channel": forward.channel, "ts": forward.ts}
        ts = self.post("messages", body)["ts"]
        sent = self.find(channel, ts, thread_ts)
        if sent is None:
            raise NotOnScreen(f"What {self.id} said in {channel} is not there")
        return sent

    def edit(self, message: Msg, text: str) -> Msg:
        """Write something else in a message of one's own."""
        self.post("messages/edit", {"channel": message.channel, "ts": message.ts, "text": text})
        return message.refresh()

    def delete(self, message: Msg) -> None:
        """Take back a message of one's own."""
        self.post("messages/delete", {"channel": message.channel, "ts": message.ts})

    def react(self, message: Msg, name: str) -> None:
        """Put an emoji on a message, or take it off again."""
        self.post("reactions", {"channel": message.channel, "ts": message.ts, "name": name})

    def delete_file(self, file_id: str) -> None:
        """Delete a file of one's own, wherever it stands."""
        self.post("files/delete", {"file": file_id})

    def upload(self, name: str, content: bytes) -> str:
        """Put a file into the workspace; the id of it."""
        path = f"/client/{self.id}/files"
        answer = self._checked(self._client.request("POST", path, fields={"file": (name, content)}))
        return str(answer["id"])

    def command(self, command: str, text: str = "", *, channel: str | None = None) -> list[Msg]:
        """A slash command, in the app's DM unless said otherwise; the replies that only this person sees.

        Raises NotAcknowledged with Slack's words when the app is late or fails.
        """
        where = channel or self.app
        before = {each.ts for each in self.ephemerals(where)}
        answer = self.post("commands", {"channel": where, "command": command, "text": text})
        if not answer["ok"]:
            raise NotAcknowledged(answer["error"])
        return [each for each in self.ephemerals(where) if each.ts not in before]

    def shortcut(self, name: str, message: Msg | None = None) -> None:
        """A shortcut by its name or callback id, on a message if it is a message shortcut."""
        kind = "message" if message else "global"
        declared = [each for each in self.get("boot")["shortcuts"] if each["type"] == kind]
        found = [each for each in declared if name in (each["name"], each["callback_id"])]
        if not found:
            raise NotOnScreen(f"No {kind} shortcut {name!r}; there is {[each['name'] for each in declared]}")
        body: Json = {"callback_id": found[0]["callback_id"]}
        if message:
            body["message"] = {"channel": message.channel, "ts": message.ts}
        answer = self.post("shortcuts", body)
        if not answer["ok"]:
            raise NotAcknowledged(answer["error"])

    def home(self, *, timeout: float = 5.0) -> ViewOnScreen:
        """Open the Home tab and wait for what the app publishes; where it was published before, the app may
        leave it as it is.
        """
        before = self.get("home")["view"]
        self.post("home", {"tab": "home"})
        self.wait_until(self.quiet, timeout=timeout, what="the app to take the event")
        self.wait_until(lambda: self.get("home")["view"], timeout=timeout, what="a Home tab")
        if before is not None:
            self._await_another_home(than=before)
        return ViewOnScreen(self)

    def _await_another_home(self, *, than: Json) -> None:
        end = time.monotonic() + PUBLISHES_WITHIN
        while time.monotonic() < end and self.get("home")["view"]["hash"] == than["hash"]:
            time.sleep(POLL)

    def quiet(self) -> bool:
        """Whether everything that was sent to the app has been acknowledged."""
        return int(self._client.request("GET", "/client/quiet").json()["in_flight"]) == 0

    def modal(self) -> Modal | None:
        """The modal on top, None when there is none."""
        stack = self.get("views")["stack"]
        return Modal(self, stack[-1]) if stack else None

    def wait_for_modal(
        self, *, title: str | None = None, containing: str | None = None, timeout: float = 5.0
    ) -> Modal:
        """The modal on top once it has this title or text. Raises NotOnScreen with what there is."""

        def look() -> Modal | None:
            modal = self.modal()
            if modal and (title is None or title == modal.title) and (containing or "") in modal.plain:
                return modal
            return None

        return self._await(
            look, timeout, lambda: f"No modal {title or containing or ''!r}; {self._modal_seen()}"
        )

    def wait_for_message(
        self,
        *,
        containing: str,
        timeout: float = 5.0,
        where: str | None = None,
        thread: str | Msg | None = None,
        after: str | None = None,
    ) -> Msg:
        """The newest message that holds these words, in the app's DM unless said otherwise.

        Looks into threads too; `thread` looks only there; `after` leaves out what is not newer than a ts.
        Raises NotOnScreen with everything that was on screen.
        """
        root = thread.ts if isinstance(thread, Msg) else thread
        channel = where or (thread.channel if isinstance(thread, Msg) else self.app)

        def look() -> Msg | None:
            for each in reversed(self._all(channel, root)):
                if containing in each.plain and (after is None or float(each.ts) > float(after)):
                    return each
            return None

        return self._await(
            look, timeout, lambda: f"No message {containing!r}; {self._messages_seen(channel, root)}"
        )

    def wait_until(
        self, happens: Callable[[], Any], *, timeout: float = 5.0, what: str = "what was waited for"
    ) -> None:
        """Wait until something holds. Raises NotOnScreen when it does not in time."""
        self._await(happens, timeout, lambda: f"{self.id} waited in vain for {what}")

    def _await(self, look: Callable[[], T | None], timeout: float, complaint: Callable[[], str]) -> T:
        end = time.monotonic() + timeout
        while True:
            found = look()
            if found:
                return found
            if time.monotonic() >= end:
                raise NotOnScreen(complaint())
            time.sleep(POLL)

    def _all(self, channel: str, root: str | None) -> list[Msg]:
        if root:
            return self.thread(channel, root)
        found = []
        for each in self.channel(channel):
            found.append(each)
            if each.shape["reply_count"]:
                found.extend(each.thread())
        return found

    def _modal_seen(self) -> str:
        modal = self.modal()
        return f"there is {modal!r}" if modal else "no modal is open"

    def _messages_seen(self, channel: str, root: str | None) -> str:
        return "\n".join([f"in {channel}:", *(repr(each) for each in self._all(channel, root))])

    def _checked(self, response: BaseHTTPResponse) -> Any:
        answer = response.json()
        if response.status >= 400:
            raise NotOnScreen(f"{self.id}: {answer.get('error', response.status)}")
        return answer
