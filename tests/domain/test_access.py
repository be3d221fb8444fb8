"""One table says who may do what: every deed is in it and pinned, and whoever may not is refused."""

import pytest

from bot.domain.access import MAY, Deed, require
from bot.errors import Refusal
from tests.builders.deeds import EVERYBODY
from tests.builders.people import WU
from tests.domain.who.test_actions import OF_AN_ACTION, OF_CHENS_ACTIONS
from tests.domain.who.test_anyone import OF_NOTHING
from tests.domain.who.test_goals import OF_A_FIGURE, OF_A_FORM, OF_A_SHARED_KPI, OF_GOALS
from tests.domain.who.test_input import OF_INPUT
from tests.domain.who.test_intake import (
    OF_A_CALL,
    OF_A_HANDOVER,
    OF_A_PING,
    OF_A_PROJECT,
    OF_A_REACTION,
    OF_A_REPORT,
    OF_A_REQUEST,
    OF_A_STEP,
    OF_A_SWAP,
)
from tests.domain.who.test_reviews import (
    OF_A_FILE,
    OF_A_GLANCE,
    OF_A_MATRIX,
    OF_A_REVIEW,
    OF_A_ROOM,
    OF_A_TALK,
    OF_ANOTHERS_NOW,
)
from tests.domain.who.test_weeks import OF_A_CASE, OF_A_CHECK_IN, OF_A_DIGEST, OF_FEEDBACK, OF_SOMEBODY


def test_every_deed_is_pinned_here() -> None:
    subjects = (
        OF_A_REVIEW,
        OF_A_ROOM,
        OF_A_FILE,
        OF_A_MATRIX,
        OF_A_TALK,
        OF_ANOTHERS_NOW,
        OF_GOALS,
        OF_A_FORM,
        OF_A_CHECK_IN,
        OF_A_DIGEST,
        OF_A_GLANCE,
        OF_A_REPORT,
        OF_A_SHARED_KPI,
        OF_A_REQUEST,
        OF_A_STEP,
        OF_A_PING,
        OF_A_HANDOVER,
        OF_A_PROJECT,
        OF_A_SWAP,
        OF_A_REACTION,
        OF_A_CALL,
        OF_A_FIGURE,
        OF_FEEDBACK,
        OF_INPUT,
        OF_SOMEBODY,
        {Deed.READ_SUGGESTION, Deed.ANSWER_SUGGESTION},
        {Deed.DELEGATE, Deed.END_DELEGATION},
        OF_A_CASE,
        OF_CHENS_ACTIONS,
        OF_AN_ACTION,
        {Deed.ANSWER_TRAINING, Deed.EVALUATE_ACTION, Deed.DROP_ACTION},
        OF_NOTHING,
    )
    pinned = [deed for table in subjects for deed in table]
    pinned += [Deed.READ_TAKEN_UP, Deed.READ_REACH, Deed.READ_DEPARTMENT, Deed.EXPLAIN]

    assert sorted(pinned) == sorted(MAY) == sorted(Deed)


def test_whoever_may_not_is_refused_as_the_use_case_says_and_nobody_else_is_looked_up() -> None:
    refusal = Refusal("review.not_yours")

    require(Deed.READ_CONCERNS, EVERYBODY["admin"], refuse=lambda: pytest.fail("asked for nothing"))
    with pytest.raises(Refusal) as refused:
        require(Deed.READ_CONCERNS, WU, refuse=lambda: refusal)

    assert refused.value is refusal


def test_where_the_use_case_has_no_words_of_its_own_it_is_not_theirs() -> None:
    with pytest.raises(Refusal, match=r"deed\.not_yours"):
        require(Deed.READ_CONCERNS, WU)
