"""Messages and the Home tab as a person meets them."""

from collections.abc import Callable
from typing import Protocol

from bot.sandbox.people.screen import Control, Json, NotOnScreen, words
from bot.sandbox.people.surfaces import Surface, Viewer


class Reader(Viewer, Protocol):
    """Who reads a message, finds it again, and may answer."""

    def thread(self, channel: str, ts: str) -> list["Msg"]:
        """A thread: the root, then the replies."""

    def find(self, channel: str, ts: str, thread_ts: str | None = None) -> "Msg | None":
        """The message of a timestamp as it stands now, None when it is gone."""

    def say(self, channel: str, text: str, *, thread_ts: str | None = None) -> "Msg":
        """Write a message; @names become mentions."""


class Msg(Surface):
    """A message as it was when fetched; acting on it looks again first."""

    name = "the message"
    person: Reader

    def __init__(self, person: Reader, channel: str, shape: Json) -> None:
        super().__init__(person)
        self.channel = channel
        self.shape = shape
        self.ts: str = shape["ts"]
        self.thread_ts: str | None = shape["thread_ts"]
        self.user: str = shape["user"]
        self.text: str = shape["text"]
        self.ephemeral: bool = shape["ephemeral"]

    def __repr__(self) -> str:
        return f"<Msg {self.ts} {self.shape['name']}: {self.plain!r} {self.buttons}>"

    @property
    def blocks(self) -> list[Json]:
        """The blocks of the message."""
        blocks: list[Json] = self.shape["blocks"]
        return blocks

    @property
    def state(self) -> dict[str, dict[str, Json]]:
        """What its elements hold for this person."""
        values: dict[str, dict[str, Json]] = self.shape["state"]["values"]
        return values

    @property
    def plain(self) -> str:
        """Its blocks' words; the text where there are no blocks, as on screen."""
        return super().plain if self.blocks else words(self.text, self.person.names())

    def thread(self) -> list["Msg"]:
        """The replies, oldest first, without the root."""
        return self.person.thread(self.channel, self.ts)[1:]

    def refresh(self) -> "Msg":
        """The message as it stands now. Raises NotOnScreen when it is gone."""
        found = self.person.find(self.channel, self.ts, self.thread_ts)
        if found is None:
            raise NotOnScreen(f"The message is gone: {self.plain!r}")
        self.shape = found.shape
        self.text = found.text
        return self

    def reply(self, text: str) -> "Msg":
        """Answer in its thread."""
        return self.person.say(self.channel, text, thread_ts=self.thread_ts or self.ts)

    def _find(self, label: str, fits: Callable[[Control], bool], what: str, near: str | None) -> Control:
        self.refresh()
        return super()._find(label, fits, what, near)

    def choose_overflow(self, label: str, *, confirm: bool | None = None, near: str | None = None) -> None:
        """Open the overflow menu that has this entry, and choose it."""
        self.refresh()
        super().choose_overflow(label, confirm=confirm, near=near)

    def _container(self) -> Json:
        return {"type": "message", "channel": self.channel, "ts": self.ts}


class ViewOnScreen(Surface):
    """The Home tab, live."""

    name = "the Home tab"

    @property
    def view(self) -> Json:
        """The view as it stands. Raises NotOnScreen while there is none."""
        view = self.person.get("home")["view"]
        if view is None:
            raise NotOnScreen("The Home tab is empty: the app has published nothing")
        shape: Json = view
        return shape

    @property
    def blocks(self) -> list[Json]:
        """Its blocks."""
        blocks: list[Json] = self.view["blocks"]
        return blocks

    @property
    def state(self) -> dict[str, dict[str, Json]]:
        """What its elements hold."""
        values: dict[str, dict[str, Json]] = self.view["state"]["values"]
        return values

    def _container(self) -> Json:
        return {"type": "view", "view_id": self.view["id"]}
