"""What somebody's pocket holds for the screen of their self-score that is open."""

from dataclasses import replace

from bot.domain.access import Deed, may
from bot.domain.reviews.balance import Balance
from bot.domain.reviews.facts import Item
from bot.domain.reviews.self_score import Noted, SelfScoreForm
from bot.domain.weeks.kept_under import Kind
from bot.domain.weeks.pocket import COMMENT
from bot.domain.weeks.pocket_places import belongs
from bot.services.acting import Acting
from bot.services.reviews.balance import review_balance, said
from storage.unit import Unit


def with_pocket(unit: Unit, form: SelfScoreForm, acting: Acting) -> SelfScoreForm:
    """The form with what was kept since the period began: at each item what is kept under it, and beside
    the closing remark what stands under headings of one's own; with what check-ins said, or the balance; and
    with the files that come along.
    """
    step = form.steps[form.draft.step - 1]
    if step.section is None:
        form = replace(form, balance=_balance(unit, form, acting))
    elif step.section.kept_as is Kind.KPI:
        form = replace(form, noted=_noted(unit, form, acting))
    found = unit.pocket.since(acting.person.id, form.cycle.starts_on)
    cases = [case for case in found if may(Deed.READ_POCKET, acting.by, case) and not case.is_file_alone]
    along = [case_id for answer in form.draft.answers.values() for case_id in answer.files]
    if step.section is None:
        offered = {COMMENT: tuple(case for case in cases if case.place.kind is Kind.OWN)}
    else:
        offered = {
            item: tuple(case for case in cases if belongs(case.place, item, step.section))
            for item in step.scored
        }
    return replace(
        form,
        pocket={item: cases for item, cases in offered.items() if cases},
        files=unit.pocket.only_files(along),
    )


def _noted(unit: Unit, form: SelfScoreForm, acting: Acting) -> dict[Item, tuple[Noted, ...]]:
    found: dict[Item, tuple[Noted, ...]] = {}
    for item, week, check_in_id, word in said(unit, acting.person.id, form.cycle, form.basis):
        noted = Noted(check_in_id=check_in_id, week=week, text=word.line.strip())
        found[item] = (*found.get(item, ()), noted)
    return found


def _balance(unit: Unit, form: SelfScoreForm, acting: Acting) -> Balance | None:
    return review_balance(
        unit,
        review_id=form.review_id,
        employee_id=acting.person.id,
        cycle=form.cycle,
        basis=form.basis,
        written={item: each.evidence for item, each in form.draft.answers.items()},
        today=acting.now.astimezone(acting.person.zone).date(),
    )
