"""Files that come along with a case that is written in the self-score: they lie in its employee's pocket."""

from bot.domain.reviews.facts import Item
from bot.domain.reviews.self_score import MOST_FILES, Draft, Entered, SelfScoreForm, Step
from bot.domain.reviews.self_score_draft import with_files
from bot.domain.weeks.kept_under import Place
from bot.domain.weeks.pocket import Case, KeptFile
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.weeks.pocket import NO_CASE
from bot.services.weeks.pocket_reminder import show_reminder_anew
from storage.unit import Unit


def with_added(
    unit: Unit, form: SelfScoreForm, step: Step, draft: Draft, entered: Entered, acting: Acting
) -> Draft:
    """The draft with what was added on that screen, each file once.

    Whoever reads the self-score may have them once it is handed in. Raises
    Refusal("self_score.too_many_files").
    """
    for item, files in entered.files.items():
        if item not in step.scored or not files:
            continue
        there = draft.answer(*item).files
        known = {file.slack_id for file in unit.pocket.only_files(there).values()}
        new = [file for file in files if file.slack_id not in known]
        if len(there) + len(new) > MOST_FILES:
            raise Refusal("self_score.too_many_files", limit=MOST_FILES)
        place = _place(form, step, draft, item)
        kept = tuple(_kept(unit, form.review_id, item, place, file, acting) for file in new)
        draft = with_files(draft, item, (*there, *kept))
    return draft


def _kept(unit: Unit, review_id: int, item: Item, place: Place, file: KeptFile, acting: Acting) -> int:
    case = Case(
        id=NO_CASE,
        owner_id=acting.person.id,
        place=place,
        text="",
        names={},
        note="",
        said=None,
        files=(file,),
        happened_on=acting.now.astimezone(acting.person.zone).date(),
        kept_at=acting.now,
    )
    show_reminder_anew(unit, acting)
    case_id = unit.pocket.keep(case, at=acting.now)
    assert case_id is not None
    unit.pocket.note_use(case_id, review_id=review_id, item=item, at=acting.now)
    return case_id


def _place(form: SelfScoreForm, step: Step, draft: Draft, item: Item) -> Place:
    """Under what is scored; of a value under the highest rung for which the case speaks."""
    assert step.section is not None
    answer = draft.answer(*item)
    rungs = answer.rungs or step.section.first_of(answer.score)
    places = [each for each in step.section.places(form.basis) if each.key == item[1]]
    return next((each for each in places if each.rung in rungs[-1:]), places[0])
