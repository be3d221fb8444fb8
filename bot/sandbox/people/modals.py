"""Modals as a person meets them."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.people.screen import Control, Json, NotOnScreen, words
from bot.sandbox.people.surfaces import BUTTONS, TYPED, Surface, Viewer, is_many


class Modal(Surface):
    """A modal, live while it is open; afterwards as it last was."""

    name = "the modal"

    def __init__(self, person: Viewer, entry: Json) -> None:
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
