"""Blocks on a person's screen and what can be done to them: what messages, modals and the Home tab share."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any, Protocol

from bot.sandbox.people.screen import (
    Control,
    Json,
    NotAcknowledged,
    NotOnScreen,
    controls,
    match,
    options_of,
    plain_words,
    words,
)

BUTTONS = ("button", "workflow_button", "feedback_buttons")
TYPED = ("plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input")
PEOPLE = ("users_select", "multi_users_select")
PLACES = ("conversations_select", "channels_select", "multi_conversations_select", "multi_channels_select")
MANY = ("checkboxes", "file_input")


def is_many(kind: str) -> bool:
    """Whether an element holds several values."""
    return kind.startswith("multi_") or kind in MANY


class Viewer(Protocol):
    """Whose screen it is, as far as what stands on it needs to know."""

    def get(self, path: str, **query: str) -> Json:
        """Fetch from this person's part of the client API."""

    def post(self, path: str, body: Json) -> Json:
        """Do something through this person's part of the client API."""

    def names(self) -> Mapping[str, str]:
        """Everybody's name by id."""

    def conversations(self) -> list[Json]:
        """The sidebar."""

    def upload(self, name: str, content: bytes) -> str:
        """Put a file into the workspace; the id of it."""


class Surface(ABC):
    """Blocks on screen, with what a person can do to them."""

    name = "screen"

    def __init__(self, person: Viewer) -> None:
        self.person = person

    @property
    @abstractmethod
    def blocks(self) -> list[Json]:
        """The blocks as they stand now."""

    @property
    @abstractmethod
    def state(self) -> dict[str, dict[str, Json]]:
        """What the elements hold, by block_id and action_id."""

    @abstractmethod
    def _container(self) -> Json:
        """Where Slack says that an action took place."""

    @property
    def plain(self) -> str:
        """All legible text."""
        return plain_words(self.blocks, self.person.names())

    @property
    def buttons(self) -> list[str]:
        """The words on the buttons, top to bottom."""
        return [each.label for each in self._controls() if each.kind in BUTTONS]

    def click(self, label: str, *, confirm: bool | None = None, near: str | None = None) -> None:
        """Press a button; `near` tells equal ones apart; `confirm` answers its dialog.

        Raises NotOnScreen, or NotAcknowledged when the app is late.
        """
        control = self._find(label, lambda each: each.kind in BUTTONS, "button", near)
        if self._confirmed(control, confirm):
            is_thumb = control.kind == "feedback_buttons"
            self._act(control, control.element["value"] if is_thumb else None)

    def choose_overflow(self, label: str, *, confirm: bool | None = None, near: str | None = None) -> None:
        """Open the overflow menu that has this entry, and choose it."""
        menus = [
            each
            for each in self._controls()
            if each.kind == "overflow" and (near is None or near in each.near)
        ]
        for each in menus:
            options = options_of(each.element)
            place = match(label, [words(option["text"], {}) for option in options])
            if place is not None:
                if self._confirmed(each, confirm):
                    self._act(each, options[place]["value"])
                return
        entries = [words(option["text"], {}) for each in menus for option in options_of(each.element)]
        raise NotOnScreen(f"No overflow entry {label!r} on {self.name}; there is {entries}\n{self._seen()}")

    def select(self, menu: str, option: str, *, near: str | None = None) -> None:
        """Choose from a menu, known by placeholder, label or the text beside it."""
        control = self._find(menu, lambda each: each.kind not in (*BUTTONS, *TYPED), "menu", near)
        self._act(control, self._value(control, option))

    def pick_date(self, label: str, day: date | str, *, near: str | None = None) -> None:
        """Choose a day in a date picker."""
        control = self._find(label, lambda each: each.kind == "datepicker", "date picker", near)
        self._act(control, day if isinstance(day, str) else day.isoformat())

    def pick_time(self, label: str, at: time | str, *, near: str | None = None) -> None:
        """Choose a time in a time picker."""
        control = self._find(label, lambda each: each.kind == "timepicker", "time picker", near)
        self._act(control, at if isinstance(at, str) else at.strftime("%H:%M"))

    def pick_datetime(self, label: str, at: datetime, *, near: str | None = None) -> None:
        """Choose a moment in a picker of both."""
        control = self._find(label, lambda each: each.kind == "datetimepicker", "moment picker", near)
        self._act(control, int(at.timestamp()))

    def offered(self, label: str) -> list[str]:
        """The options that a menu shows when opened."""
        control = self._find(label, lambda each: bool(options_of(each.element)), "menu", None)
        return [words(each["text"], {}) for each in options_of(control.element)]

    def _controls(self) -> list[Control]:
        return controls(self.blocks, self.person.names())

    def _find(self, label: str, fits: Callable[[Control], bool], what: str, near: str | None) -> Control:
        fitting = [each for each in self._controls() if fits(each) and (near is None or near in each.near)]
        same = [each for each in fitting if each.label == label]
        if len(same) > 1:
            raise NotOnScreen(
                f"{len(same)} times {what} {label!r} on {self.name}; say near=…\n{self._seen()}"
            )
        place = match(label, [each.label for each in fitting])
        if place is None:
            place = match(
                label, [f"{each.label} {words(each.element.get('placeholder'), {})}" for each in fitting]
            )
        if place is None:
            there = [each.label for each in fitting]
            raise NotOnScreen(f"No {what} {label!r} on {self.name}; there is {there}\n{self._seen()}")
        return fitting[place]

    def _seen(self) -> str:
        return f"On {self.name}:\n{self.plain}"

    def _confirmed(self, control: Control, confirm: bool | None) -> bool:
        dialog = control.element.get("confirm")
        if dialog and confirm is None:
            asked = words(dialog["text"], self.person.names())
            raise NotOnScreen(f"{control.label!r} asks first: {asked!r}; say confirm=True or False")
        if not dialog and confirm is not None:
            raise NotOnScreen(f"{control.label!r} asks nothing first")
        return confirm is not False

    def _value(self, control: Control, wanted: str) -> Any:
        """What the client API takes for an option's visible text; added to the rest where many are held."""
        value = self._option(control, wanted)
        return [*self._held(control), value] if is_many(control.kind) else value

    def _held(self, control: Control) -> list[Any]:
        held = self.state.get(control.block["block_id"], {}).get(control.element["action_id"], {})
        listed = next((each for each in held.values() if isinstance(each, list)), [])
        return [each.get("value") or each.get("id") if isinstance(each, dict) else each for each in listed]

    def _option(self, control: Control, wanted: str) -> str:
        if control.kind in PEOPLE:
            choices = dict(self.person.names())
        elif control.kind in PLACES:
            choices = {each["id"]: each["name"] for each in self.person.conversations()}
        else:
            found = (
                options_of(control.element)
                if "external" not in control.kind
                else self._asked(control, wanted)
            )
            choices = {each["value"]: words(each["text"], {}) for each in found}
        place = match(wanted, list(choices.values()))
        if place is None:
            there = list(choices.values())
            raise NotOnScreen(f"{control.label!r} does not offer {wanted!r} but {there}\n{self._seen()}")
        return list(choices)[place]

    def _asked(self, control: Control, query: str) -> list[Json]:
        body = {
            "container": self._container(),
            "block_id": control.block["block_id"],
            "action_id": control.element["action_id"],
            "query": query,
        }
        return options_of(self.person.post("options", body))

    def _act(self, control: Control, value: Any) -> None:
        body = {
            "container": self._container(),
            "block_id": control.block["block_id"],
            "action_id": control.element["action_id"],
            "value": value,
        }
        self._expect(self.person.post("actions", body))

    def _expect(self, answer: Json) -> None:
        if not answer.get("ok"):
            raise NotAcknowledged(
                f"{answer.get('error')} ({answer.get('reason', 'refused')})\n{self._seen()}"
            )
