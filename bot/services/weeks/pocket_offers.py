"""What somebody's pocket holds for the screen of their self-score that is open."""

from dataclasses import replace

from bot.domain.access import Deed, may
from bot.domain.reviews.self_score import SelfScoreForm
from bot.domain.weeks.kept_under import Kind
from bot.domain.weeks.pocket import COMMENT
from bot.domain.weeks.pocket_places import belongs
from bot.services.acting import Acting
from storage.unit import Unit


def with_pocket(unit: Unit, form: SelfScoreForm, acting: Acting) -> SelfScoreForm:
    """The form with what was kept since the period began: at each item what is kept under it, and beside
    the closing remark what stands under headings of one's own.
    """
    step = form.steps[form.draft.step - 1]
    found = unit.pocket.since(acting.person.id, form.cycle.starts_on)
    cases = [case for case in found if may(Deed.READ_POCKET, acting.by, case)]
    if step.section is None:
        offered = {COMMENT: tuple(case for case in cases if case.place.kind is Kind.OWN)}
    else:
        offered = {
            item: tuple(case for case in cases if belongs(case.place, item, step.section))
            for item in step.scored
        }
    return replace(form, pocket={item: cases for item, cases in offered.items() if cases})
