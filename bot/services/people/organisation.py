"""The organisation as a whole: listing it, and bringing it up to date from a file."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, TypeVar

from bot.domain.access import Deed, require
from bot.domain.import_news import News
from bot.domain.import_plan import Imported, Plan, fields_of
from bot.domain.matching import Answers, Doubt
from bot.domain.organisation import Findings, Organisation, PersonEntry, check
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.people.import_news import what_follows
from bot.services.people.moves import Moving, follow
from bot.services.people.planned import Planned, many_left, planned_import
from bot.services.reviews.schemes import every_point
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

COUNTED = (
    "added",
    "changed",
    "returned",
    "left",
    "sheets",
    "team_sheets",
    "new_manager",
    "transferred",
)
"""What stands on record of an import."""

_T = TypeVar("_T")


@dataclass(frozen=True, kw_only=True)
class Previewed:
    """What an import would come to, and what has to be asked first.

    `organisation` is the file's, with managers by their address in it, and whoever stands in for one who left
    without a successor. `news`: what follows. `many_left`: with what it is refused where nobody says that so
    many are meant to leave.
    """

    organisation: Organisation
    summary: Imported
    doubts: tuple[Doubt, ...]
    news: tuple[News, ...] = ()
    many_left: Refusal | None = None


def check_organisation(store: Store, organisation: Organisation) -> Findings:
    """What is wrong with an organisation, and what deserves a look."""
    with store.read() as unit:
        return check(organisation, scale=every_point(unit))


def preview(acting: Acting, organisation: Organisation, *, today: date, answers: Answers) -> Previewed:
    """What an import would change, and what would follow, without changing anything.

    Raises Refusal: organisation.answer.
    """
    require(Deed.IMPORT_ORGANISATION, acting.by)
    with acting.store.read() as unit:
        planned = planned_import(unit, organisation, answers, today=today)
        made = planned.made
        news = tuple(what_follows(unit, planned, acting, today=today))
    return Previewed(
        organisation=planned.organisation,
        summary=made.summary,
        doubts=planned.doubts,
        news=news,
        many_left=many_left(made) if made.many_left else None,
    )


def import_organisation(
    acting: Acting,
    organisation: Organisation,
    *,
    today: date,
    answers: Answers | None = None,
    many_may_leave: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Imported:
    """Make the database say what the file says, all or nothing. Safe to run twice.

    Whoever is not in the file has left as of `today`; whoever is again has come back. How a person is
    recognised: bot.domain.matching. A KPI sheet that changed, a person's or a department's, becomes a new
    version; reviews that are open keep theirs, and whoever signed a sheet in Slack keeps that. Whoever comes
    while goals are agreed on is asked for theirs. Most is laid ready a portion at a time, unseen, so that
    others can write meanwhile; then it is switched to in one transaction. `progress` is told how many
    portions of how many are done.

    `many_may_leave`: it is meant that so many are not in the file.

    Raises Refusal: organisation.invalid, organisation.doubtful, organisation.many_left, organisation.answer,
    organisation.under_way, organisation.overtaken.
    """
    require(Deed.IMPORT_ORGANISATION, acting.by)
    with _under_way(acting) as number:
        with acting.store.read() as unit:
            planned = planned_import(unit, organisation, answers or Answers(), today=today)
        resolved, made = planned.organisation, planned.made
        problems = check_organisation(acting.store, resolved).problems
        if problems:
            raise Refusal("organisation.invalid", count=len(problems))
        if planned.doubts:
            raise Refusal("organisation.doubtful", names=[doubt.entry.name for doubt in planned.doubts])
        if made.many_left and not many_may_leave:
            raise many_left(made)
        steps = [*_portions(acting, number, resolved, made, today=today)]
        for done, step in enumerate(steps):
            progress(done, len(steps))
            step()
        progress(len(steps), len(steps))
        with _mine(acting.store, number) as unit:
            _switch(unit, planned, acting, number=number, today=today)
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


def _portions(
    acting: Acting, number: int, organisation: Organisation, made: Plan, *, today: date
) -> Iterator[Callable[[], None]]:
    """Each a short transaction that nobody sees anything of."""

    def people(entries: Sequence[PersonEntry]) -> None:
        with _mine(acting.store, number) as unit:
            places = _places(unit, organisation)
            rows = [_row(entry, made, places, today=today) for entry in entries]
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


def _switch(unit: Unit, planned: Planned, acting: Acting, *, number: int, today: date) -> None:
    """Show what was laid ready, and change all else, at once."""
    organisation, made = planned.organisation, planned.made
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
        changes.setdefault(who, {}).update(left_on=None, returned_on=today)
    newcomers = {entry.email for entry in made.added}
    moved = [entry for entry in made.managers if entry.email not in newcomers]
    for entry in moved:
        changes.setdefault(made.ids[entry.email], {}).update(_manager(entry, made))
    for address, leaver in made.stand_ins.items():
        changes.setdefault(made.ids[address], {})["stands_in_for_id"] = leaver
    writing.change(changes)
    writing.remember_addresses(made.former)
    unit.homes.concern_everybody()
    follow(
        unit,
        Moving(
            import_id=number,
            made=made,
            moved=moved,
            transfers=planned.transfers,
            vacancies=planned.vacancies,
            today=today,
        ),
        acting,
    )


def _see_to_who_was_linked_meanwhile(unit: Unit, organisation: Organisation, made: Plan) -> None:
    """An account that the file gives to somebody may be another's since the plan was made."""
    given = {entry.slack_id: made.ids.get(entry.email) for entry in organisation.people if entry.slack_id}
    known = {*made.freed, *made.left}
    for who, account in unit.organisation.accounts():
        if given.get(account, who) != who and who not in known:
            made.freed.append(who)


def _manager(entry: PersonEntry, made: Plan) -> dict[str, Any]:
    return {"manager_id": made.ids[entry.manager] if entry.manager else None}


def _counts(summary: Imported) -> dict[str, int]:
    return {name: len(getattr(summary, name)) for name in COUNTED}


def _places(unit: Unit, organisation: Organisation, *, change: bool = False) -> Places:
    """Every place of the file, made where it is not there; `change`: also what the file says of each."""
    return unit.organisation.places(
        branches={each.name: (each.country, each.timezone) for each in organisation.branches},
        departments={each.name: each.is_technical for each in organisation.departments},
        change=change,
    )


def _row(entry: PersonEntry, made: Plan, places: Places, *, today: date) -> dict[str, Any]:
    """A newcomer as they are laid ready: what is somebody else's until the switch is left open. Whoever the
    file does not say it of joins today, but for those of the first file.
    """
    said = fields_of(entry)
    if not made.is_first and entry.joined is None:
        said["joined_on"] = today
    for name in made.late_keys(entry):
        said[name] = f"+{entry.at[-1]}" if name == "email" else None
    return places.resolved(said)


def _sliced(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for first in range(0, len(items), PORTION):
        yield items[first : first + PORTION]
