"""The form of an action: what stands in it, and what can be taken of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.domain.actions.action import (
    MOST_AT_ONCE,
    ActionKind,
    Questioned,
    Support,
    Supported,
    TrainingKind,
)
from bot.domain.actions.gaps import Gap
from bot.domain.actions.mentors import Mentor
from bot.domain.people import Person
from bot.domain.weeks.feedback import Tied
from bot.domain.weeks.feedback_form import has_words
from bot.errors import Refusal

KIND, TRAINING, OWNER, MENTOR, DUE, TIED, GAP, TEXT, QUESTIONS, LANDS, SUPPORT, OFFERED = (
    "kind",
    "training",
    "owner",
    "mentor",
    "due",
    "tied",
    "gap",
    "text",
    "questions",
    "lands",
    "support",
    "offered",
)
"""The form's fields."""
EMPLOYEE, MANAGER = "employee", "manager"
"""Who does it, where it is no mentor."""
FEW, HITS = "few", "hits"
"""What of the three questions can be ticked."""
TEXT_LIMIT = 1000
LINE_LIMIT = 200


@dataclass(frozen=True, kw_only=True)
class TypedAction:
    """What stands in the form. `training`: of which kind one is; `mentor`: a person's id; `due`: a day as
    Slack writes it; `tied`: a `Tied.value`; `questions` and `support`: what is ticked.
    """

    kind: str = ""
    training: str = ""
    owner: str = ""
    mentor: str = ""
    due: str = ""
    tied: str = ""
    gap: str = ""
    text: str = ""
    questions: tuple[str, ...] = ()
    lands: str = ""
    support: tuple[str, ...] = ()
    offered: str = ""

    @property
    def what(self) -> ActionKind | None:
        return ActionKind(self.kind) if self.kind in set(ActionKind) else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not any(each.strip() for each in (self.gap, self.text, self.lands, self.offered))

    def as_kept(self) -> dict[str, Any]:
        """As a draft keeps it."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in vars(self).items()
            if value
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "TypedAction":
        """What a draft keeps; what this version does not know is left out."""
        said: dict[str, Any] = {}
        for name in cls.__dataclass_fields__:
            value = kept.get(name)
            if isinstance(value, list):
                said[name] = tuple(str(each) for each in value)
            elif value:
                said[name] = str(value)
        return cls(**said)


@dataclass(frozen=True, kw_only=True)
class ActionForm:
    """The form as it stands. `manager`: whoever writes it; of HR where it is a training alone
    (`only_training`). `choices`: what it can be tied to; `gaps`: what is lacking, first of all that;
    `mentors`: who can be asked, the least loaded first; `open_now`: how many actions are open already.
    `saved_at`: when what stands there was kept.
    """

    person: Person
    manager: Person
    typed: TypedAction
    choices: tuple[Tied, ...]
    mentors: tuple[Mentor, ...]
    open_now: int
    gaps: tuple[Gap, ...] = ()
    only_training: bool = False
    saved_at: datetime | None = None

    @property
    def others(self) -> tuple[Tied, ...]:
        """What it can be tied to that is no gap."""
        lacking = {each.tied.value for each in self.gaps}
        return tuple(each for each in self.choices if each.value not in lacking)

    @property
    def due(self) -> date | None:
        """The day that is chosen, where it is one."""
        try:
            return date.fromisoformat(self.typed.due)
        except ValueError:
            return None

    @property
    def is_too_much(self) -> bool:
        """Whether there would be more than anybody does at once."""
        return self.open_now + 1 > MOST_AT_ONCE


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What can be taken of it."""

    kind: ActionKind
    owner_id: int
    due_on: date
    tied: Tied | None
    gap: str
    text: str
    questioned: Questioned
    supported: Supported
    training: TrainingKind | None = None


def taken(form: ActionForm, *, now: datetime) -> Taken:
    """What was typed, checked.

    Raises Refusal, each with its field: action.kind, action.training, action.support, action.missing,
    action.too_long, action.owner, action.mentor, action.mentor_full, action.no_day, action.past,
    action.not_working_day, action.tied, action.tied_gone.
    """
    typed, kind = form.typed, form.typed.what
    if kind is None:
        raise Refusal("action.kind", field=KIND)
    training = _training(typed) if kind is ActionKind.TRAINING else None
    supported = _supported(typed) if kind is ActionKind.PLAN else Supported()
    text = _written(typed.text, field=TEXT, limit=TEXT_LIMIT)
    owner = _owner(form, kind)
    due_on = _day(typed.due, owner, now=now)
    tied = _tied(typed.tied, [*(each.tied for each in form.gaps), *form.others])
    gap = _short(typed.gap, field=GAP)
    if tied is None and not has_words(gap):
        raise Refusal("action.tied", field=GAP)
    return Taken(
        kind=kind,
        owner_id=owner.id,
        due_on=due_on,
        tied=tied,
        gap=gap,
        text=text,
        questioned=Questioned(
            open_then=form.open_now,
            few=FEW in typed.questions,
            hits=HITS in typed.questions,
            lands=_short(typed.lands, field=LANDS),
        ),
        supported=supported,
        training=training,
    )


def _training(typed: TypedAction) -> TrainingKind:
    if typed.training not in set(TrainingKind):
        raise Refusal("action.training", field=TRAINING)
    return TrainingKind(typed.training)


def _supported(typed: TypedAction) -> Supported:
    kinds = tuple(each for each in Support if each.value in typed.support)
    if not kinds:
        raise Refusal("action.support", field=SUPPORT)
    return Supported(kinds=kinds, text=_written(typed.offered, field=OFFERED, limit=TEXT_LIMIT))


def _owner(form: ActionForm, kind: ActionKind) -> Person:
    if kind is not ActionKind.MENTORING:
        owners = {EMPLOYEE: form.person, MANAGER: form.manager}
        if form.typed.owner not in owners:
            raise Refusal("action.owner", field=OWNER)
        return owners[form.typed.owner]
    mentor = next((each for each in form.mentors if str(each.person.id) == form.typed.mentor), None)
    if mentor is None:
        raise Refusal("action.mentor", field=MENTOR)
    if mentor.is_full:
        raise Refusal("action.mentor_full", field=MENTOR, name=mentor.person.name, count=mentor.load)
    return mentor.person


def _day(typed: str, owner: Person, *, now: datetime) -> date:
    """In the calendar of whoever does it."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise Refusal("action.no_day", field=DUE) from None
    if day < now.astimezone(owner.zone).date():
        raise Refusal("action.past", field=DUE, on=day)
    if not owner.calendar.is_working_day(day):
        raise Refusal("action.not_working_day", field=DUE, on=day)
    return day


def _tied(value: str, choices: Sequence[Tied]) -> Tied | None:
    if not value:
        return None
    found = next((each for each in choices if each.value == value), None)
    if found is None:
        raise Refusal("action.tied_gone", field=TIED)
    return found


def _written(text: str, *, field: str, limit: int) -> str:
    said = _short(text, field=field, limit=limit)
    if not has_words(said):
        raise Refusal("action.missing", field=field)
    return said


def _short(text: str, *, field: str, limit: int = LINE_LIMIT) -> str:
    said = text.strip()
    if len(said) > limit:
        raise Refusal("action.too_long", field=field, limit=limit, length=len(said))
    return said


def read_reason(text: str, *, field: str) -> str:
    """Why an action is dropped. Raises Refusal: action.missing, action.too_long."""
    return _written(text, field=field, limit=TEXT_LIMIT)


def read_line(text: str, *, field: str) -> str:
    """A line that may be empty. Raises Refusal("action.too_long")."""
    return " ".join(_short(text, field=field).split())
