"""The guide: stories for somebody who is here for the first time. Whoever opens the sandbox fills it."""

import asyncio
from collections.abc import Callable, Collection, Coroutine
from dataclasses import dataclass
from typing import Any, Protocol

from bot.sandbox.state.seed import Jump
from bot.sandbox.state.stream import Stream
from bot.sandbox.state.workspace import Json, Workspace

APP, HOME = "app", "home"
"""Places that are each person's own: their messages with the app, and its Home tab."""

LOOK_SECONDS = 0.5
"""At most so often it is asked what has happened, and only after something changed."""


@dataclass(frozen=True, kw_only=True)
class GuideStep:
    """What to do and why, in the reader's words, and where: as whom, in which place, with which thread open.

    `place` is a channel's id, APP or HOME. `text` is put where that person writes, unsent. The clock
    goes to `move` first.
    """

    id: str
    what: str
    why: str
    user: str
    place: str = APP
    thread: str | None = None
    text: str = ""
    move: Jump | None = None


@dataclass(frozen=True, kw_only=True)
class GuideStory:
    """A few steps that belong together."""

    id: str
    title: str
    steps: tuple[GuideStep, ...]


@dataclass(frozen=True, kw_only=True)
class Guide:
    """What is read first, a paragraph a line, and the stories; without any there is no guide."""

    opening: str = ""
    stories: tuple[GuideStory, ...] = ()


class GuideBook(Protocol):
    """Where the guide comes from. Both are called beside the event loop, and only read."""

    def read(self, locale: str) -> Guide:
        """The guide as it stands, in the language of a locale."""

    def happened(self) -> Collection[str]:
        """The ids of the steps that have really happened."""


class GuideKeeper:
    """Serves the guide to the pages, and tells them when a step has happened."""

    def __init__(
        self,
        book: GuideBook | None,
        *,
        workspace: Workspace,
        stream: Stream,
        later: Callable[[Coroutine[Any, Any, None]], "asyncio.Task[None]"],
    ) -> None:
        self._book = book
        self._workspace = workspace
        self._stream = stream
        self._later = later
        self._done: frozenset[str] = frozenset()
        self._looking: asyncio.Task[None] | None = None
        self._stirred = False

    def stir(self) -> None:
        """Something changed: look soon what has happened, if anybody is there to see it."""
        if self._book is None or not self._stream.is_watched:
            return
        self._stirred = True
        if self._looking is None or self._looking.done():
            self._looking = self._later(self._look())

    async def shape(self, locale: str) -> Json:
        """The guide for the page. What cannot be done, as somebody or some place is gone, is left out."""
        if self._book is None:
            return {"opening": "", "stories": []}
        guide = await asyncio.to_thread(self._book.read, locale)
        await self._note()
        stories = [self._story(each) for each in guide.stories]
        return {"opening": guide.opening, "stories": [each for each in stories if each["steps"]]}

    async def _look(self) -> None:
        while self._stirred:
            await asyncio.sleep(LOOK_SECONDS)
            self._stirred = False
            await self._note()

    async def _note(self) -> None:
        assert self._book is not None
        done = frozenset(await asyncio.to_thread(self._book.happened))
        if done != self._done:
            self._done = done
            self._stream.tell_everybody("guide")

    def _story(self, story: GuideStory) -> Json:
        steps = [self._step(each) for each in story.steps if self._is_possible(each)]
        return {"id": story.id, "title": story.title, "steps": steps}

    def _is_possible(self, step: GuideStep) -> bool:
        user = self._workspace.users.get(step.user)
        if user is None or user.deleted:
            return False
        if step.place in (APP, HOME):
            return True
        channel = self._workspace.channels.get(step.place)
        return channel is not None and not channel.archived and step.user in channel.members

    def _step(self, step: GuideStep) -> Json:
        is_own = step.place in (APP, HOME)
        return {
            "id": step.id,
            "what": step.what,
            "why": step.why,
            "user": step.user,
            "channel": self._workspace.app_direct(step.user).id if is_own else step.place,
            "home": step.place == HOME,
            "thread": step.thread,
            "text": step.text,
            "move": {"label": step.move.label, "to": step.move.to.isoformat()} if step.move else None,
            "done": step.id in self._done,
        }
