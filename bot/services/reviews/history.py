"""Reading what happened: each employee their own, and a manager what they have to do with."""

from collections.abc import Sequence

from bot.domain.access import Deed, may
from bot.domain.people import Person
from bot.domain.reviews.calibration import in_force
from bot.domain.reviews.history import PAGE, Happened, HistoryPage, Subject, as_read_by, newest_first
from bot.domain.reviews.review import Review
from bot.errors import Missing, Refusal
from bot.services.acting import Acting
from bot.services.actions.action_form import whose
from bot.services.reviews.advance_input import about_of
from storage.unit import Unit


def read_history(acting: Acting, *, about_id: int | None = None, page: int = 0) -> HistoryPage:
    """A page of it, or the last one where there are not so many; one's own unless somebody is named.

    Raises Refusal("history.not_your_report") where nothing of theirs is one's to read.
    """
    with acting.store.read() as unit:
        about = _whom(unit, about_id or acting.person.id)
        entries = _of(unit, acting, about)
        last = max(0, (len(entries) - 1) // PAGE)
        page = min(page, last)
        shown = entries[page * PAGE : (page + 1) * PAGE]
        acted = sorted({each.by_id for each in shown if each.by_id is not None})
        return HistoryPage(
            reader=acting.person,
            about=about,
            entries=shown,
            by={person.id: person.name for person in unit.people.values(acted)},
            total=len(entries),
            page=page,
        )


def read_history_of_account(acting: Acting, *, account: str) -> HistoryPage:
    """The first page about somebody, by their Slack id. Raises Refusal("history.not_your_report")."""
    with acting.store.read() as unit:
        person = unit.people.by_slack_id(account)
        if person is None:
            raise _not_yours()
    return read_history(acting, about_id=person.id)


def read_entry(acting: Acting, *, about_id: int, subject: Subject, row_id: int) -> Happened:
    """One entry whole. Raises Refusal("history.not_your_report"), Missing."""
    with acting.store.read() as unit:
        entries = _of(unit, acting, _whom(unit, about_id))
    found = next((each for each in entries if (each.subject, each.row_id) == (subject, row_id)), None)
    if found is None:
        raise Missing
    return found


def _whom(unit: Unit, person_id: int) -> Person:
    """Whoever is not there is told of as somebody of whom nothing is one's to read."""
    found = next(iter(unit.people.values([person_id])), None)
    if found is None:
        raise _not_yours()
    return found


def whole_history(unit: Unit, reader: Person, about: Person) -> list[Happened]:
    """All that the reader may know of, the newest first; nothing where that is nothing."""
    reviews = [
        each for each in unit.histories.reviews_of(about.id) if may(Deed.READ_HISTORY, reader, each[0])
    ]
    goals = [each for each in unit.histories.goals_of(about.id) if may(Deed.READ_HISTORY, reader, each[0])]
    if about.id != reader.id and not (reviews or goals):
        return []
    actions = may(Deed.READ_ACTIONS, reader, whose(unit, about.id))
    is_own = about.id == reader.id
    input_about = about_of(unit, about.id)
    subjects = [
        *(unit.histories.of_actions(about.id, of_mentors=not is_own) if actions else ()),
        *([unit.histories.looks_at_gates(about.id)] if is_own else ()),
        *(
            [unit.histories.of_inputs(about.id)]
            if is_own or may(Deed.READ_INPUT, reader, input_about)
            else ()
        ),
        *(unit.histories.of_review(*each) for each in reviews),
        *(unit.histories.of_talks(*each) for each in reviews),
        *(_calibrated(unit, *each, is_own=is_own) for each in reviews),
        *(unit.histories.looks_at(*each) for each in reviews),
        *(unit.histories.of_recognition(*each) for each in reviews),
        *(unit.histories.of_goals(*each) for each in goals),
    ]
    read = [[as_read_by(reader, entry) for entry in entries] for entries in subjects]
    return newest_first([[entry for entry in entries if entry is not None] for entries in read])


def _of(unit: Unit, acting: Acting, about: Person) -> list[Happened]:
    """The same. Raises Refusal("history.not_your_report") where nothing of somebody else's is theirs."""
    entries = whole_history(unit, acting.person, about)
    if about.id != acting.person.id and not entries:
        raise _not_yours()
    return entries


def _calibrated(unit: Unit, review: Review, period: str, *, is_own: bool) -> Sequence[Happened]:
    """Its employee reads of the moves that stand."""
    only = [each.number for each in in_force(unit.calibrations.of(review.id))] if is_own else None
    return unit.histories.of_calibration(review, period, only=only)


def _not_yours() -> Refusal:
    return Refusal("history.not_your_report")
