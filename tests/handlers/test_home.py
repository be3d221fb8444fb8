"""What a button of Home asks to be opened."""

import pytest

from bot.domain.home import Look, Tab
from bot.errors import Refusal
from handlers.home import looked_at
from messages.home.looking import look_value


@pytest.mark.parametrize("look", [Look(), Look(tab=Tab.TEAM), Look(tab=Tab.OWED, page=20)])
def test_a_button_leads_where_it_was_made_to(look: Look) -> None:
    assert looked_at(look_value(look)) == look


@pytest.mark.parametrize("value", ["", "team", "team:", "team:0", "team:-1", "team:²", "nowhere:1", ":1"])
def test_anything_else_is_refused(value: str) -> None:
    with pytest.raises(Refusal, match=r"card\.unknown"):
        looked_at(value)
