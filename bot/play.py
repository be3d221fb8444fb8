"""Scripted people live through a quarter in the sandbox, for somebody to watch."""

import threading
from collections.abc import Mapping
from typing import Protocol

from rich.console import Console

from bot.local.workspace import LocalWorkspace


class Play(Protocol):
    """A story; `pause` is the time in seconds between two lines, `stopped` ends it early."""

    def __call__(
        self, workspace: LocalWorkspace, out: Console, *, pause: float, stopped: threading.Event
    ) -> None: ...


PLAYS: Mapping[str, Play] = {}
