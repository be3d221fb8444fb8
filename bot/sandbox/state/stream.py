"""What open pages are told: short notes on what changed, never the data itself."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from bot.sandbox.state.workspace import Json


class Stream:
    """One queue per open page."""

    def __init__(self) -> None:
        self._queues: dict[str, set[asyncio.Queue[Json]]] = {}
        self.on_change: Callable[[], None] = lambda: None

    @property
    def is_watched(self) -> bool:
        """Whether any page is open."""
        return any(self._queues.values())

    def tell(self, users: Iterable[str], *changed: str, notice: Json | None = None) -> None:
        """Tell the pages of these people what to fetch again."""
        note: Json = {"changed": list(changed)}
        if notice:
            note["notice"] = notice
        for user in users:
            for queue in self._queues.get(user, ()):
                queue.put_nowait(note)
        self.on_change()

    def tell_everybody(self, *changed: str) -> None:
        """Tell every open page."""
        self.tell(list(self._queues), *changed)

    @contextmanager
    def watch(self, user: str) -> Iterator["asyncio.Queue[Json]"]:
        """The notes for one page, for as long as it is open."""
        queue: asyncio.Queue[Json] = asyncio.Queue()
        self._queues.setdefault(user, set()).add(queue)
        try:
            yield queue
        finally:
            self._queues[user].discard(queue)
