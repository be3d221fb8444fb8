"""Lists of feedback: one's own, and what is on record about others for their manager and HR alone."""

import pytest

from bot.domain.weeks.feedback_record import PAGE, Which
from bot.domain.weeks.suggestion_way import State
from bot.errors import Refusal
from bot.services.weeks.feedback import take_back
from bot.services.weeks.feedback_record import list_people, read_record, read_record_of_account
from bot.services.weeks.suggestion import take_back as take_suggestion_back
from storage.unit import Store
from tests.builders.feedback import Saying
from tests.builders.people import Company


@pytest.fixture
def saying(store: Store, people: Company) -> Saying:
    return Saying(store, people)


def test_kept_feedback_is_on_every_list_but_its_receivers(saying: Saying) -> None:
    kept, given, people = saying.give(kept=True), saying.give(), saying.people

    received = read_record(saying.by(people.colleague), which=Which.RECEIVED)
    gave = read_record(saying.by(people.employee), which=Which.GIVEN)
    about = read_record(saying.by(people.manager), which=Which.ABOUT, about_id=people.colleague.id)

    assert [each.feedback.id for each in received.pieces] == [given.id]
    assert [each.feedback.id for each in gave.pieces] == [given.id, kept.id]
    assert [each.feedback.id for each in about.pieces] == [given.id, kept.id]
    assert received.total == 1


def test_only_their_manager_and_hr_read_what_is_on_record_about_somebody(saying: Saying) -> None:
    saying.give()
    people, allowed, refused = saying.people, set(), set()

    for who in people.everyone:
        try:
            read_record(saying.by(who), which=Which.ABOUT, about_id=people.colleague.id)
        except Refusal as refusal:
            refused.add(refusal.code)
        else:
            allowed.add(who.name)

    assert refused == {"feedback.not_your_report"}
    assert allowed == {"Liu Yang", "Zhou Jing"}


def test_hr_does_not_read_what_is_on_record_about_themselves(saying: Saying) -> None:
    people = saying.people
    saying.give(receiver=people.hr, kept=True)

    with pytest.raises(Refusal, match=r"feedback\.not_your_report"):
        read_record(saying.by(people.hr), which=Which.ABOUT, about_id=people.hr.id)
    assert read_record(saying.by(people.hr), which=Which.RECEIVED).pieces == ()


def test_what_was_taken_back_is_on_no_list_but_hrs_where_it_had_been_told(saying: Saying) -> None:
    people = saying.people
    for kept in (False, True):
        take_back(saying.by(people.employee), feedback_id=saying.give(kept=kept).id)

    assert read_record(saying.by(people.colleague), which=Which.RECEIVED).total == 0
    assert read_record(saying.by(people.employee), which=Which.GIVEN).total == 0
    about = {
        who.name: read_record(saying.by(who), which=Which.ABOUT, about_id=people.colleague.id).total
        for who in (people.manager, people.hr)
    }
    assert about == {"Liu Yang": 0, "Zhou Jing": 1}


def test_a_list_is_turned_page_by_page_and_ends_at_its_last(saying: Saying) -> None:
    by = saying.by(saying.people.employee)
    given = [saying.give().id for _ in range(PAGE + 1)]

    first, last, beyond = (read_record(by, which=Which.GIVEN, page=page) for page in (0, 1, 9))

    assert [each.feedback.id for each in first.pieces] == given[:0:-1]
    assert [each.feedback.id for each in last.pieces] == given[:1]
    assert beyond.page == 1


def test_ones_own_suggestions_with_what_came_of_them(saying: Saying) -> None:
    by = saying.by(saying.people.employee)
    made, gone = saying.suggest(), saying.suggest()
    take_suggestion_back(by, suggestion_id=gone.id)

    page = read_record(by, which=Which.SUGGESTED)

    assert [(each.suggestion.id, each.suggestion.state) for each in page.suggestions] == [
        (made.id, State.OPEN)
    ]
    assert read_record(saying.by(saying.people.boss), which=Which.SUGGESTED).total == 0


def test_a_manager_sees_how_much_each_of_their_people_has_on_record(saying: Saying) -> None:
    people = saying.people
    saying.give()
    saying.give(kept=True)

    listed = list_people(saying.by(people.manager))

    assert [(each.name, each.given, each.kept) for each in listed.people] == [
        ("Chen Jie", 0, 0),
        ("Wu Min", 2, 1),
    ]
    assert not listed.may_choose
    assert list_people(saying.by(people.hr)).may_choose
    assert list_people(saying.by(people.employee)).people == ()


def test_hr_chooses_anybody_by_their_account(saying: Saying) -> None:
    given, people = saying.give(), saying.people

    page = read_record_of_account(saying.by(people.hr), account="U0WU")

    assert [each.feedback.id for each in page.pieces] == [given.id]
    with pytest.raises(Refusal, match=r"feedback\.not_your_report"):
        read_record_of_account(saying.by(people.boss), account="U0WU")
    with pytest.raises(Refusal, match=r"feedback\.stranger"):
        read_record_of_account(saying.by(people.hr), account="U0NOBODY")


def test_a_list_about_nobody_is_none(saying: Saying) -> None:
    with pytest.raises(Refusal, match=r"card\.unknown"):
        read_record(saying.by(saying.people.hr), which=Which.ABOUT)
