"""The desk in figures, in the direct messages of whoever asked."""

from bot.delivery.outgoing import Attachment, Outgoing, Routes, Snapshot
from bot.domain.intake.notices import ReportAsked, ReportFileAsked
from bot.domain.intake.report import Report
from bot.domain.intake.report_period import Days, FileForm, days_of
from bot.domain.people import Person
from bot.services.intake.report import may_read_report, report_of
from messages.intake.report_card import report_card, report_file_note
from messages.intake.report_file import report_table, report_workbook


def sent(at: Snapshot, person: Person, days: Days) -> Outgoing | None:
    """Nothing to whoever may not read it any more."""
    found = _report(at, person, days)
    if found is None:
        return None
    words = at.words_for(person)
    return Outgoing(
        message=report_card(words, found),
        person=person,
        plainer=lambda _refused: report_card(words, found, has_chart=False),
    )


def on_asked(at: Snapshot, notice: ReportAsked) -> Outgoing | None:
    """As it is now."""
    return sent(at, at.person(notice.to), days_of(notice.days))


def on_file_asked(at: Snapshot, notice: ReportFileAsked) -> Outgoing | None:
    """The same as a file, with its charts where that is a workbook."""
    person, days = at.person(notice.to), days_of(notice.days)
    found = _report(at, person, days)
    if found is None:
        return None
    words, form = at.words_for(person), FileForm(notice.form)
    content = {FileForm.WORKBOOK: report_workbook, FileForm.TABLE: report_table}[form](words, found)
    name = f"website-desk-{days.first}-{days.last}.{form}"
    return Outgoing(
        message=report_file_note(words, days),
        person=person,
        attachment=Attachment(name=name, content=content),
    )


def _report(at: Snapshot, person: Person, days: Days) -> Report | None:
    if not (person.is_active and may_read_report(at.unit, person)):
        return None
    return report_of(at.unit, days, policy=at.policy)


ROUTES: Routes = {ReportAsked: on_asked, ReportFileAsked: on_file_asked}
