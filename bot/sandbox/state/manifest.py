"""What the app's manifest grants and declares."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Command:
    """A slash command of the app. `should_escape`: who and what its text names comes with ids."""

    command: str
    description: str
    usage_hint: str
    should_escape: bool = False


@dataclass(frozen=True)
class Shortcut:
    """A global or message shortcut of the app."""

    name: str
    kind: str
    callback_id: str
    description: str


@dataclass(frozen=True)
class Manifest:
    """The parts of the manifest that change what Slack sends, shows or refuses."""

    app_name: str
    bot_name: str
    scopes: frozenset[str]
    bot_events: frozenset[str]
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    home_tab: bool
    messages_tab: bool
    messages_tab_read_only: bool
    interactivity: bool

    def command(self, name: str) -> Command | None:
        """The declared command of that name."""
        return next((each for each in self.commands if each.command == name), None)

    def shortcut(self, callback_id: str) -> Shortcut | None:
        """The declared shortcut of that callback_id."""
        return next((each for each in self.shortcuts if each.callback_id == callback_id), None)


def read_manifest(source: Mapping[str, Any]) -> Manifest:
    """Read a Slack app manifest (schema 2.0.0); what it leaves out is off, but for the Messages tab.

    Raises ValueError for what Slack would not install: commands or shortcuts without the scope for them.
    """
    features = source.get("features", {})
    settings = source.get("settings", {})
    home = features.get("app_home", {})
    scopes = frozenset(source.get("oauth_config", {}).get("scopes", {}).get("bot", ()))
    if "commands" not in scopes and (features.get("slash_commands") or features.get("shortcuts")):
        raise ValueError("slash commands and shortcuts need the bot scope `commands`")
    name = source.get("display_information", {}).get("name", "App")
    return Manifest(
        app_name=name,
        bot_name=features.get("bot_user", {}).get("display_name", name),
        scopes=scopes,
        bot_events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
        commands=tuple(
            Command(
                each["command"],
                each.get("description", ""),
                each.get("usage_hint", ""),
                should_escape=bool(each.get("should_escape", False)),
            )
            for each in features.get("slash_commands", ())
        ),
        shortcuts=tuple(
            Shortcut(each["name"], each["type"], each["callback_id"], each.get("description", ""))
            for each in features.get("shortcuts", ())
        ),
        home_tab=bool(home.get("home_tab_enabled", False)),
        messages_tab=bool(home.get("messages_tab_enabled", True)),
        messages_tab_read_only=bool(home.get("messages_tab_read_only_enabled", False)),
        interactivity=bool(settings.get("interactivity", {}).get("is_enabled", False)),
    )
