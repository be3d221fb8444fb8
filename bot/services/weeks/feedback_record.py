"""Reading feedback: one's own, and as a manager or HR what is on record about somebody."""

from collections.abc import Callable, Sequence

from bot.domain.access import Deed, may, require
from bot.domain.people import Person, Role
from bot.domain.weeks.feedback import Feedback
from bot.domain.weeks.feedback_record import (
    PAGE,
    PEOPLE_PAGE,
    PeopleOnRecord,
    RecordPage,
    Which,
    last_page,
)
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.weeks.feedback_facts import facts_of
from bot.services.weeks.suggestion import asked
from bot.services.weeks.suggestion_facts import facts_of as suggestions_of
from storage.unit import Unit


def read_record(acting: Acting, *, which: Which, about_id: int | None = None, page: int = 0) -> RecordPage:
    """A page of a list; the last one where there are not so many. `about_id`: whom it is about.

    Raises Refusal("feedback.not_your_report"); Missing.
    """
    with acting.store.read() as unit:
        if which is Which.SUGGESTED:
            return _suggested(unit, acting, page)
        about = _about(unit, acting, about_id) if which is Which.ABOUT else None
        whose = about or acting.person
        listed = {
            Which.RECEIVED: unit.feedback.received,
            Which.GIVEN: unit.feedback.given,
            Which.ABOUT: _on_record(unit, acting),
        }[which]
        _, total = listed(whose.id, limit=0)
        page = min(page, last_page(total, PAGE))
        pieces, _ = listed(whose.id, limit=PAGE, skip=page * PAGE)
        readable = [each for each in pieces if may(Deed.READ_FEEDBACK, acting.by, each)]
        return RecordPage(
            which=which,
            reader=acting.person,
            about=about,
            pieces=facts_of(unit, readable, acting.person, now=acting.now),
            suggestions=(),
            total=total,
            page=page,
        )


def read_record_of_account(acting: Acting, *, account: str) -> RecordPage:
    """The first page of what is on record about somebody, by their Slack id.

    Raises Refusal: feedback.stranger, feedback.not_your_report.
    """
    with acting.store.read() as unit:
        person = unit.people.by_slack_id(account)
        if person is None:
            raise Refusal("feedback.stranger")
        require(Deed.READ_FEEDBACK_ABOUT, acting.by, person, refuse=_not_your_report)
    return read_record(acting, which=Which.ABOUT, about_id=person.id)


def list_people(acting: Acting, *, page: int = 0) -> PeopleOnRecord:
    """A manager's people with how much is on record about each; HR may look at anybody else."""
    with acting.store.read() as unit:
        counted = unit.feedback.counts(acting.person.id)
        people = {person.id: person for person in unit.people.values([each.person_id for each in counted])}
        theirs = [
            each for each in counted if may(Deed.READ_FEEDBACK_ABOUT, acting.by, people[each.person_id])
        ]
        page = min(page, last_page(len(theirs), PEOPLE_PAGE))
        return PeopleOnRecord(
            people=tuple(theirs[page * PEOPLE_PAGE : (page + 1) * PEOPLE_PAGE]),
            total=len(theirs),
            page=page,
            may_choose=acting.person.has(Role.HR),
        )


def _on_record(unit: Unit, acting: Acting) -> Callable[..., tuple[Sequence[Feedback], int]]:
    """What a manager reads of one of theirs; HR reads what was taken back too late as well."""
    return unit.feedback.about_for_hr if acting.person.has(Role.HR) else unit.feedback.about


def _suggested(unit: Unit, acting: Acting, page: int) -> RecordPage:
    _, total = unit.suggestions.made(acting.person.id, limit=0)
    page = min(page, last_page(total, PAGE))
    made, _ = unit.suggestions.made(acting.person.id, limit=PAGE, skip=page * PAGE)
    readable = [each for each in made if may(Deed.READ_SUGGESTION, acting.by, asked(unit, each))]
    return RecordPage(
        which=Which.SUGGESTED,
        reader=acting.person,
        about=None,
        pieces=(),
        suggestions=suggestions_of(unit, readable, acting.person, now=acting.now, policy=acting.policy),
        total=total,
        page=page,
    )


def _about(unit: Unit, acting: Acting, about_id: int | None) -> Person:
    if about_id is None:
        raise Refusal("card.unknown")
    person = unit.people.get(about_id)
    require(Deed.READ_FEEDBACK_ABOUT, acting.by, person, refuse=_not_your_report)
    return person


def _not_your_report() -> Refusal:
    return Refusal("feedback.not_your_report")
