"""What the website desk's modals hold: read leniently for drafts, strictly when they are handed in."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from bot.domain.intake.facts import Attachment
from bot.domain.intake.known_answers import NAME_LIMIT, TITLE_LIMIT, Keeping
from bot.domain.intake.way import Event
from bot.domain.text import name_text, typed_text
from bot.errors import Refusal
from handlers import carried
from handlers.carried import LARGEST_ID
from messages.intake.issue_fields import FILES, MOST_FILES
from messages.intake.known_answers_choice import KEEP
from messages.intake.step_form import WAITS_FOR_LIMIT
from messages.kit import TEXT_LIMIT

Form = TypeVar("Form", bound=BaseModel)
IMAGE = "image/"
LONGEST_NAME, LONGEST_TYPE, LONGEST_LINK = 255, 80, 500


class SlackFile(BaseModel):
    """A file as Slack describes it in a view or a message."""

    model_config = ConfigDict(extra="ignore")

    id: str
    name: str | None = None
    mimetype: str | None = None
    permalink: str | None = None

    def attachment(self) -> Attachment:
        link = self.permalink or ""
        return Attachment(
            file_id=self.id,
            name=(name_text(self.name or "") or self.id)[:LONGEST_NAME],
            mimetype=(self.mimetype or "")[:LONGEST_TYPE],
            permalink=link if len(link) <= LONGEST_LINK else "",
        )


class StepInput(BaseModel):
    """The form about one step. `text` may be empty only where a note is optional."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TEXT_LIMIT)]
    due_on: date | None = None
    waits_for: Annotated[str, StringConstraints(strip_whitespace=True, max_length=WAITS_FOR_LIMIT)] = ""
    files: list[SlackFile] = []


class KeepingInput(BaseModel):
    """How an answer is to be kept; what is wrong with a name is said where it is known what is free."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, max_length=TITLE_LIMIT)]
    name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=NAME_LIMIT + 1)]


class NoteInput(StepInput):
    """A step whose words may be left out."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=TEXT_LIMIT)]


class BlockInput(StepInput):
    """A step that says what is waited for."""

    waits_for: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=WAITS_FOR_LIMIT)
    ]


class StepMetadata(BaseModel):
    """Which request and step a form is about; `seen` is the desk's last step when it was opened.

    `known`: the kept answer that was chosen last, in the `round`th choice.
    """

    request: Annotated[int, Field(le=LARGEST_ID)]
    event: Event
    seen: int
    known: int | None = None
    round: int = 0


def typed(view: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in a modal's inputs by block_id, as plain JSON values; empty ones are empty strings.

    Texts come without what cannot be seen, so that one made of that is empty.
    """
    found = {}
    for block_id, elements in (view.get("state") or {}).get("values", {}).items():
        for state in elements.values():
            found[block_id] = _value(state)
    return found


def text_in(view: Mapping[str, Any], block_id: str) -> str:
    """What was typed there, without space around it; empty where there is no text."""
    value = typed(view).get(block_id)
    return value.strip() if isinstance(value, str) else ""


def _value(state: Mapping[str, Any]) -> Any:
    if "files" in state:
        return state["files"] or []
    if "selected_options" in state:
        return [option["value"] for option in state["selected_options"] or []]
    if "selected_option" in state:
        return (state["selected_option"] or {}).get("value") or ""
    if "selected_date" in state:
        return state["selected_date"]
    return typed_text(state.get("value") or "")


def read_step(view: Mapping[str, Any], event: Event) -> StepInput:
    """The form, checked; only an acceptance, and that it goes on, may do without words. Raises Refusal."""
    values = {"text": "", **_DEFAULTS.get(event, {}), **typed(view)}
    step = checked(_SHAPES.get(event, StepInput), values)
    refuse_wrong_files(step.files)
    return step


_SHAPES: Mapping[Event, type[StepInput]] = {
    Event.ACCEPT: NoteInput,
    Event.RESUME: NoteInput,
    Event.BLOCK: BlockInput,
}
_DEFAULTS: Mapping[Event, Mapping[str, str]] = {Event.BLOCK: {"waits_for": ""}}


def read_keeping(view: Mapping[str, Any]) -> Keeping | None:
    """How what is sent is to be kept; None where it is not. Raises Refusal."""
    values = {"title": "", "name": "", **typed(view)}
    if not values.get(KEEP):
        return None
    keeping = checked(KeepingInput, values)
    return Keeping(title=name_text(keeping.title), name=keeping.name)


def step_metadata(view: Mapping[str, Any]) -> StepMetadata:
    """Raises Refusal("card.unknown")."""
    return carried.read(StepMetadata, view["private_metadata"])


def checked(shape: type[Form], values: Mapping[str, Any]) -> Form:
    """The values in that shape. Raises Refusal for the first field that is not right."""
    try:
        return shape.model_validate(values)
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False)[0]
        raise _refusal(str(first["loc"][0]), first["type"], first.get("ctx") or {}) from None


def _refusal(field: str, kind: str, facts: Mapping[str, Any]) -> Refusal:
    if kind == "string_too_short":
        return Refusal("request.text_missing", field=field)
    if kind == "string_too_long":
        return Refusal("request.text_too_long", field=field, limit=int(facts["max_length"]))
    return Refusal("request.not_a_choice", field=field)


def refuse_wrong_files(files: list[SlackFile]) -> None:
    """Raises Refusal where there are too many, or one that is no image."""
    if len(files) > MOST_FILES:
        raise Refusal("request.too_many_files", field=FILES, limit=MOST_FILES)
    for file in files:
        if not (file.mimetype or "").startswith(IMAGE):
            raise Refusal("request.not_an_image", field=FILES, name=file.name or file.id)
