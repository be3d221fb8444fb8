"""Whose tabs are whose, and which lines stand on which page."""

from dataclasses import replace

import pytest

from bot.domain.home import TAB_OF, Look, Tab, tabs_of
from bot.domain.pages import LINES
from bot.domain.people import Role
from tests.builders.people import CHEN


def test_everybody_has_their_own_tabs_and_nobody_those_of_a_role_that_they_lack() -> None:
    own = {Tab.GOALS, Tab.REQUESTS}

    assert own <= set(tabs_of(CHEN, leads=False))
    assert not {Tab.TEAM, Tab.CYCLE, Tab.DESK} & set(tabs_of(CHEN, leads=False))
    assert Tab.TEAM in tabs_of(CHEN, leads=True)
    assert Tab.CYCLE in tabs_of(replace(CHEN, roles=frozenset({Role.HR})), leads=False)
    assert Tab.DESK in tabs_of(replace(CHEN, roles=frozenset({Role.PRODUCT_MANAGER})), leads=False)


def test_what_is_owed_is_no_tab_among_others_and_none_is_empty() -> None:
    everything = tabs_of(replace(CHEN, roles=frozenset(Role)), leads=True)

    assert everything == tuple(tab for tab in Tab if tab is not Tab.OWED and tab in TAB_OF.values())


@pytest.mark.parametrize(
    ("page", "total", "shown"),
    [(1, 0, 1), (1, LINES, 1), (2, LINES, 1), (2, LINES + 1, 2), (9, LINES + 1, 2), (3, 1000, 3)],
)
def test_a_page_that_is_not_there_any_more_is_the_last_one(page: int, total: int, shown: int) -> None:
    at = Look(tab=Tab.TEAM, page=page).over(total)

    assert at == Look(tab=Tab.TEAM, page=shown)
    assert at.first == (shown - 1) * LINES
