"""Whoever left is erased: no word and no address of theirs is left, and the record is whole all the same."""

import dataclasses
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.domain.drafts import Form
from bot.domain.intake.brief import Part
from bot.domain.intake.way import Event
from bot.domain.privacy.kinds import Erase
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.step_form import draft_subject
from bot.services.privacy.erase import erase_person, what_erasing_does
from bot.services.record.verify import verify_record
from storage.models import Base, OutboxRow
from storage.models.people import PersonRow
from storage.models.reviews import ScoreRow
from storage.privacy.drafts_about import ABOUT, THEIR_OWN
from tests.builders.briefs import briefed
from tests.builders.intake import filed
from tests.builders.world import FRIDAY, World

LATER = FRIDAY + timedelta(days=30)
ANSWERED = "Which branch?"


def leaves(world: World) -> None:
    with world.store.begin() as unit:
        row = unit.session.get(PersonRow, world.people.employee.id)
        assert row is not None
        row.left_on, row.slack_id = date(2027, 1, 9), None


def keeping(world: World, years: int) -> Acting:
    acting = world.acting(at=LATER)
    retention = dataclasses.replace(acting.policy.retention, results_kept_years=years)
    return dataclasses.replace(acting, policy=dataclasses.replace(acting.policy, retention=retention))


def whole(world: World) -> str:
    """Every cell of the database, the record's digests aside."""
    with world.store.read() as unit:
        return "\n".join(
            str(row)
            for table in Base.metadata.sorted_tables
            if table.name not in ("record", "outbox")
            for row in unit.session.execute(select(table))
        )


def test_whoever_is_here_is_not_erased(world: World) -> None:
    for use in (what_erasing_does, erase_person):
        with pytest.raises(Refusal) as refused:
            use(world.acting(), of=world.people.employee.email)
        assert refused.value.code == "person.still_here"


def test_nothing_that_names_them_is_left_and_the_record_is_whole(world: World) -> None:
    world.review_at(State.MORE_ASKED)
    chen = world.people.employee
    leaves(world)
    before = whole(world)
    assert chen.name in before
    assert ANSWERED in before

    planned = what_erasing_does(keeping(world, 0), of=chen.email)
    assert whole(world) == before
    done = erase_person(keeping(world, 0), of=chen.email)

    assert done == planned
    assert {each.how for each in done.done} == {Erase.ROW, Erase.TEXTS}
    after = whole(world)
    for word in (chen.name, chen.email, ANSWERED):
        assert word not in after
    verified = verify_record(world.acting(at=LATER))
    assert (verified.broken, verified.waiting) == (None, 0)
    assert verified.erased > 0
    with world.store.read() as unit:
        lanes = set(unit.session.scalars(select(OutboxRow.lane)))
        assert f"person:{chen.id}" not in lanes
        assert unit.people.get(chen.id).name == f"#{chen.id}"
    with pytest.raises(Refusal) as refused:
        erase_person(keeping(world, 0), of=chen.email)
    assert refused.value.code == "person.nobody"


def test_what_others_have_begun_about_them_and_a_brief_of_their_words_go(world: World) -> None:
    store, people = world.store, world.people
    chen, manager, desk = people.employee, people.manager, people.product_manager
    review = world.review_at(State.SELF_SCORED)
    number, other = filed(store, chen), filed(store, people.colleague, submission="V2")
    for each in (number, other):
        briefed(store, each, world.acting(desk), {Part.ACTUAL: f"marked-brief-{each}"})
    with store.begin() as unit:
        for who, form, subject in (
            (manager, Form.ADJUST, str(review.id)),
            (manager, Form.ACTION, str(chen.id)),
            (desk, Form.BRIEF, str(number)),
            (desk, Form.TRIAGE, draft_subject(number, Event.ACCEPT)),
            (manager, Form.ACTION, str(people.colleague.id)),
            (desk, Form.TRIAGE, draft_subject(other, Event.ACCEPT)),
        ):
            unit.drafts.save(who.id, form, subject, {"text": f"marked-{form}-{subject}"}, at=FRIDAY)
    leaves(world)

    planned = what_erasing_does(keeping(world, 0), of=chen.email)
    assert erase_person(keeping(world, 0), of=chen.email) == planned

    left = set(re.findall(r"marked-[\w:-]+", whole(world)))
    assert left == {
        f"marked-brief-{other}",
        f"marked-action-{people.colleague.id}",
        f"marked-triage-accept:{other}",
    }


def test_of_each_form_it_is_known_whom_its_drafts_are_about() -> None:
    assert {*ABOUT, *THEIR_OWN} == set(Form)
    assert not THEIR_OWN & set(ABOUT)


def test_a_released_result_is_kept_as_long_as_the_company_says(world: World) -> None:
    review = world.review_at(State.RELEASED)
    chen = world.people.employee
    leaves(world)
    scores = select(ScoreRow.score, ScoreRow.evidence, ScoreRow.reason).where(ScoreRow.review_id == review.id)
    with world.store.read() as unit:
        scored = unit.session.execute(scores).all()
    assert any(row.evidence for row in scored)

    done = erase_person(keeping(world, 2), of=chen.email)

    assert done.kept["scores"] > 0
    assert done.kept_until is not None
    with world.store.read() as unit:
        assert unit.session.execute(scores).all() == scored
        assert unit.people.get(chen.id).name == f"#{chen.id}"
    assert verify_record(world.acting(at=LATER)).broken is None
