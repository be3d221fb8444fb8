"""Things on a person's screen that can be acted on: a message, a modal, the Home tab."""

from collections.abc import Callable
from datetime import date, time
from typing import TYPE_CHECKING, Any

from bot.sandbox.screen import (
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

if TYPE_CHECKING:
    from bot.sandbox.driver import Person

BUTTONS = ("button", "workflow_button")
TYPED = ("plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input")
PEOPLE = ("users_select", "multi_users_select")
PLACES = ("conversations_select", "channels_select", "multi_conversations_select", "multi_channels_select")
MANY = ("checkboxes", "file_input")


def is_many(kind: str) -> bool:
    """Whether an element holds several values."""
    return kind.startswith("multi_") or kind in MANY


class Surface:
    """Blocks on screen, with what a person can do to them."""

    name = "screen"

    def __init__(self, person: "Person") -> None:
        self.person = person

    @property
    def blocks(self) -> list[Json]:
        """The blocks as they stand now."""
        raise NotImplementedError

    @property
    def state(self) -> dict[str, dict[str, Json]]:
        """What the elements hold, by block_id and action_id."""
        raise NotImplementedError

    def _container(self) -> Json:
        raise NotImplementedError

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
            self._act(control, None)

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


class Msg(Surface):
    """A message as it was when fetched; acting on it looks again first."""

    name = "the message"

    def __init__(self, person: "Person", channel: str, shape: Json) -> None:
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


class Modal(Surface):
    """A modal, live while it is open; afterwards as it last was."""

    name = "the modal"

    def __init__(self, person: "Person", entry: Json) -> None:
        super().__init__(person)
        self.id: str = entry["id"]
        self._entry = entry

    def __repr__(self) -> str:
        return f"<Modal {self.title!r}: {self.plain!r}>"

    @property
    def is_open(self) -> bool:
        """Whether it is still on the stack."""
        return self._look()

    @property
    def title(self) -> str:
        """The words on top."""
        self._look()
        return words(self._entry["view"]["title"], {})

    @property
    def blocks(self) -> list[Json]:
        """Its blocks."""
        self._look()
        blocks: list[Json] = self._entry["view"]["blocks"]
        return blocks

    @property
    def state(self) -> dict[str, dict[str, Json]]:
        """What its elements hold."""
        values: dict[str, dict[str, Json]] = self._entry["state"]["values"]
        return values

    @property
    def fields(self) -> list[str]:
        """The labels of its inputs."""
        return [words(each["label"], {}) for each in self.blocks if each["type"] == "input"]

    @property
    def errors(self) -> dict[str, str]:
        """What is marked, by label."""
        self._look()
        labels = {
            each["block_id"]: words(each["label"], {}) for each in self.blocks if each["type"] == "input"
        }
        return {labels.get(block_id, block_id): text for block_id, text in self._entry["errors"].items()}

    def value(self, label: str) -> Any:
        """What a field holds: a text, an option's words, or a list of them."""
        control = self._find(label, lambda each: each.kind not in BUTTONS, "field", None)
        held = self.state[control.block["block_id"]][control.element["action_id"]]
        content = next((each for key, each in held.items() if key != "type"), None)
        if isinstance(content, list):
            return [_face(each) for each in content]
        return _face(content)

    def fill(self, label: str, text: str) -> None:
        """Type into a field, in place of what it held."""
        control = self._find(label, lambda each: each.kind in TYPED, "text field", None)
        self._act(control, text)

    def choose(self, label: str, option: str | list[str]) -> None:
        """Choose in a menu, radio group or check boxes; where several fit they are added."""
        for each in [option] if isinstance(option, str) else option:
            self.select(label, each)

    def clear(self, label: str) -> None:
        """Empty a field."""
        control = self._find(label, lambda each: each.kind not in BUTTONS, "field", None)
        self._act(control, [] if is_many(control.kind) else None)

    def upload(self, label: str, name: str, content: bytes) -> None:
        """Add a file to a file input."""
        control = self._find(label, lambda each: each.kind == "file_input", "file field", None)
        self._act(control, [*self._held(control), self.person.upload(name, content)])

    def submit(self) -> "Modal":
        """Press submit; afterwards look at `errors` or `is_open`.

        Raises NotAcknowledged when the app was late or its answer was one that Slack refuses.
        """
        self._must_be_on_top()
        if not self._entry["view"].get("submit"):
            raise NotOnScreen(f"No submit button on {self.name}\n{self._seen()}")
        answer = self.person.post(f"views/{self.id}/submit", {})
        if not answer.get("ok") and "errors" not in answer:
            self._expect(answer)
        return self

    def close(self, *, everything: bool = False) -> None:
        """Press the close button, or the cross that leaves the whole stack."""
        self._must_be_on_top()
        self._expect(self.person.post(f"views/{self.id}/close", {"all": everything}))

    def _must_be_on_top(self) -> None:
        stack = self.person.get("views")["stack"]
        if not stack or stack[-1]["id"] != self.id:
            there = words(stack[-1]["view"]["title"], {}) if stack else "no modal at all"
            raise NotOnScreen(f"{self.name} {self.title!r} is not on top; there is {there!r}")

    def _find(self, label: str, fits: Callable[[Control], bool], what: str, near: str | None) -> Control:
        self._must_be_on_top()
        return super()._find(label, fits, what, near)

    def _look(self) -> bool:
        for each in self.person.get("views")["stack"]:
            if each["id"] == self.id:
                self._entry = each
                return True
        return False

    def _container(self) -> Json:
        return {"type": "view", "view_id": self.id}

    def _act(self, control: Control, value: Any) -> None:
        if control.kind in BUTTONS or control.kind == "overflow":
            super()._act(control, value)
            return
        ids = {"block_id": control.block["block_id"], "action_id": control.element["action_id"]}
        self._expect(self.person.post(f"views/{self.id}/state", {**ids, "value": value}))


def _face(content: Any) -> Any:
    if isinstance(content, dict):
        return words(content["text"], {}) if "text" in content else content.get("name") or content
    return content
