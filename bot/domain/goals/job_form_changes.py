"""What is different between two versions of a job-responsibility form, item by item by its key."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.domain.goals.job_form import Answer, Content, Duty, Requirement, Text

T = TypeVar("T", Duty, Requirement)

DUTY_FIELDS = ("name", "parts")
REQUIREMENT_FIELDS = ("kind", "name", "text", "weight")


@dataclass(frozen=True, kw_only=True)
class ItemChange(Generic[T]):
    """A duty or requirement of two versions: only `before` where it was dropped, only `after` where it is
    new. `fields` that differ, where it stands in both.
    """

    before: T | None
    after: T | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AnswerChange:
    """What somebody says now of a requirement that stood in both versions, and what they said before."""

    requirement: Requirement
    before: Answer
    after: Answer


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Everything. `is_reordered`: the duties that stand in both come in another order."""

    duties: tuple[ItemChange[Duty], ...] = ()
    requirements: tuple[ItemChange[Requirement], ...] = ()
    answers: tuple[AnswerChange, ...] = ()
    is_reordered: bool = False

    @property
    def count(self) -> int:
        """How many there are; the order is one."""
        return len(self.duties) + len(self.requirements) + len(self.answers) + int(self.is_reordered)


def changes(before: Content, after: Content) -> Changes:
    """What is different: of each list first what stands in the later version, then what is gone."""
    kept = {each.key for each in before.requirements}
    return Changes(
        duties=_items(before.duties, after.duties, DUTY_FIELDS),
        requirements=_items(before.requirements, after.requirements, REQUIREMENT_FIELDS),
        answers=tuple(
            AnswerChange(requirement=each, before=before.answer(each.key), after=after.answer(each.key))
            for each in after.requirements
            if each.key in kept and before.answer(each.key) != after.answer(each.key)
        ),
        is_reordered=_order(before.duties, after.duties) != _order(after.duties, before.duties),
    )


def parts_changed(before: Duty, after: Duty) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    """The parts that are gone, and those that are new; one that only moved is neither."""
    gone = tuple(part for part in before.parts if part not in after.parts)
    new = tuple(part for part in after.parts if part not in before.parts)
    return gone, new


def _items(before: Sequence[T], after: Sequence[T], fields: Sequence[str]) -> tuple[ItemChange[T], ...]:
    old = {each.key: each for each in before}
    found: list[ItemChange[T]] = []
    for each in after:
        was = old.pop(each.key, None)
        differ = tuple(name for name in fields if was and getattr(was, name) != getattr(each, name))
        if was is None or differ:
            found.append(ItemChange(before=was, after=each, fields=differ))
    found += [ItemChange(before=was, after=None) for was in old.values()]
    return tuple(found)


def _order(duties: Sequence[Duty], others: Sequence[Duty]) -> list[str]:
    """The keys of those that the others have, too, in order."""
    known = {each.key for each in others}
    return [each.key for each in duties if each.key in known]
