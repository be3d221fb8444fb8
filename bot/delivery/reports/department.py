"""A department's month, in the direct messages of its head or of whoever asked: a message, and slides."""

from importlib import import_module

from bot.delivery.outgoing import Attachment, Outgoing, Routes, Snapshot
from bot.domain.reports.department import DepartmentReport
from bot.domain.reports.month import Month
from bot.domain.reports.notices import DeckMade, DepartmentReported
from bot.services.reports.department import about, may_read_department, report_of
from messages.reports.department_card import deck_note, department_card
from messages.reports.department_lines import month_label


def on_reported(at: Snapshot, notice: DepartmentReported) -> Outgoing | None:
    """As it is now; nothing to whoever may not read it any more."""
    found = _report(at, notice)
    if found is None:
        return None
    person = at.person(notice.to)
    words = at.words_for(person)
    return Outgoing(
        message=department_card(words, found),
        person=person,
        plainer=lambda _refused: department_card(words, found, has_chart=False),
    )


def on_made(at: Snapshot, notice: DeckMade) -> Outgoing | None:
    """The same as a file; none of a month without anything."""
    found = _report(at, notice)
    if found is None or found.is_nothing:
        return None
    person = at.person(notice.to)
    words = at.words_for(person)
    # What draws slides takes 13 MB, and is needed once a month.
    slides: bytes = import_module("messages.reports.department_deck").department_deck(words, found)
    return Outgoing(
        message=deck_note(words, department=found.department, month=month_label(words, found.month)),
        person=person,
        attachment=Attachment(name=deck_name(found), content=slides),
    )


def deck_name(report: DepartmentReport) -> str:
    """What the file is called: by its month and its department, without what a file's name cannot hold."""
    name = "".join(each if each.isalnum() else "-" for each in report.department).strip("-")
    return f"{report.month}-{name}.pptx"


def _report(at: Snapshot, notice: DepartmentReported | DeckMade) -> DepartmentReport | None:
    person, of = at.person(notice.to), about(at.unit, notice.department_id)
    if of is None or not person.is_active or not may_read_department(person, of):
        return None
    year, number = map(int, notice.month.split("-"))
    return report_of(at.unit, of, Month(year=year, number=number), policy=at.policy, now=at.now)


ROUTES: Routes = {DepartmentReported: on_reported, DeckMade: on_made}
"""By kind of notice."""
