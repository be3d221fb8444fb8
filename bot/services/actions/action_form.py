"""The form of an action: for whom, what it can be tied to, whom one can ask to be a mentor."""

from dataclasses import replace

from bot.domain.access import Deed, may, require
from bot.domain.actions.action import ActionKind, Whose
from bot.domain.actions.action_form import ActionForm, TypedAction
from bot.domain.actions.mentors import Mentor, ranked
from bot.domain.drafts import Form
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services import drafts
from bot.services.acting import Acting
from bot.services.actions.gaps import gaps_for
from bot.services.weeks.feedback_form import choices_for
from storage.unit import Unit


def open_action_form(acting: Acting, *, person_id: int, kind: str = "", tied: str = "") -> ActionForm:
    """The form, with what was typed and not sent. `kind`, `tied`: what is chosen of it, whatever was typed.

    Raises Refusal: action.not_your_report, action.left.
    """
    with acting.store.read() as unit:
        person = whose(unit, person_id)
        require(Deed.OFFER_TRAINING, acting.by, person, refuse=not_your_report)
        kept = unit.drafts.get(acting.person.id, Form.ACTION, str(person_id))
        typed = TypedAction.of(kept.data) if kept else TypedAction()
        form = form_for(
            unit, acting, person, replace(typed, kind=kind or typed.kind, tied=tied or typed.tied)
        )
        return replace(form, saved_at=kept.saved_at if kept else None)


def see_action_form(acting: Acting, *, person_id: int, typed: TypedAction) -> ActionForm:
    """The form as it is with what stands in it now. Raises Refusal("action.not_your_report")."""
    with acting.store.read() as unit:
        person = whose(unit, person_id)
        require(Deed.OFFER_TRAINING, acting.by, person, refuse=not_your_report)
        return form_for(unit, acting, person, typed)


def keep_action_typed(acting: Acting, *, person_id: int, typed: TypedAction) -> None:
    """Keep what stands in the form; nothing where nothing was written."""
    require(Deed.KEEP_DRAFT, acting.by)
    if not typed.is_empty:
        drafts.keep_draft(acting, form=Form.ACTION, subject=str(person_id), data=typed.as_kept())


def form_for(unit: Unit, acting: Acting, person: Whose, typed: TypedAction) -> ActionForm:
    """The form for one of theirs; HR offers a training to anybody else, and nothing besides.

    Raises Refusal("action.left").
    """
    whom = unit.people.get(person.id)
    if not whom.is_active:
        raise Refusal("action.left", name=whom.name)
    only_training = not may(Deed.WRITE_ACTION, acting.by, person)
    return ActionForm(
        person=whom,
        manager=acting.person,
        typed=replace(typed, kind=ActionKind.TRAINING.value) if only_training else typed,
        only_training=only_training,
        choices=choices_for(unit, whom, acting),
        gaps=gaps_for(unit, whom, acting),
        mentors=mentors_for(unit, whom, acting),
        open_now=unit.actions.open_counts([person.id]).get(person.id, 0),
    )


def mentors_for(unit: Unit, person: Person, acting: Acting) -> tuple[Mentor, ...]:
    """Who can be asked for somebody: everybody but they themselves and their manager."""
    return ranked(
        unit.people.active(),
        unit.actions.pairings(),
        leaving_out={person.id, acting.person.id},
        near=person.department,
        most=acting.policy.actions.mentor_pairings,
    )


def whose(unit: Unit, person_id: int) -> Whose:
    """Somebody for the table of deeds. Raises Refusal("action.not_your_report") where nobody is there."""
    person = next(iter(unit.people.values([person_id])), None)
    if person is None:
        raise not_your_report()
    above = unit.people.get(person.manager_id).manager_id if person.manager_id is not None else None
    return Whose(id=person.id, manager_id=person.manager_id, above_id=above)


def not_your_report() -> Refusal:
    """To whoever may not, or of somebody who is not there."""
    return Refusal("action.not_your_report")
