"""Who may do what by role alone."""

from dataclasses import replace

import pytest

from bot.domain.access import Deed, may
from bot.domain.people import Role
from tests.builders.deeds import EVERYBODY, who_may
from tests.builders.people import WU

OF_NOTHING = {
    Deed.RUN_CYCLES: {"company", "hr"},
    Deed.RELEASE: {"company", "hr"},
    Deed.SIMULATE: {"company", "hr"},
    Deed.NAME_IN_SIMULATION: {"hr"},
    Deed.READ_OWN_ACTIONS: set(EVERYBODY),
    Deed.READ_MENTORS: {"hr"},
    Deed.FILE_REQUEST: set(EVERYBODY),
    Deed.FOLLOW_REQUEST: set(EVERYBODY),
    Deed.TRIAGE: {"desk", "admin"},
    Deed.READ_QUEUE: {"desk", "admin"},
    Deed.READ_OWN_REQUESTS: set(EVERYBODY),
    Deed.KEEP_ANSWERS: {"desk", "admin"},
    Deed.ASSESS: {"desk", "admin"},
    Deed.WRITE_BRIEF: {"desk", "admin"},
    Deed.READ_BRIEF: {"desk", "admin", "developer"},
    Deed.KEEP_GLOSSARY: {"desk", "admin"},
    Deed.IMPORT_GLOSSARY: {"company"},
    Deed.ASK_WHO_IS_ON_DUTY: set(EVERYBODY),
    Deed.DECIDE_DUTY: {"desk", "admin"},
    Deed.HAND_OVER: {"desk", "admin"},
    Deed.CONFIRM_WORDING: {"desk", "admin"},
    Deed.LOG_CALL: {"desk"},
    Deed.LIST_HANDOVERS: {"desk", "admin", "developer"},
    Deed.LEAD_PROJECT: {"desk", "admin"},
    Deed.ASK_FOR_SWAP: {"desk"},
    Deed.CHOOSE_DESK_HOURS: {"desk"},
    Deed.CHOOSE_PINGS: {"developer"},
    Deed.COUNT_PINGS: {"developer", "desk"},
    Deed.KEEP_EVIDENCE: set(EVERYBODY),
    Deed.CHANGE_MESSAGE: set(EVERYBODY),
    Deed.READ_OWN_LOOKS: set(EVERYBODY),
    Deed.OPEN_HOME: set(EVERYBODY),
    Deed.PUT_OFF_REMINDER: set(EVERYBODY),
    Deed.READ_OWN_REMINDER: set(EVERYBODY),
    Deed.CHOOSE_RHYTHM: set(EVERYBODY),
    Deed.KEEP_DRAFT: set(EVERYBODY),
    Deed.BE_AWAY: set(EVERYBODY),
    Deed.IMPORT_LEAVE: {"company"},
    Deed.GIVE_FEEDBACK: set(EVERYBODY),
    Deed.WRITE_TO_STEWARD: set(EVERYBODY),
    Deed.BE_POINTED_TO_THE_DESK: set(EVERYBODY),
    Deed.GET_TO_KNOW: set(EVERYBODY),
    Deed.READ_CONCERNS: {"admin"},
    Deed.IMPORT_PAST_RESULTS: {"company"},
    Deed.IMPORT_ORGANISATION: {"company"},
    Deed.ADD_SCHEME: {"company"},
    Deed.ADD_POST: {"company"},
    Deed.IMPORT_PLAN: {"company", "hr"},
    Deed.READ_PLAN: set(EVERYBODY),
    Deed.IMPORT_PAY_PLACES: {"company"},
    Deed.PROPOSE_PAY: {"company"},
    Deed.DECIDE_PAY: {"company"},
    Deed.EXPORT_FOR_SOMEBODY: {"company"},
    Deed.RUN_STEWARD: {"company"},
}


@pytest.mark.parametrize("deed", list(OF_NOTHING))
def test_the_rest_goes_by_role(deed: Deed) -> None:
    assert who_may(deed) == OF_NOTHING[deed]


@pytest.mark.parametrize(
    ("role", "allowed"),
    [(Role.PRODUCT_MANAGER, True), (Role.ADMIN, True), (Role.HR, False), (Role.DEVELOPER, False)],
)
def test_product_managers_and_the_admin_answer(role: Role, allowed: bool) -> None:
    assert may(Deed.TRIAGE, replace(WU, roles=frozenset({role}))) is allowed
