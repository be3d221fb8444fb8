"""The organisation as a whole: listing it, and bringing it up to date from a file."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, TypeVar

from bot.domain.access import Deed, require
from bot.domain.import_plan import Imported, Plan, fields_of, plan
from bot.domain.matching import Answers, Doubt, match, with_present_managers
from bot.domain.organisation import Findings, Organisation, PersonEntry, check
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals import advance as goals
from bot.services.goals import advance_job_form as job_forms
from bot.services.goals import advance_shared as shared
from bot.services.goals.figures_owed import ask_everybody
from bot.services.goals.open_goals import ask_newcomers
from bot.services.reviews import advance as reviews
from bot.services.reviews.schemes import every_point
from bot.services.weeks import advance_check_in as check_ins
from bot.services.weeks import advance_feedback as feedback
from bot.services.weeks import advance_suggestion as suggestions
from storage.people.organisation import Places
from storage.unit import Store, Unit

__all__ = [
    "Imported",
    "check_organisation",
    "colleagues",
    "forget_places",
    "import_organisation",
    "locales_told",
    "preview",
]

PORTION = 250
"""People written in one transaction: whoever clicks meanwhile waits for no more."""

TAKES_AT_MOST = timedelta(minutes=5)
"""An import that has not ended by then has died."""

_T = TypeVar("_T")


@dataclass(frozen=True, kw_only=True)
class Previewed:
    """What an import would come to, and what has to be asked first.

    `organisation` is the file's, with managers by their address in it.
    """

    organisation: Organisation
    summary: Imported
    doubts: tuple[Doubt, ...]


def check_organisation(store: Store, organisation: Organisation) -> Findings:
    """What is wrong with an organisation, and what deserves a look."""
    with store.read() as unit:
        return check(organisation, scale=every_point(unit))


def preview(store: Store, organisation: Organisation, *, answers: Answers) -> Previewed:
    """What an import would change, without changing anything. Raises Refusal: organisation.answer."""
    with store.read() as unit:
        resolved, made, doubts = _planned(unit, organisation, answers)
    return Previewed(organisation=resolved, summary=made.summary, doubts=doubts)


def import_organisation(
    acting: Acting,
    organisation: Organisation,
    *,
    today: date,
    answers: Answers | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Imported:
    """Make the database say what the file says, all or nothing. Safe to run twice.

    Whoever is not in the file has left as of `today`; whoever is again has come back. How a person is
    recognised: bot.domain.matching. A KPI sheet that changed, a person's or a department's, becomes a new
    version; reviews that are open keep theirs, and whoever signed a sheet in Slack keeps that. Whoever comes
    while goals are agreed on is asked for theirs. Most is laid ready a portion at a time, unseen, so that
    others can write meanwhile; then it is switched to in one transaction. `progress` is told how many
    portions of how many are done.

    Raises Refusal: organisation.invalid, organisation.doubtful, organisation.answer, organisation.under_way,
    organisation.overtaken.
    """
    require(Deed.IMPORT_ORGANISATION, acting.by)
    with _under_way(acting) as number:
        with acting.store.read() as unit:
            resolved, made, doubts = _planned(unit, organisation, answers or Answers())
        problems = check_organisation(acting.store, resolved).problems
        if problems:
            raise Refusal("organisation.invalid", count=len(problems))
        if doubts:
            raise Refusal("organisation.doubtful", names=[doubt.entry.name for doubt in doubts])
        steps = [*_portions(acting, number, resolved, made)]
        for done, step in enumerate(steps):
            progress(done, len(steps))
            step()
        progress(len(steps), len(steps))
        with _mine(acting.store, number) as unit:
            _switch(unit, resolved, made, acting, today=today)
            unit.organisation.end(number, counts=_counts(made.summary), now=acting.now)
    return made.summary


def colleagues(store: Store) -> list[Person]:
    """Everybody that the database knows, also those who left, in the order of their ids."""
    with store.read() as unit:
        return unit.people.every()


def locales_told(store: Store) -> dict[int, str]:
    """The language of each person of whom Slack has told it, by the person's id."""
    with store.read() as unit:
        return dict(unit.accounts.locales_told())


def forget_places(store: Store) -> None:
    """Forget which messages stand where: the workspace that they stood in is gone."""
    with store.begin() as unit:
        unit.cards.forget_all()
        unit.accounts.forget_direct_channels()


@contextmanager
def _under_way(acting: Acting) -> Iterator[int]:
    """An import's number; whatever stops it half-way takes away what was laid ready."""
    number = _begin(acting)
    came_through = False
    try:
        yield number
        came_through = True
    finally:
        if not came_through:
            with acting.store.begin() as unit:
                if unit.organisation.is_under_way(number):
                    unit.organisation.sweep()
                    unit.organisation.end(number, counts=None, now=acting.now)


def _begin(acting: Acting) -> int:
    with acting.store.begin() as unit:
        unit.organisation.one_at_a_time()
        since = unit.organisation.under_way_since(after=acting.now - TAKES_AT_MOST)
        if since is not None:
            raise Refusal("organisation.under_way", since=since, until=since + TAKES_AT_MOST)
        unit.organisation.sweep()
        return unit.organisation.begin(now=acting.now)


@contextmanager
def _mine(store: Store, number: int) -> Iterator[Unit]:
    """A transaction of an import that nobody took for dead. Raises Refusal: organisation.overtaken."""
    with store.begin() as unit:
        if not unit.organisation.is_under_way(number):
            raise Refusal("organisation.overtaken")
        yield unit


def _planned(
    unit: Unit, organisation: Organisation, answers: Answers
) -> tuple[Organisation, Plan, tuple[Doubt, ...]]:
    stored = unit.organisation.stored()
    known = [each.known for each in stored]
    matching = match(organisation.people, known, answers=answers)
    resolved = with_present_managers(organisation, known, matching)
    made = plan(
        resolved,
        stored,
        unit.organisation.sheets(),
        matching,
        team_sheets=unit.organisation.team_sheets(),
        in_slack=unit.organisation.in_slack(),
    )
    return resolved, made, matching.doubts


def _portions(
    acting: Acting, number: int, organisation: Organisation, made: Plan
) -> Iterator[Callable[[], None]]:
    """Each a short transaction that nobody sees anything of."""

    def people(entries: Sequence[PersonEntry]) -> None:
        with _mine(acting.store, number) as unit:
            places = _places(unit, organisation)
            rows = [_row(entry, made, places) for entry in entries]
            for entry, person_id in zip(entries, unit.organisation.lay_people_ready(rows), strict=True):
                made.ids[entry.email] = person_id

    def managers(entries: Sequence[PersonEntry]) -> None:
        with _mine(acting.store, number) as unit:
            unit.organisation.change(
                {made.ids[entry.email]: _manager(entry, made) for entry in entries if entry.manager}
            )

    def sheets(some: Sequence[tuple[PersonEntry, int, list[dict[str, Any]]]]) -> None:
        with _mine(acting.store, number) as unit:
            unit.organisation.lay_sheets_ready(
                [(made.ids[entry.email], version, items) for entry, version, items in some], at=acting.now
            )

    def team_sheets(some: Sequence[tuple[str, int, list[dict[str, Any]]]]) -> None:
        with _mine(acting.store, number) as unit:
            departments = _places(unit, organisation).departments
            unit.organisation.lay_team_sheets_ready(
                [(departments[name], version, items) for name, version, items in some],
                at=acting.now,
            )

    yield from (partial(people, some) for some in _sliced(made.added))
    yield from (partial(managers, some) for some in _sliced(made.added))
    yield from (partial(sheets, some) for some in _sliced(made.sheets))
    yield from (partial(team_sheets, some) for some in _sliced(made.team_sheets))


def _switch(unit: Unit, organisation: Organisation, made: Plan, acting: Acting, *, today: date) -> None:
    """Show what was laid ready, and change all else, at once."""
    places = _places(unit, organisation, change=True)
    writing = unit.organisation
    _see_to_who_was_linked_meanwhile(unit, organisation, made)
    writing.free_keys(
        {
            "email": {*made.robbed, *(who for who, what in made.updates.items() if "email" in what)},
            "number": {*made.renumbered, *(who for who, what in made.updates.items() if "number" in what)},
            "slack_id": {
                *made.freed,
                *made.left,
                *(who for who, what in made.updates.items() if "slack_id" in what),
            },
        }
    )
    writing.show()
    changes = {who: places.resolved(what) for who, what in made.updates.items()}
    for entry in made.added:
        if late := made.late_keys(entry):
            changes[made.ids[entry.email]] = late
    for who in (*made.left, *made.freed):
        changes.setdefault(who, {})["dm_channel"] = None
    left = set(made.left)
    for who, what in changes.items():
        if "slack_id" in what:
            what["dm_channel"] = None
        if who in left:
            what["left_on"] = today
    for who in made.returned:
        changes.setdefault(who, {})["left_on"] = None
    newcomers = {entry.email for entry in made.added}
    moved = [entry for entry in made.managers if entry.email not in newcomers]
    for entry in moved:
        changes.setdefault(made.ids[entry.email], {}).update(_manager(entry, made))
    writing.change(changes)
    writing.remember_addresses(made.former)
    unit.homes.concern_everybody()
    _tell(unit, made, moved, acting)


def _see_to_who_was_linked_meanwhile(unit: Unit, organisation: Organisation, made: Plan) -> None:
    """An account that the file gives to somebody may be another's since the plan was made."""
    given = {entry.slack_id: made.ids.get(entry.email) for entry in organisation.people if entry.slack_id}
    known = {*made.freed, *made.left}
    for who, account in unit.organisation.accounts():
        if given.get(account, who) != who and who not in known:
            made.freed.append(who)


def _tell(unit: Unit, made: Plan, moved: Sequence[PersonEntry], acting: Acting) -> None:
    """Whom it concerns while a review or goals of theirs are open; and who is to agree on goals now."""
    concerned = unit.reviews.with_undecided() | unit.goals.with_under_way()
    for who in (*made.returned, *made.left):
        if who in concerned:
            reviews.leave_or_return(unit, who, acting)
            goals.leave_or_return(unit, who, acting)
            job_forms.leave_or_return(unit, who, acting)
            check_ins.leave_or_return(unit, who, acting)
        feedback.leave_or_return(unit, who, acting)
    ask_everybody(unit, acting)
    for entry in moved:
        who = made.ids[entry.email]
        if who in concerned and entry.manager:
            manager = unit.people.get(made.ids[entry.manager])
            reviews.hand_over(unit, who, manager, acting)
            goals.hand_over(unit, who, manager, acting)
            job_forms.hand_over(unit, who, manager, acting)
            check_ins.hand_over(unit, who, manager, acting)
    shared.look_again(unit, acting)
    suggestions.look_again(unit, acting)
    ask_newcomers(unit, acting)


def _manager(entry: PersonEntry, made: Plan) -> dict[str, Any]:
    return {"manager_id": made.ids[entry.manager] if entry.manager else None}


def _counts(summary: Imported) -> dict[str, int]:
    return {
        name: len(getattr(summary, name))
        for name in ("added", "changed", "returned", "left", "sheets", "team_sheets", "new_manager")
    }


def _places(unit: Unit, organisation: Organisation, *, change: bool = False) -> Places:
    """Every place of the file, made where it is not there; `change`: also what the file says of each."""
    return unit.organisation.places(
        branches={each.name: (each.country, each.timezone) for each in organisation.branches},
        departments={each.name: each.is_technical for each in organisation.departments},
        change=change,
    )


def _row(entry: PersonEntry, made: Plan, places: Places) -> dict[str, Any]:
    """A newcomer as they are laid ready: what is somebody else's until the switch is left open."""
    said = fields_of(entry)
    for name in made.late_keys(entry):
        said[name] = f"+{entry.at[-1]}" if name == "email" else None
    return places.resolved(said)


def _sliced(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for first in range(0, len(items), PORTION):
        yield items[first : first + PORTION]
