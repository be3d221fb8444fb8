"""Who may see or do what: one table. Source: domain.md §1, §5 to §8, §10.

The deeds in words are in deeds.py, whom each predicate lets in in who/, by subject.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.deeds import Deed
from bot.domain.people import Person
from bot.domain.who.actions import (
    hr_who_offered_it,
    who_does_it,
    who_is_above,
    who_is_asked,
    who_is_offered_it,
    whoever_they_are,
    whose_it_is,
)
from bot.domain.who.anyone import (
    admins,
    anybody,
    developers,
    hr,
    product_managers,
    the_company,
)
from bot.domain.who.goals import (
    its_head_once_told,
    its_owners,
    its_source,
    who_answers_for_an_owner,
    who_heads_a_department,
    who_heads_it,
    who_leads_in_it,
    who_manages_an_owner,
    who_proposed_it,
)
from bot.domain.who.input import hr_about_others, who_manages_them, who_was_asked
from bot.domain.who.intake import (
    admins_unless_it_is_private,
    developers_unless_it_is_private,
    its_author,
    its_owner,
    its_requester,
    who_asks_to_swap,
    who_decided_it,
    who_did_it,
    who_follows_it,
    who_has_it,
    who_is_asked_to_swap,
    who_reacted,
    who_stands_before_its_card,
    who_takes_part,
    who_was_called,
    who_was_told_of_it,
    who_wrote_the_line,
    whoever_reads_it,
)
from bot.domain.who.reviews import (
    had_it_before,
    hr_for_another,
    hr_on_record,
    hr_outside_hr,
    its_delegate,
    its_employee,
    its_employee_once_released,
    its_manager,
    its_manager_once_handed_in,
    who_decides_it,
    who_has_a_seat,
    who_heads_them,
    who_holds_it,
    who_judges_it,
    who_looks_again,
    whose_place_it_is,
)
from bot.domain.who.weeks import (
    hr_but_themselves,
    hr_for_others,
    its_giver,
    its_receiver_once_told,
    the_receivers_manager,
    their_manager,
    who_answers_it,
    who_keeps_it,
    who_reads_it,
)
from bot.errors import Refusal

__all__ = ["MAY", "Deed", "Predicate", "may", "require"]

Predicate = Callable[[Person | None, Any], bool]
"""Of who acts (None: the company itself, its command line and jobs) and of what it is about."""

MAY: Mapping[Deed, tuple[Predicate, ...]] = {
    Deed.SCORE_ONESELF: (its_employee,),
    Deed.READ_OWN_SELF_SCORE: (its_employee,),
    Deed.READ_SELF_SCORE: (its_employee, its_manager, its_delegate),
    Deed.READ_RESULT: (its_manager, its_delegate, its_employee_once_released),
    Deed.LOOK_AGAIN: (who_looks_again,),
    Deed.READ_SECOND_LOOK: (who_looks_again,),
    Deed.EXPLAIN: (its_manager_once_handed_in, its_delegate, who_looks_again, its_employee_once_released),
    Deed.SEE_SECOND_LOOK: (who_has_a_seat,),
    Deed.DECIDE: (who_decides_it,),
    # What of it: bot/domain/reviews/history.py.
    Deed.READ_HISTORY: (its_employee, its_manager),
    # bot/domain/reviews/view_as.py, docs/decisions/0045.
    Deed.VIEW_AS: (hr_on_record,),
    Deed.DELEGATE: (hr,),
    Deed.END_DELEGATION: (hr, whose_place_it_is),
    Deed.CONTRIBUTE: (had_it_before,),
    Deed.RUN_CYCLES: (hr, the_company),
    Deed.READ_STATUS: (hr, the_company, its_manager, its_employee),
    Deed.READ_CALIBRATION: (hr, who_heads_it),
    Deed.READ_REASONS: (hr_outside_hr, who_heads_them),
    Deed.CALIBRATE: (hr_for_another, who_heads_them),
    Deed.AGREE_ON_RESULTS: (hr, who_heads_it),
    Deed.RELEASE: (hr, the_company),
    Deed.HOLD_TALK: (who_holds_it,),
    Deed.ANSWER_TALK: (its_employee,),
    Deed.APPEAL: (its_employee,),
    Deed.DECIDE_APPEAL: (who_judges_it,),
    Deed.SIMULATE: (hr, the_company),
    Deed.NAME_IN_SIMULATION: (hr,),
    # What of it each of them is given: docs/decisions/0076.
    Deed.EXPORT_FILE: (whoever_they_are, their_manager, hr_outside_hr),
    Deed.EXPORT_RESULTS: (hr, who_heads_it),
    Deed.EXPORT_FOR_SOMEBODY: (the_company,),
    # An employee is never told in which field they are: domain.md §7.
    Deed.READ_MATRIX: (hr, who_heads_it),
    Deed.ASK_FOR_INPUT: (who_manages_them, hr_about_others),
    Deed.READ_INPUT: (who_manages_them, hr_about_others),
    Deed.GIVE_INPUT: (who_was_asked,),
    Deed.RECOGNISE: (its_manager,),
    Deed.ANSWER_RECOGNITION: (its_employee,),
    Deed.ADD_SCHEME: (the_company,),
    Deed.READ_REACH: (hr, the_company, who_heads_it),
    Deed.READ_DEPARTMENT: (hr, the_company, who_heads_it),
    Deed.ADD_POST: (the_company,),
    Deed.READ_GOALS: (its_employee, its_manager, hr),
    Deed.DRAFT_GOALS: (its_employee,),
    Deed.AGREE_GOALS: (its_manager, hr_for_another),
    Deed.ENTER_FIGURES: (its_source, hr, the_company),
    # As the self-score beside which it stands.
    Deed.READ_FIGURE: (its_employee, its_manager, its_delegate),
    Deed.IMPORT_PLAN: (hr, the_company),
    Deed.READ_PLAN: (anybody,),
    Deed.READ_TAKEN_UP: (hr, who_leads_in_it),
    Deed.ANSWER_SHARED_KPI: (who_answers_for_an_owner,),
    Deed.WITHDRAW_SHARED_KPI: (who_proposed_it,),
    Deed.READ_SHARED_KPI: (its_owners, who_manages_an_owner, hr),
    Deed.FILL_JOB_FORM: (its_employee,),
    Deed.RATE_JOB_FORM: (its_manager, hr_for_another),
    Deed.READ_JOB_FORM: (its_employee, its_manager, hr, its_head_once_told),
    Deed.GIVE_CHECK_IN: (its_employee,),
    Deed.READ_CHECK_IN: (its_employee, its_manager),
    Deed.ANSWER_CHECK_IN: (its_manager,),
    Deed.READ_DIGEST: (who_reads_it,),
    Deed.GIVE_FEEDBACK: (anybody,),
    # Who reads it from when on: bot/domain/weeks/visibility.py, docs/decisions/0025.
    Deed.READ_FEEDBACK: (its_giver, its_receiver_once_told, the_receivers_manager, hr_for_others),
    Deed.READ_FEEDBACK_ABOUT: (their_manager, hr_but_themselves),
    Deed.TELL_FEEDBACK: (its_giver, the_receivers_manager),
    Deed.ANSWER_FEEDBACK: (its_receiver_once_told,),
    Deed.TAKE_BACK_FEEDBACK: (its_giver,),
    Deed.READ_SUGGESTION: (its_giver, who_answers_it),
    Deed.ANSWER_SUGGESTION: (who_answers_it,),
    Deed.WRITE_ACTION: (their_manager,),
    Deed.DROP_ACTION: (their_manager, hr_who_offered_it),
    Deed.READ_ACTIONS: (whoever_they_are, their_manager, who_is_above, hr_but_themselves),
    Deed.FOLLOW_ACTION: (whose_it_is, who_does_it),
    Deed.ANSWER_MENTORING: (who_is_asked,),
    Deed.OFFER_TRAINING: (their_manager, hr_but_themselves),
    Deed.ANSWER_TRAINING: (who_is_offered_it,),
    Deed.EVALUATE_ACTION: (whose_it_is, who_does_it, their_manager),
    Deed.READ_MENTORS: (hr,),
    Deed.READ_GATES: (hr_but_themselves,),
    Deed.READ_OWN_ACTIONS: (anybody,),
    Deed.FILE_REQUEST: (anybody,),
    # Of a private one: bot/domain/intake/visibility.py, docs/decisions/0033.
    Deed.READ_REQUEST: (
        its_requester,
        its_owner,
        product_managers,
        admins_unless_it_is_private,
        who_stands_before_its_card,
        who_was_told_of_it,
    ),
    Deed.SEE_REQUEST: (whoever_reads_it,),
    Deed.ADD_TO_REQUEST: (its_requester,),
    Deed.HIDE_REQUEST: (its_requester, product_managers),
    # Whoever filed it alone can say that others may read it.
    Deed.SHOW_REQUEST: (its_requester,),
    Deed.FOLLOW_REQUEST: (anybody,),
    Deed.TRIAGE: (product_managers, admins_unless_it_is_private),
    Deed.READ_QUEUE: (product_managers, admins),
    Deed.READ_OWN_REQUESTS: (anybody,),
    Deed.TAKE_CALL: (who_was_called,),
    Deed.KEEP_ANSWERS: (product_managers, admins),
    Deed.TAKE_BACK_STEP: (who_did_it, admins),
    Deed.ASSESS: (product_managers, admins_unless_it_is_private),
    Deed.WRITE_BRIEF: (product_managers, admins_unless_it_is_private),
    Deed.READ_BRIEF: (product_managers, admins, developers),
    Deed.KEEP_GLOSSARY: (product_managers, admins),
    Deed.IMPORT_GLOSSARY: (the_company,),
    Deed.READ_PING: (its_author,),
    Deed.READ_REACTED: (who_reacted,),
    Deed.ASK_WHO_IS_ON_DUTY: (anybody,),
    Deed.DECIDE_DUTY: (product_managers, admins),
    Deed.HAND_OVER: (product_managers, admins_unless_it_is_private),
    Deed.MOVE_HANDOVER: (who_has_it,),
    Deed.CONFIRM_WORDING: (product_managers, admins_unless_it_is_private),
    Deed.LOG_CALL: (product_managers,),
    Deed.READ_HANDOVER: (
        product_managers,
        admins_unless_it_is_private,
        developers_unless_it_is_private,
        who_has_it,
    ),
    Deed.LIST_HANDOVERS: (product_managers, admins, developers),
    Deed.LEAD_PROJECT: (product_managers, admins_unless_it_is_private),
    Deed.ARGUE_PROJECT: (who_takes_part, product_managers),
    Deed.AMEND_ARGUMENT: (who_wrote_the_line,),
    Deed.READ_PROJECT: (
        its_requester,
        who_takes_part,
        who_decided_it,
        product_managers,
        admins_unless_it_is_private,
        developers,
        who_stands_before_its_card,
        who_follows_it,
    ),
    Deed.CHECK_BRIEF: (its_requester,),
    Deed.ASK_FOR_SWAP: (product_managers,),
    Deed.ANSWER_SWAP: (who_is_asked_to_swap,),
    Deed.WITHDRAW_SWAP: (who_asks_to_swap,),
    Deed.READ_SWAP: (who_asks_to_swap, who_is_asked_to_swap),
    Deed.CHOOSE_DESK_HOURS: (product_managers,),
    Deed.CHOOSE_PINGS: (developers,),
    Deed.READ_REPORT: (product_managers, who_heads_a_department, the_company),
    Deed.COUNT_PINGS: (developers, product_managers),
    Deed.KEEP_EVIDENCE: (anybody,),
    Deed.READ_POCKET: (who_keeps_it,),
    Deed.CHANGE_POCKET: (who_keeps_it,),
    Deed.CHANGE_MESSAGE: (anybody,),
    Deed.READ_OWN_LOOKS: (anybody,),
    Deed.OPEN_HOME: (anybody,),
    Deed.PUT_OFF_REMINDER: (anybody,),
    Deed.READ_OWN_REMINDER: (anybody,),
    Deed.CHOOSE_RHYTHM: (anybody,),
    Deed.BE_AWAY: (anybody,),
    Deed.KEEP_DRAFT: (anybody,),
    Deed.WRITE_TO_STEWARD: (anybody,),
    Deed.BE_POINTED_TO_THE_DESK: (anybody,),
    Deed.GET_TO_KNOW: (anybody,),
    Deed.READ_CONCERNS: (admins,),
    Deed.IMPORT_LEAVE: (the_company,),
    Deed.IMPORT_PAST_RESULTS: (the_company,),
    Deed.IMPORT_ORGANISATION: (the_company,),
    Deed.IMPORT_PAY_PLACES: (the_company,),
    Deed.PROPOSE_PAY: (the_company,),
    Deed.DECIDE_PAY: (the_company,),
    Deed.RUN_STEWARD: (the_company,),
}
"""One of these has to hold. docs/who-may.md is made of this table."""


def may(deed: Deed, by: Person | None, about: Any = None) -> bool:
    """Whether somebody may do it. `about`: the review, request or ping in question, as a value."""
    return any(holds(by, about) for holds in MAY[deed])


def require(
    deed: Deed, by: Person | None, about: Any = None, *, refuse: Callable[[], Refusal] | None = None
) -> None:
    """Raises what `refuse` gives where somebody may not; else Refusal("deed.not_yours").

    `refuse` is asked only then, for it may look up names.
    """
    if not may(deed, by, about):
        raise refuse() if refuse else Refusal("deed.not_yours")
