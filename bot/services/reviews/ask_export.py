"""Reviews and results as files to one's own messages.

That they are taken out is on record when they are asked for; they are made when they are sent.
"""

from datetime import datetime

from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.export import PersonsFile, Results
from bot.domain.reviews.notices import FileExported, ResultsExported
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.export import file_of, note_file, note_results, results_of
from storage.unit import Unit

MOST_ON_PAGES = 1000
"""Results drawn as pages (our choice): they take seconds, in which nothing else of their batch is sent."""


def ask_for_file(
    acting: Acting, *, form: str, account: str | None = None, about_id: int | None = None
) -> None:
    """Somebody's reviews, by their Slack id or ours; one's own without either.

    Raises Refusal("export.not_yours").
    """
    with acting.store.begin() as unit:
        if account is not None:
            person = unit.people.by_slack_id(account)
        else:
            person = next(iter(unit.people.values([about_id or acting.person.id])), None)
        if person is None:
            raise Refusal("export.not_yours")
        note_file(unit, acting, person)
        asked = FileExported(to=acting.person.id, of_id=person.id, form=form, asked=acting.now.isoformat())
        unit.outbox.add(asked, now=acting.now)


def ask_for_results(acting: Acting, *, department: str | None, cycle: str | None, form: str) -> None:
    """Results of a department, a cycle, or both. Raises Refusal: export.too_long; and as
    `results_of`.
    """
    with acting.store.begin() as unit:
        results = results_of(
            unit, acting.by, department=department, cycle=cycle, now=acting.now, policy=acting.policy
        )
        if form == "pdf" and len(results.results) > MOST_ON_PAGES:
            raise Refusal("export.too_long", count=len(results.results), most=MOST_ON_PAGES)
        note_results(unit, acting, results)
        asked = ResultsExported(
            to=acting.person.id,
            department=results.department or "",
            cycle=cycle or "",
            form=form,
            asked=acting.now.isoformat(),
        )
        unit.outbox.add(asked, now=acting.now)


def asked_file(unit: Unit, reader: Person, notice: FileExported, *, now: datetime) -> PersonsFile | None:
    """What they asked for; None where they may not have it any more."""
    person = next(iter(unit.people.values([notice.of_id])), None)
    if person is None or not reader.is_active:
        return None
    try:
        return file_of(unit, reader, person, now=now)
    except Refusal:
        return None


def asked_results(
    unit: Unit, reader: Person, notice: ResultsExported, *, now: datetime, policy: Policy
) -> Results | None:
    """The same; what was released since they asked is not on record, and so not among it."""
    if not reader.is_active:
        return None
    try:
        return results_of(
            unit,
            reader,
            department=notice.department or None,
            cycle=notice.cycle or None,
            now=now,
            until=datetime.fromisoformat(notice.asked),
            policy=policy,
        )
    except Refusal:
        return None
