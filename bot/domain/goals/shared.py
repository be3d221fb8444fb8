"""A KPI that several people or departments share: one target, one figure, each owner's own weight.

Source: domain.md §4. Each version is proposed to all owners and never changes.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.goals.shared_way import SHARED, Stage, State
from bot.domain.goals.sheet import FIELDS, next_key
from bot.domain.obligations import MINUTES, Obligation, Subject
from bot.domain.people import Person
from bot.domain.reviews.kpis import Kpi

MOST_OWNERS = 20
"""As many as can be asked (our choice): what more share is a goal of the plan."""

REASON_LIMIT = 500

OWN_FIELDS = frozenset({"weight", "duty", "shared_id"})
"""What each owner's sheet says of its own; all else is everybody's."""

SHARED_FIELDS = tuple(name for name in FIELDS if name not in OWN_FIELDS)


@dataclass(frozen=True, kw_only=True)
class Owner:
    """A person or a department. `agreed_by_id`: who has agreed for them. `basis_id`: the version of the KPI
    sheet which they had signed when they agreed, and on which this KPI stood; None where there was none.
    """

    id: int
    person_id: int | None = None
    department_id: int | None = None
    agreed_by_id: int | None = None
    agreed_at: datetime | None = None
    basis_id: int | None = None

    @property
    def has_agreed(self) -> bool:
        return self.agreed_at is not None


@dataclass(frozen=True, kw_only=True)
class SharedKpi:
    """One version. `shared_id` is that of all versions; `number` counts them from 1. `kpi`: everything that
    is shared; its weight and its duty say nothing. `key`: under which it stood on the sheet of whoever
    shared it. `version`: the number of the last entry of its history.
    """

    id: int
    shared_id: int
    number: int
    kpi: Kpi
    key: str
    cycle_id: int
    state: State
    version: int
    proposed_by_id: int
    proposed_at: datetime
    because: str
    owners: tuple[Owner, ...]

    @property
    def stage(self) -> Stage:
        return SHARED.stage(self.state)

    @property
    def owner_people(self) -> frozenset[int]:
        return frozenset(owner.person_id for owner in self.owners if owner.person_id is not None)


Asked = Mapping[int, Sequence[Person]]
"""By an owner's id: who can answer for them; nobody where there is nobody to be asked any more."""


@dataclass(frozen=True, kw_only=True)
class Around:
    """Whom a version concerns, for whoever asks who may. `answering`: who can answer for some owner.

    `managers`: those of the owners.
    """

    proposed_by_id: int
    answering: frozenset[int]
    owners: frozenset[int]
    managers: frozenset[int]


def waiting_for(shared: SharedKpi, asked: Asked) -> list[Owner]:
    """The owners who have not agreed and can be asked."""
    return [owner for owner in shared.owners if not owner.has_agreed and asked[owner.id]]


def answered_by(shared: SharedKpi, asked: Asked, person_id: int) -> list[Owner]:
    """For which of those that are waited for somebody can answer."""
    return [
        owner
        for owner in waiting_for(shared, asked)
        if person_id in {person.id for person in asked[owner.id]}
    ]


def implied(
    shared: SharedKpi, asked: Asked, *, begun: Mapping[int, datetime], period: str, agreement_days: int
) -> Iterator[Obligation]:
    """One answer from everybody who can answer for an owner that has not agreed.

    `begun`: since when it is theirs, for whom it is not since it was proposed.
    """
    move = shared.stage.move
    if move is None:
        return
    people = {person.id: person for owner in waiting_for(shared, asked) for person in asked[owner.id]}
    for person in people.values():
        since = max(shared.proposed_at, begun.get(person.id, shared.proposed_at))
        yield Obligation(
            person_id=person.id,
            other_id=shared.proposed_by_id,
            kind=move,
            subject=Subject.SHARED_KPI,
            subject_id=shared.id,
            since=since,
            opens_at=since,
            due_on=person.calendar.add_working_days(since.astimezone(person.zone).date(), agreement_days),
            minutes=MINUTES[move],
            period=period,
        )


def content_of(kpi: Kpi) -> Kpi:
    """What is shared of a KPI of somebody's sheet."""
    return replace(kpi, key="", weight=0, duty="", shared_id=None, figure=None)


def on_a_sheet(shared: SharedKpi, own: Kpi) -> Kpi:
    """The shared KPI as it stands on an owner's sheet, where `own` stood."""
    return replace(
        shared.kpi, key=own.key, weight=own.weight, duty=own.duty, whose=own.whose, shared_id=shared.shared_id
    )


def stands_as(shared: SharedKpi, kpis: Sequence[Kpi], *, is_whose_key: bool) -> Kpi | None:
    """Under which KPI of a sheet it stands: an earlier version, or (`is_whose_key`) the one that its owner
    shared.
    """
    found = next((kpi for kpi in kpis if kpi.shared_id == shared.shared_id), None)
    if found is None and is_whose_key:
        return next((kpi for kpi in kpis if kpi.key == shared.key and kpi.shared_id is None), None)
    return found


def placed(
    shared: SharedKpi, kpis: Sequence[Kpi], *, taken: Collection[str], is_whose_key: bool
) -> tuple[Kpi, ...]:
    """The sheet with the shared KPI: where it stood, else at its end, where it has no weight yet. `taken`:
    keys that other KPIs have had.
    """
    stood = stands_as(shared, kpis, is_whose_key=is_whose_key)
    if stood is not None:
        return tuple(on_a_sheet(shared, kpi) if kpi is stood else kpi for kpi in kpis)
    new = replace(shared.kpi, key=next_key({*taken, *(kpi.key for kpi in kpis)}), shared_id=shared.shared_id)
    return (*kpis, new)


def changed_fields(before: Kpi, after: Kpi) -> tuple[str, ...]:
    """What is different for all of its owners."""
    return tuple(name for name in SHARED_FIELDS if getattr(before, name) != getattr(after, name))
