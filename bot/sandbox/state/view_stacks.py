"""Open views: each person's stack of modals and Home tab, with hashes and what was typed."""

import secrets
import time
from dataclasses import dataclass, field

from bot.sandbox.errors import SlackError
from bot.sandbox.state.values import Values, carried_state
from bot.sandbox.state.workspace import Json, Workspace
from bot.sandbox.validation.normalise import stored_blocks

DEEPEST = 3  # Source: slack.md, Views: root and two pushes.


@dataclass
class View:
    """A view on somebody's screen (or, a Home tab, ready to be)."""

    id: str
    user: str
    surface: str
    content: Json
    hash: str
    root_id: str
    previous_id: str | None
    state: Values
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        """Its blocks, with every id filled in."""
        blocks: list[Json] = self.content["blocks"]
        return blocks


class ViewStacks:
    """All open views; changes them as views.open, push, update and publish do."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.shown: dict[tuple[str, str], set[str]] = {}

    def open(self, user: str, content: Json) -> View:
        """A new root modal; it takes the place of what was open."""
        self._refuse_taken(content, None)
        view = self._new(user, "modal", content)
        self.stacks[user] = [view]
        return view

    def push(self, user: str, content: Json) -> View:
        """A modal on top. Raises SlackError not_found or push_limit_reached."""
        stack = self.stacks.get(user, [])
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= DEEPEST:
            raise SlackError("push_limit_reached")
        self._refuse_taken(content, None)
        view = self._new(user, "modal", content)
        view.root_id, view.previous_id = stack[0].id, stack[-1].id
        stack.append(view)
        return view

    def publish(self, user: str, content: Json, hash: str | None) -> View:
        """A person's Home tab, new or changed. Raises SlackError hash_conflict."""
        home = self.homes.get(user)
        self._refuse_taken(content, home)
        if home is None:
            home = self._new(user, "home", content)
            self.homes[user] = home
            return home
        return self.change(home, content, hash)

    def change(self, view: View, content: Json, hash: str | None = None) -> View:
        """New content for a view; what was typed stays where block_id and action_id stay.

        Raises SlackError hash_conflict or duplicate_external_id.
        """
        if hash and hash != view.hash:
            raise SlackError("hash_conflict")
        self._refuse_taken(content, view)
        view.content = {**content, "blocks": stored_blocks(content["blocks"])}
        view.state = carried_state(view.blocks, view.state)
        view.hash = _new_hash()
        view.errors = {}
        return view

    def find(self, view_id: str | None = None, external_id: str | None = None) -> View:
        """An open view. Raises SlackError not_found."""
        for view in self.all():
            if (view_id and view.id == view_id) or (
                external_id and view.content.get("external_id") == external_id
            ):
                return view
        raise SlackError("not_found")

    def all(self) -> list[View]:
        """Every open modal and published Home tab."""
        return [each for stack in self.stacks.values() for each in stack] + list(self.homes.values())

    def top(self, user: str) -> View | None:
        """The modal a person sees."""
        stack = self.stacks.get(user)
        return stack[-1] if stack else None

    def close(self, view: View) -> None:
        """Take a modal, and all above it, off its stack."""
        stack = self.stacks.get(view.user, [])
        if view in stack:
            self.stacks[view.user] = stack[: stack.index(view)]

    def clear(self, user: str) -> list[View]:
        """Close all of a person's modals."""
        return self.stacks.pop(user, [])

    def shape(self, view: View) -> Json:
        """A view as the API and payloads give it."""
        workspace, content = self._workspace, view.content
        return {
            "id": view.id,
            "team_id": workspace.team_id,
            "type": view.surface,
            "blocks": view.blocks,
            "private_metadata": content.get("private_metadata") or "",
            "callback_id": content.get("callback_id") or "",
            "state": {"values": view.state},
            "hash": view.hash,
            "title": _flagged(content.get("title")),
            "clear_on_close": bool(content.get("clear_on_close", False)),
            "notify_on_close": bool(content.get("notify_on_close", False)),
            "close": _flagged(content.get("close")),
            "submit": _flagged(content.get("submit")),
            "previous_view_id": view.previous_id,
            "root_view_id": view.root_id,
            "app_id": workspace.app_id,
            "external_id": content.get("external_id") or "",
            "app_installed_team_id": workspace.team_id,
            "bot_id": workspace.bot_id,
        }

    def _new(self, user: str, surface: str, content: Json) -> View:
        kind = surface if surface == "home" else content.get("callback_id") or ""
        self.shown.setdefault((user, kind), set()).add(content.get("private_metadata") or "")
        blocks = stored_blocks(content["blocks"])
        view_id = self._workspace.ids.next("V")
        state = carried_state(blocks, {})
        return View(view_id, user, surface, {**content, "blocks": blocks}, _new_hash(), view_id, None, state)

    def _refuse_taken(self, content: Json, same: View | None) -> None:
        external_id = content.get("external_id")
        if external_id and any(
            each is not same and each.content.get("external_id") == external_id for each in self.all()
        ):
            raise SlackError("duplicate_external_id")


def _new_hash() -> str:
    return f"{int(time.time())}.{secrets.token_hex(4)}"


def _flagged(text: Json | None) -> Json | None:
    return {"emoji": True, **text} if text else None
