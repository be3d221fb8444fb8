"""Which mentions of developers pass."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.intake.pings import is_emergency, is_shielded, passes
from bot.domain.people import Person, Role
from bot.domain.policy import Intake
from tests.builders.people import CHEN, SUN, someone

HE = someone(9, "He Jun", roles=[Role.DEVELOPER])
WORDS = Intake().emergency_words


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("URGENT: nobody can pay", True),
        ("this is ｕｒｇｅｎｔ", True),
        ("not urgently needed", False),
        ("resurgent", False),
        ("网站urgent处理", True),
        ("the Site  down again", True),
        ("the website downloads slowly", False),
        ("支付页面紧急bug", True),
        ("頁面打不開，緊急", True),
        ("机房着火了", True),
        ("ur\u200bgent\u202e", True),
        ("site\u3000down", True),
        ("please look at the basket", False),
        ("", False),
    ],
)
def test_an_emergency_is_known_by_its_word(text: str, is_one: bool) -> None:
    assert is_emergency(text, WORDS) is is_one


def test_an_empty_word_is_no_emergency() -> None:
    assert not is_emergency("please look", ["", " ", "\u200b"])


def test_technical_colleagues_and_product_managers_pass() -> None:
    assert passes(replace(CHEN, is_technical=True))
    assert passes(SUN)
    assert not passes(CHEN)


@pytest.mark.parametrize(
    ("developer", "shielded"),
    [
        (HE, True),
        (replace(HE, open_to_pings=True), False),
        (replace(HE, left_on=date(2026, 1, 1)), False),
        (replace(HE, roles=frozenset()), False),
        (replace(HE, id=CHEN.id), False),
        (replace(HE, id=SUN.id), False),
    ],
)
def test_only_a_developer_who_wants_quiet_is_shielded(developer: object, shielded: bool) -> None:
    assert is_shielded(developer, author=CHEN, on_duty=SUN) is shielded  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("developer", "may_ping", "in_focus", "shielded"),
    [
        (HE, False, False, True),
        (HE, True, False, False),
        (HE, True, True, True),
        (replace(HE, open_to_pings=True), False, True, True),
        (replace(HE, open_to_pings=True), True, True, True),
        (replace(HE, id=CHEN.id), False, True, False),
        (replace(HE, id=SUN.id), True, True, False),
        (replace(HE, roles=frozenset()), False, True, False),
    ],
)
def test_focus_shields_from_everybody_and_the_list_lets_its_people_pass(
    developer: Person, may_ping: bool, in_focus: bool, shielded: bool
) -> None:
    decided = is_shielded(developer, author=CHEN, on_duty=SUN, may_ping=may_ping, in_focus=in_focus)

    assert decided is shielded


def test_whom_the_company_allows_passes_however_the_address_is_written() -> None:
    assert passes(CHEN, allowed=[f" {CHEN.email.upper()} "])
    assert not passes(CHEN, allowed=["somebody@example.com"])
