"""Input about somebody is asked for, given, ended and read; nobody reads what is not theirs."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.people import Person
from bot.domain.reviews.input import How, InputRead, InputRequest, TypedInput
from bot.domain.reviews.input_way import State
from bot.domain.reviews.question_sets import check
from bot.domain.weeks.feedback_form import RuleNotShown
from bot.errors import Refusal
from bot.services.nudging.nudges import nudge_facts
from bot.services.obligations import owed_by, rebuild
from bot.services.privacy.erase import erase_person
from bot.services.privacy.export import export_person
from bot.services.reviews.history import read_history
from bot.services.reviews.input import (
    ask_for_input,
    ask_more,
    decline_input,
    end_inputs,
    give_input,
    shipped_questions,
    withdraw_input,
)
from bot.services.reviews.input_facts import open_input, read_input
from storage.models.obligations import ObligationRow
from storage.models.people import PersonRow
from tests.builders.world import World

NOW = datetime(2027, 1, 5, 2, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=8)


def code(deed: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refused:
        deed()
    return refused.value.code


def five(world: World) -> list[Person]:
    people = world.people
    with world.store.read() as unit:
        everybody = [each for each in unit.people.every() if each.is_active and each.slack_id]
    left_out = {people.employee.id, people.manager.id, people.hr.id}
    return [each for each in everybody if each.id not in left_out][:5]


def asks(world: World, who: list[Person], *, by: Person | None = None, **typed: str) -> InputRequest:
    wanted = TypedInput(who=tuple(each.slack_id or "" for each in who), questions="peers", **typed)
    acting = world.acting(by or world.people.manager, at=NOW)
    about = world.people.employee.id
    return ask_for_input(acting, wanted, about_id=about, submission=f"V{len(who)}{typed}")


def gives(world: World, who: Person, request: InputRequest, *answers: str, at: datetime = NOW) -> None:
    acting = world.acting(who, at=at)
    facts, _ = open_input(acting, request_id=request.id)
    give_input(acting, request_id=request.id, answers=answers, shown=facts.fingerprint)


def newest(world: World, by: Person) -> InputRead:
    return read_input(world.acting(by, at=LATER), about_id=world.people.employee.id).requests[0]


def test_every_shipped_set_of_questions_is_right() -> None:
    assert {each.key for each in shipped_questions()} == {"peers", "departments", "project"}


def test_five_together_are_read_after_the_last_day_without_names_and_by_nobody_else(world: World) -> None:
    people = world.people
    who = five(world)
    request = asks(world, who)
    assert (f"input:{request.id}:{who[0].id}", who[0].id) in world.notices()
    with world.store.read() as unit:
        assert [each.kind.value for each in owed_by(unit, who[0], world.acting(who[0], at=NOW))] == ["input"]
    for each in who:
        gives(world, each, request, f"good {each.name}", "", f"less {each.name}")
    gives(world, who[0], request, "good, once more", "", "less")
    assert end_inputs(world.acting(at=NOW)) == 0  # not with the last answer: its time would be told
    assert newest(world, people.manager).said == ()

    assert end_inputs(world.acting(at=LATER)) == 1
    assert end_inputs(world.acting(at=LATER)) == 0
    assert rebuild(world.acting(at=LATER)) == 0
    read = newest(world, people.manager)
    assert (read.request.state, read.asked, read.answered) == (State.READABLE, 5, 5)
    assert {each.text for each in read.said[0]} == {
        "good, once more",
        *(f"good {each.name}" for each in who[1:]),
    }
    assert read.said[1] == ()
    assert {each.by for part in read.said for each in part} == {None}
    assert newest(world, people.hr).said == read.said
    for other in (people.employee, people.colleague, people.boss):
        mine = world.acting(other, at=LATER)
        assert code(lambda mine=mine: read_input(mine, about_id=people.employee.id)) == "input.not_yours"
    told = read_history(world.acting(people.employee, at=LATER))
    assert [each.event.value for each in told.entries if each.subject.value == "input"] == ["end", "ask"]
    assert not any(each.note for each in told.entries if each.subject.value == "input")


def test_of_four_nobody_reads_anything(world: World) -> None:
    who = five(world)
    request = asks(world, who)
    for each in who[:4]:
        gives(world, each, request, "good")
    decline_input(world.acting(who[4], at=NOW), request_id=request.id)
    end_inputs(world.acting(at=LATER))

    read = newest(world, world.people.manager)
    assert (read.request.state, read.said, read.answered) == (State.TOO_FEW, (), None)
    assert ("InputEnded", world.people.manager.id) in world.notices()
    assert code(lambda: gives(world, who[4], request, "late")) == "input.ended"


def test_with_names_one_is_enough_and_whoever_was_asked_reads_nothing_of_the_others(world: World) -> None:
    people = world.people
    request = asks(world, [people.colleague, people.hr], how=How.NAMED.value, until="2027-01-12")
    gives(world, people.colleague, request, "led it well")
    gives(world, people.hr, request, "good")
    assert end_inputs(world.acting(at=NOW)) == 1  # all have answered
    read = newest(world, people.manager)
    assert {each.by for each in read.said[0]} == {people.colleague.name, people.hr.name}
    assert (newest(world, people.hr).said, newest(world, people.hr).took_part) == ((), True)


def test_a_companys_own_questions_are_asked_and_stay_as_they_were_asked(world: World) -> None:
    own, _ = check(
        {"sets": [{"key": "peers", "name": {"zh_Hans": "门店"}, "questions": [{"zh_Hans": "怎样？"}]}]}
    )
    manager = world.acting(world.people.manager, at=NOW)
    with_own = replace(manager, policy=replace(manager.policy, question_sets=own or ()))
    typed = TypedInput(who=tuple(each.slack_id or "" for each in five(world)), questions="peers")
    about = world.people.employee.id
    gone = replace(typed, questions="shop", own="And?")
    assert code(lambda: ask_for_input(manager, gone, about_id=about, submission="t")) == "input.set_gone"
    request = ask_for_input(with_own, typed, about_id=about, submission="s")
    assert request.questions == (dict.fromkeys(("en", "zh_Hans", "zh_Hant"), "怎样？"),)

    facts, _ = open_input(world.acting(five(world)[0], at=NOW), request_id=request.id)  # without that file
    assert facts.request.questions == request.questions


def test_whom_nobody_asks_and_who_asks_nobody(world: World) -> None:
    people = world.people
    who = five(world)
    refused = [
        (who[:4], {}, "input.too_few"),
        ([], {}, "input.nobody"),
        ([*who[:4], people.employee], {}, "input.oneself"),
        ([*who[:4], people.manager], {}, "input.reader"),
        (who, {"until": "2027-01-05"}, "input.day"),
        (who, {"until": "2027-06-05"}, "input.day"),
        (who, {"own": "x" * 201}, "input.own_too_long"),
    ]
    for asked, typed, expected in refused:
        assert code(lambda a=asked, t=typed: asks(world, a, **t)) == expected
    for by in (people.employee, people.colleague, people.boss):
        assert code(lambda by=by: asks(world, who, by=by)) == "input.not_yours"
    stranger = TypedInput(who=("U0NOBODY",), questions="peers", how=How.NAMED.value)
    acting = world.acting(people.manager, at=NOW)
    about = people.employee.id
    assert (
        code(lambda: ask_for_input(acting, stranger, about_id=about, submission="s")) == "input.unreachable"
    )
    nothing = TypedInput(who=tuple(each.slack_id or "" for each in who), questions="none")
    assert (
        code(lambda: ask_for_input(acting, nothing, about_id=about, submission="n")) == "input.no_questions"
    )
    assert world.notices() == []

    first = asks(world, who)
    assert asks(world, who) == first  # the same form, sent twice
    assert code(lambda: asks(world, who, own="And?")) == "input.twice"
    hr = world.acting(people.hr, at=NOW)
    assert code(lambda: open_input(hr, request_id=first.id)) == "input.not_asked"
    assert code(lambda: decline_input(hr, request_id=first.id)) == "input.not_asked"


def test_a_rule_that_changed_is_shown_before_anything_is_sent(world: World) -> None:
    who = five(world)
    request = asks(world, who)
    with pytest.raises(RuleNotShown):
        give_input(world.acting(who[0], at=NOW), request_id=request.id, answers=["x"], shown="another")
    assert code(lambda: gives(world, who[0], request, " ")) == "input.empty"


def test_more_are_asked_and_all_of_it_is_withdrawn(world: World) -> None:
    who = five(world)
    manager = world.acting(world.people.manager, at=NOW)
    request = asks(world, who)
    more = ask_more(manager, request_id=request.id, who=[world.people.hr.slack_id or ""], until="2027-01-20")
    assert (more.due_on.isoformat(), newest(world, world.people.manager).asked) == ("2027-01-20", 6)
    earlier = lambda: ask_more(manager, request_id=request.id, who=(), until="2027-01-08")  # noqa: E731
    assert code(earlier) == "input.earlier"
    gives(world, who[0], request, "good")

    withdrawn = withdraw_input(manager, request_id=request.id)
    assert withdrawn.state is State.WITHDRAWN
    assert newest(world, world.people.manager).said == ()
    assert code(lambda: withdraw_input(manager, request_id=request.id)) == "input.ended"
    assert code(lambda: decline_input(world.acting(who[0], at=NOW), request_id=request.id)) == "input.ended"


def test_it_ends_once_the_last_day_is_over_for_each_of_them_and_nobody_is_told_to_ask_for_more_time(
    world: World,
) -> None:
    who = five(world)
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, who[0].id).timezone = "America/Los_Angeles"
    request = asks(world, who)
    morning_after = datetime(2027, 1, 13, 1, 0, tzinfo=UTC)
    assert request.due_on.isoformat() == "2027-01-12"  # still that day in Los Angeles

    assert end_inputs(world.acting(at=morning_after)) == 0
    for person in who[:2]:
        with world.store.read() as unit:
            facts = nudge_facts(unit, person, day=NOW.date(), now=morning_after)
        assert facts.missed == ()
    gives(world, who[0], request, "in time", at=morning_after)
    assert end_inputs(world.acting(at=morning_after + timedelta(hours=8))) == 1


def test_somebodys_answer_moves_nothing_of_the_others_and_no_file_says_when_it_came(world: World) -> None:
    who = five(world)
    request = asks(world, who)
    for number, each in enumerate(who):
        gives(world, each, request, "good", at=NOW + timedelta(minutes=number))
    with world.store.read() as unit:
        rows = unit.session.scalars(select(ObligationRow).order_by(ObligationRow.id)).all()
        done = {row.person_id: row.done_at for row in rows}
    assert len(rows) == 5  # nobody is asked anew because somebody else answered
    assert done == {each.id: NOW + timedelta(minutes=number) for number, each in enumerate(who)}

    end_inputs(world.acting(at=LATER))
    for reader in (world.people.employee, world.people.manager, world.people.hr):
        held = {
            each.table: each.rows for each in export_person(world.acting(at=LATER), of=reader.email).tables
        }
        assert not [*held.get("obligations", ()), *held.get("input_givers", ())]
    own = {each.table: each.rows for each in export_person(world.acting(at=LATER), of=who[0].email).tables}
    assert [row["person_id"] for row in (*own["obligations"], *own["input_givers"])] == [who[0].id] * 2


def test_what_was_said_of_whoever_is_erased_goes_with_them(world: World) -> None:
    who = five(world)
    request = asks(world, who, own="How is Chen Jie?")
    for each in who:
        gives(world, each, request, "Chen Jie is good")
    end_inputs(world.acting(at=LATER))
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, world.people.employee.id).left_on = date(2027, 1, 20)
    erase_person(world.acting(at=LATER + timedelta(days=30)), of=world.people.employee.email)
    with world.store.read() as unit:
        assert [each.answers for each in unit.inputs.givers(request.id)] == [()] * 5
    assert newest(world, world.people.manager).said == ()


def test_whoever_asked_is_not_asked_by_somebody_else_and_asking_nobody_is_no_step(world: World) -> None:
    people = world.people
    request = asks(world, five(world), by=people.hr)
    manager = world.acting(people.manager, at=NOW)
    for who, expected in (([people.hr.slack_id or ""], "input.reader"), ([], "input.nobody")):
        more = lambda who=who: ask_more(manager, request_id=request.id, who=who, until="")  # noqa: E731
        assert code(more) == expected
    with world.store.read() as unit:
        assert len(unit.inputs.history(request.id)) == 1


def test_about_whoever_has_left_nobody_more_is_asked(world: World) -> None:
    request = asks(world, five(world))
    world.leaves(world.people.employee)
    hr = world.acting(world.people.hr, at=NOW)
    assert code(lambda: ask_more(hr, request_id=request.id, who=(), until="2027-01-20")) == "input.left"


def test_after_the_last_day_nothing_is_taken_back(world: World) -> None:
    who = five(world)
    request = asks(world, who)
    gives(world, who[0], request, "good", "\u2800", "\u200b")
    late = world.acting(who[0], at=LATER)
    assert code(lambda: decline_input(late, request_id=request.id)) == "input.ended"
    with world.store.read() as unit:
        assert unit.inputs.givers(request.id)[0].answers == ("good", "", "")


def test_what_is_asked_at_once_is_asked_once(world: World) -> None:
    who = five(world)

    def asked(by: Person) -> str:
        try:
            return str(asks(world, who, by=by, own=by.name).id)
        except Refusal as refused:
            return refused.code

    people = world.people
    with ThreadPoolExecutor(max_workers=3) as devices:  # a form that Slack delivers twice, and HR beside it
        said = list(devices.map(asked, (people.manager, people.manager, people.hr)))
    assert said in (["1", "1", "input.twice"], ["input.twice", "input.twice", "1"])
    with world.store.read() as unit:
        assert len(unit.inputs.about(people.employee.id)) == 1
