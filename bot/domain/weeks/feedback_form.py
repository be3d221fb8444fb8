"""What is typed into the form of feedback, and by which rule it is read: shown first, checked last."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from bot.domain.people import Person
from bot.domain.text import key, typed_text
from bot.domain.weeks.feedback import FeedbackKind, Telling, Tied
from bot.domain.weeks.visibility import Reader, When, who_reads
from bot.errors import Refusal

WHO, SORT, BEHAVIOUR, CONSEQUENCE, TIED, TELLING = (
    "who",
    "sort",
    "behaviour",
    "consequence",
    "tied",
    "telling",
)
"""The form's fields."""

TEXT_LIMIT = 3000
"""As much as Slack takes in one field."""

QUOTED_LIMIT = 1500
"""So much of a message is put into the form: half of what there is room for."""

MOST_ALIKE = 8
"""So many people of one name are told apart in a line."""

_EMOJI_NAME = re.compile(r":[a-z0-9_+'-]+:")


class Sort(StrEnum):
    """What can be chosen in the form: a kind of feedback, or a suggestion."""

    POSITIVE = "positive"
    CONSTRUCTIVE = "constructive"
    NEGATIVE = "negative"
    SUGGESTION = "suggestion"

    @property
    def kind(self) -> FeedbackKind:
        """The kind of feedback. Raises ValueError for a suggestion."""
        return FeedbackKind(self.value)


LATE_SORTS = (Sort.CONSTRUCTIVE, Sort.NEGATIVE)
"""What can be recorded now for a score that would surprise."""


@dataclass(frozen=True, kw_only=True)
class TypedFeedback:
    """What stands in the form. `who`: a Slack id, empty where nobody is chosen; `tied`: a `Tied.value`."""

    who: str = ""
    sort: Sort | None = None
    behaviour: str = ""
    consequence: str = ""
    tied: str = ""
    telling: Telling = Telling.AT_ONCE

    @property
    def is_suggestion(self) -> bool:
        return self.sort is Sort.SUGGESTION

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not (self.behaviour.strip() or self.consequence.strip())

    def as_kept(self) -> dict[str, Any]:
        """As a draft keeps it."""
        return {name: str(value) for name, value in vars(self).items() if value}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "TypedFeedback":
        """What a draft keeps; what this version does not know is left out."""
        said = {name: str(kept[name]) for name in cls.__dataclass_fields__ if kept.get(name)}
        sort, telling = said.pop("sort", ""), said.pop("telling", "")
        return cls(
            **said,
            sort=Sort(sort) if sort in set(Sort) else None,
            telling=Telling(telling) if telling in set(Telling) else Telling.AT_ONCE,
        )

    def quoting(self, words: str) -> "TypedFeedback":
        """With somebody's words before what was typed of their behaviour; their giver can change them."""
        if not words or words in self.behaviour:
            return self
        cut = words if len(words) <= QUOTED_LIMIT else words[: QUOTED_LIMIT - 1].rstrip() + "…"
        quoted = f"“{cut}”\n{self.behaviour}"
        return replace(self, behaviour=quoted[:TEXT_LIMIT])


@dataclass(frozen=True, kw_only=True)
class Rule:
    """By which rule it will be read, or whose it is to answer: the form's first line.

    `receiver`: None while nobody fit is chosen, and for a suggestion. `manager`: theirs, while there is one.
    `has_hr`: somebody of HR beside the receiver. `answering`: who answers a suggestion, by `due_on`; they are
    HR where `head` is None.
    """

    giver: Person
    is_suggestion: bool
    telling: Telling
    receiver: Person | None = None
    manager: Person | None = None
    has_hr: bool = True
    head: Person | None = None
    answering: tuple[Person, ...] = ()
    due_on: date | None = None

    @property
    def readers(self) -> Mapping[Reader, When]:
        return who_reads(told=self.telling is Telling.AT_ONCE)

    @property
    def fingerprint(self) -> str:
        """What the form carries to say which rule was shown; empty where none could be."""
        if self.is_suggestion:
            ids = ".".join(str(person.id) for person in self.answering)
            return f"suggestion:{ids}:{'head' if self.head else 'hr'}"
        if self.receiver is None:
            return ""
        manager = self.manager.id if self.manager else "nobody"
        return f"{self.telling.value}:{self.receiver.id}:{manager}:{self.has_hr}"


class RuleNotShown(Refusal):
    """The form's first line was about something else than what is sent now; nothing was sent."""

    def __init__(self) -> None:
        super().__init__("feedback.rule_not_shown")


@dataclass(frozen=True, kw_only=True)
class Late:
    """The review for whose score something is recorded after its period, and the cycle's name."""

    review_id: int
    employee_id: int
    cycle_id: int
    cycle_name: str


@dataclass(frozen=True, kw_only=True)
class FeedbackForm:
    """The form as it stands. `choices`: what it can be tied to. `may_keep`: whether its giver chooses when it
    is told. `unfit`: why whoever is chosen cannot be. `alike`: whom a name behind the command could mean.
    `late`: for which review it is recorded now, where a score needs it.
    """

    typed: TypedFeedback
    rule: Rule
    choices: tuple[Tied, ...]
    may_keep: bool
    unfit: Refusal | None = None
    called: str = ""
    alike: tuple[Person, ...] = ()
    was_kept: bool = False
    late: Late | None = None


def read_text(text: str, *, field: str) -> str:
    """What somebody wrote of behaviour or consequence.

    Raises Refusal: feedback.missing (nothing to read, or nothing but emoji), feedback.too_long.
    """
    said = typed_text(text).strip()
    if len(said) > TEXT_LIMIT:
        raise Refusal("feedback.too_long", field=field, limit=TEXT_LIMIT, length=len(said))
    if not has_words(said):
        raise Refusal("feedback.missing", field=field)
    return said


def has_words(text: str) -> bool:
    """Whether there is something in it that is no emoji, nor a mark: a letter or a number of any script."""
    return any(unicodedata.category(sign)[0] in "LN" for sign in _EMOJI_NAME.sub("", text))


def called(words: str, people: Sequence[Person]) -> tuple[tuple[Person, ...], str]:
    """Whom the words behind a command name, and what was written after the name.

    The longest beginning that is somebody's whole name counts; else everybody in whose name all words are.
    """
    said = words.split()
    names = [(person, key(person.name)) for person in people]
    for length in range(len(said), 0, -1):
        wanted = key(" ".join(said[:length])).removeprefix("@")
        found = tuple(person for person, name in names if name in (wanted, wanted.replace(" ", "")))
        if found:
            return found, " ".join(said[length:])
    parts = [key(each).removeprefix("@") for each in said]
    return tuple(person for person, name in names if parts and all(part in name for part in parts)), ""
