"""Who may see or do what: one table. Source: domain.md §1, §5 to §8, §10."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from bot.domain.intake.visibility import may_read
from bot.domain.people import Person, Role
from bot.domain.weeks.visibility import Reader
from bot.errors import Refusal


class Deed(StrEnum):
    """Something that a person may see or do. Every use case names its own; docs/who-may.md has its words."""

    # Reviews
    SCORE_ONESELF = "score_oneself"
    """Score oneself, and hand it in"""
    READ_OWN_SELF_SCORE = "read_own_self_score"
    """Read again what one sent, and beforehand what will be asked"""
    READ_SELF_SCORE = "read_self_score"
    """Read a self-score"""
    READ_RESULT = "read_result"
    """Read the scores that the manager gave"""
    EXPLAIN = "explain"
    """Read how the result was computed"""
    DECIDE = "decide"
    """Approve a self-score, adjust it, ask for more"""
    LOOK_AGAIN = "look_again"
    """Confirm in the second look what a manager gave, or send it back"""
    READ_SECOND_LOOK = "read_second_look"
    """Read what a manager gave, in the second look"""
    SEE_SECOND_LOOK = "see_second_look"
    """Have the card of the second look drawn anew"""
    VIEW_AS = "view_as"
    """Look at a review as somebody else sees it, on record"""
    DELEGATE = "delegate"
    """Put somebody in the place of a manager on leave, for reviews that are not decided"""
    END_DELEGATION = "end_delegation"
    """Take that back"""
    CONTRIBUTE = "contribute"
    """Say how it went while one had somebody, whose review went over to another manager"""
    RUN_CYCLES = "run_cycles"
    """Open a cycle, give it or one person more time, correct its rules, withdraw it, close a review
    without a score"""
    READ_STATUS = "read_status"
    """See how far a review is"""
    ADD_SCHEME = "add_scheme"
    """Add a scheme, or its next version"""
    READ_REACH = "read_reach"
    """See how many steps of a department are done in time, after how many reminders"""
    # Goals
    ADD_POST = "add_post"
    """Add a post, or its next version"""
    READ_GOALS = "read_goals"
    """Read a KPI sheet and who signed which version"""
    DRAFT_GOALS = "draft_goals"
    """Draft a KPI sheet, sign it and send it, take it back, confirm what was adjusted"""
    AGREE_GOALS = "agree_goals"
    """Adjust or agree to a KPI sheet, for the manager's side"""
    ENTER_FIGURES = "enter_figures"
    """Enter what a KPI came to, or correct it"""
    READ_FIGURE = "read_figure"
    """Read what a KPI came to, and what was corrected"""
    IMPORT_PLAN = "import_plan"
    """Import the plan, add a goal to it, change or retire one"""
    READ_PLAN = "read_plan"
    """Read the goals of the company and of departments"""
    READ_TAKEN_UP = "read_taken_up"
    """See who has taken up which goal of the plan, and what adds up to more or less than one"""
    ANSWER_SHARED_KPI = "answer_shared_kpi"
    """Answer for an owner of a shared KPI, or ask all owners for a change of it"""
    WITHDRAW_SHARED_KPI = "withdraw_shared_kpi"
    """Take back what one has asked the owners of a shared KPI"""
    READ_SHARED_KPI = "read_shared_kpi"
    """Read a shared KPI, and who of its owners has agreed"""
    FILL_JOB_FORM = "fill_job_form"
    """Fill in a job-responsibility form, sign it and send it, take it back"""
    RATE_JOB_FORM = "rate_job_form"
    """Rate a job-responsibility form, or ask for another version of it"""
    READ_JOB_FORM = "read_job_form"
    """Read a job-responsibility form with what both sides say, once it was sent"""
    # The weeks in between
    GIVE_CHECK_IN = "give_check_in"
    """Give a weekly check-in, change it, skip it; answer what the manager says to it"""
    READ_CHECK_IN = "read_check_in"
    """Read a weekly check-in, and what was said about it"""
    ANSWER_CHECK_IN = "answer_check_in"
    """Give thanks for a weekly check-in, reply to it, offer a talk about it"""
    READ_DIGEST = "read_digest"
    """Read how a week was for everybody who reports to one"""
    GIVE_FEEDBACK = "give_feedback"
    """Give feedback, or make a suggestion"""
    READ_FEEDBACK = "read_feedback"
    """Read feedback, with what was answered"""
    READ_FEEDBACK_ABOUT = "read_feedback_about"
    """Read all feedback that somebody has had"""
    TELL_FEEDBACK = "tell_feedback"
    """Tell feedback that was kept for the talk"""
    ANSWER_FEEDBACK = "answer_feedback"
    """Answer feedback, once"""
    TAKE_BACK_FEEDBACK = "take_back_feedback"
    """Take back feedback or a suggestion within five minutes"""
    READ_SUGGESTION = "read_suggestion"
    """Read a suggestion, and what came of it"""
    ANSWER_SUGGESTION = "answer_suggestion"
    """Answer a suggestion"""
    # Website requests
    FILE_REQUEST = "file_request"
    """File a website request"""
    READ_REQUEST = "read_request"
    """Read a website request with everything that was written about it"""
    SEE_REQUEST = "see_request"
    """Have a website request before one, in a list or under a button; follow it"""
    ADD_TO_REQUEST = "add_to_request"
    """Add to a website request, answer a question about it, call it settled, say how it went, reopen it"""
    HIDE_REQUEST = "hide_request"
    """Make a website request private"""
    SHOW_REQUEST = "show_request"
    """Make a private website request public again"""
    FOLLOW_REQUEST = "follow_request"
    """Hear of a colleague's website request, and hear of it no more"""
    TRIAGE = "triage"
    """Take a website request, answer it, accept, decline or finish it, ask about it, put it off, say that it
    is blocked, call a developer about it"""
    READ_QUEUE = "read_queue"
    """Read the website desk's queue"""
    READ_OWN_REQUESTS = "read_own_requests"
    """See which of one's own website requests are open"""
    TAKE_CALL = "take_call"
    """Say that one has taken a call about an emergency"""
    """Answer a website request, accept, decline or finish it, ask about it"""
    KEEP_ANSWERS = "keep_answers"
    """Keep answers for whoever asks next, change and retire them"""
    TAKE_BACK_STEP = "take_back_step"
    """Take back what the desk did to a website request within five minutes"""
    ASSESS = "assess"
    """Judge a website request: impact, reach, effort, priority"""
    WRITE_BRIEF = "write_brief"
    """Write the brief of a website request for developers"""
    READ_BRIEF = "read_brief"
    """Read the brief of a website request beside the requester's words"""
    KEEP_GLOSSARY = "keep_glossary"
    """Read the glossary, add a term, change or retire one"""
    IMPORT_GLOSSARY = "import_glossary"
    """Import the glossary, and export it"""
    READ_PING = "read_ping"
    """Read what one wrote when one mentioned a developer"""
    READ_REACTED = "read_reacted"
    """Send on the message on which one put an emoji"""
    ASK_WHO_IS_ON_DUTY = "ask_who_is_on_duty"
    """Ask who is on duty at the website desk"""
    DECIDE_DUTY = "decide_duty"
    """Say whose a week at the website desk is"""
    HAND_OVER = "hand_over"
    """Hand a brief over to a developer, to another one, or take it back"""
    MOVE_HANDOVER = "move_handover"
    """Say what will be done about a brief, that it is begun, that it waits, that it is ready"""
    CONFIRM_WORDING = "confirm_wording"
    """Confirm or correct what a developer said will be done, and look at what is ready"""
    READ_HANDOVER = "read_handover"
    """Read what was handed over, and how far it is"""
    LOG_CALL = "log_call"
    """Read a developer's telephone number where they did not answer, and log the call"""
    LIST_HANDOVERS = "list_handovers"
    """See what lies with developers: a developer what is theirs, the desk all"""
    LEAD_PROJECT = "lead_project"
    """Open the discussion of a project, put its estimate and decision on record, start, pause and stop it"""
    ARGUE_PROJECT = "argue_project"
    """Say what speaks for or against a project"""
    AMEND_ARGUMENT = "amend_argument"
    """Edit a line for or against a project"""
    READ_PROJECT = "read_project"
    """Read the record of a project, and which there are"""
    CHECK_BRIEF = "check_brief"
    """Say whether a brief that was handed over is what one meant"""
    ASK_FOR_SWAP = "ask_for_swap"
    """Ask a colleague to swap weeks at the website desk"""
    ANSWER_SWAP = "answer_swap"
    """Accept or decline a swap of weeks"""
    WITHDRAW_SWAP = "withdraw_swap"
    """Take back what one asked of a colleague: to swap weeks"""
    READ_SWAP = "read_swap"
    """Read a swap of weeks"""
    CHOOSE_DESK_HOURS = "choose_desk_hours"
    """Choose one's own hours at the website desk"""
    CHOOSE_PINGS = "choose_pings"
    """Choose whether one may be mentioned, by whom, and until when one is in focus"""
    READ_REPORT = "read_report"
    """Read the website desk in figures, choose of which days, and have them as a file"""
    COUNT_PINGS = "count_pings"
    """Hear once a week how many mentions of oneself, or of all developers, were pointed to the desk"""
    # Evidence
    KEEP_EVIDENCE = "keep_evidence"
    """Save a message as evidence, write a case, open one's own pocket"""
    READ_POCKET = "read_pocket"
    """Read a case in a pocket"""
    CHANGE_POCKET = "change_pocket"
    """Move a case, write beside it, take it out"""
    CHANGE_MESSAGE = "change_message"
    """Edit or delete one's message, and have the copies of it say so"""
    # Everybody's own
    OPEN_HOME = "open_home"
    """Open one's own Home tab"""
    PUT_OFF_REMINDER = "put_off_reminder"
    """Put off one's own reminder"""
    READ_OWN_REMINDER = "read_own_reminder"
    """Be told why one is reminded"""
    CHOOSE_RHYTHM = "choose_rhythm"
    """Choose one's own day and hour"""
    BE_AWAY = "be_away"
    """Say that one is away oneself, and that one is back"""
    KEEP_DRAFT = "keep_draft"
    """Have kept what one has typed and not sent yet"""
    WRITE_TO_STEWARD = "write_to_steward"
    """Write to Steward, and be greeted"""
    BE_POINTED_TO_THE_DESK = "be_pointed_to_the_desk"
    """Be shown the website desk when one mentions a developer"""
    GET_TO_KNOW = "get_to_know"
    """Become known by one's Slack account"""
    # Admins
    READ_CONCERNS = "read_concerns"
    """Read what is wrong with accounts, channels and messages"""
    IMPORT_LEAVE = "import_leave"
    """Import the leave file, and see who is away"""
    IMPORT_ORGANISATION = "import_organisation"
    """Import the organisation"""
    RUN_STEWARD = "run_steward"
    """Keep Steward going: reminders, deadlines, profiles, repairs"""


Predicate = Callable[[Person | None, Any], bool]
"""Of who acts (None: the company itself, its command line and jobs) and of what it is about."""


def anybody(_by: Person | None, _about: Any) -> bool:
    """Everybody in the organisation"""
    return True


def the_company(by: Person | None, _about: Any) -> bool:
    """Whoever runs Steward's command line, and Steward's own jobs"""
    return by is None


def its_employee(by: Person | None, review: Any) -> bool:
    """The employee whose review it is"""
    return by is not None and by.id == review.employee_id


def who_reads_it(by: Person | None, digest: Any) -> bool:
    """The manager whose people it is about"""
    return by is not None and by.id == digest.manager.id


def its_employee_once_released(by: Person | None, review: Any) -> bool:
    """The employee whose review it is, once it is approved"""
    return its_employee(by, review) and review.stage.released


def its_manager(by: Person | None, review: Any) -> bool:
    """The manager who has the review"""
    return by is not None and by.id == review.manager_id


def its_manager_once_handed_in(by: Person | None, review: Any) -> bool:
    """The manager who has the review, once there is a self-score"""
    return its_manager(by, review) and review.stage.handed_in


def who_looks_again(by: Person | None, review: Any) -> bool:
    """Whoever takes the second look at it, once the manager has approved it"""
    return by is not None and by.id in review.lookers and review.stage.decided


def who_decides_it(by: Person | None, review: Any) -> bool:
    """The manager who has the review, or who has it for them while they are on leave"""
    return by is not None and by.id == review.decider_id and by.id != review.employee_id


def its_delegate(by: Person | None, review: Any) -> bool:
    """Whoever has it for the manager while they are on leave"""
    return by is not None and by.id == review.delegate_id and by.id != review.employee_id


def whose_place_it_is(by: Person | None, delegation: Any) -> bool:
    """The manager in whose place somebody is"""
    return by is not None and by.id == delegation.manager_id


def had_it_before(by: Person | None, review: Any) -> bool:
    """Whoever had it before it went over to another manager"""
    return by is not None and by.id in review.former


def who_has_a_seat(by: Person | None, review: Any) -> bool:
    """Whoever takes the second look at it, or has sent it back"""
    return by is not None and by.id in review.lookers


def hr_for_another(by: Person | None, about: Any) -> bool:
    """HR, in place of an absent manager and on record; never for themselves"""
    return by is not None and by.has(Role.HR) and by.id != about.employee_id


def its_source(by: Person | None, kpi: Any) -> bool:
    """Whoever a KPI names as the one who enters its figure"""
    return by is not None and by.id == kpi.figure_by_id


def its_head_once_told(by: Person | None, form: Any) -> bool:
    """The head of department, once they were told that it is below the mark"""
    return by is not None and by.id == form.head_id


def hr(by: Person | None, _about: Any) -> bool:
    """HR"""
    return by is not None and by.has(Role.HR)


def hr_on_record(by: Person | None, glance: Any) -> bool:
    """HR, as anybody but themselves, and never at a review of somebody in HR"""
    if by is None or not by.has(Role.HR):
        return False
    return glance is None or (glance.whom.id != by.id and not glance.employee.has(Role.HR))


def who_leads_in_it(by: Person | None, looked: Any) -> bool:
    """Whoever leads somebody in a department, of that department"""
    return by is not None and bool(looked.leads) and by.department == looked.department


def who_heads_it(by: Person | None, headed: Any) -> bool:
    """Whoever heads the department: the nearest senior superior, or else who leads in it"""
    return by is not None and by.id in headed.heads


def who_heads_a_department(by: Person | None, headed: Any) -> bool:
    """Whoever heads a department: the nearest senior superior, or else who leads in it"""
    return by is not None and by.id in headed.heads


def who_answers_for_an_owner(by: Person | None, around: Any) -> bool:
    """Its owners; for a department its head, the nearest senior superior, or else who leads in it"""
    return by is not None and by.id in around.answering


def who_proposed_it(by: Person | None, around: Any) -> bool:
    """Whoever proposed it"""
    return by is not None and by.id == around.proposed_by_id


def its_owners(by: Person | None, around: Any) -> bool:
    """Its owners and who answers for them"""
    return by is not None and by.id in around.owners


def who_manages_an_owner(by: Person | None, around: Any) -> bool:
    """The managers of its owners"""
    return by is not None and by.id in around.managers


def who_keeps_it(by: Person | None, case: Any) -> bool:
    """Whoever keeps it"""
    return by is not None and by.id == case.owner_id


def its_giver(by: Person | None, given: Any) -> bool:
    """Whoever gave it"""
    return by is not None and by.id == given.giver_id


def its_receiver_once_told(by: Person | None, given: Any) -> bool:
    """Whoever it is about, once they were told"""
    return by is not None and by.id == given.receiver_id and given.is_read_by(Reader.RECEIVER)


def the_receivers_manager(by: Person | None, given: Any) -> bool:
    """The manager of whoever it is about"""
    return by is not None and by.id == given.manager_id and given.is_read_by(Reader.MANAGER)


def hr_for_others(by: Person | None, given: Any) -> bool:
    """HR, of others than themselves"""
    is_hr = by is not None and by.has(Role.HR) and by.id != given.receiver_id
    return is_hr and given.is_read_by(Reader.HR)


def their_manager(by: Person | None, person: Any) -> bool:
    """Their manager"""
    return by is not None and by.id == person.manager_id


def hr_but_themselves(by: Person | None, person: Any) -> bool:
    """HR, of others than themselves"""
    return by is not None and by.has(Role.HR) and by.id != person.id


def who_answers_it(by: Person | None, suggestion: Any) -> bool:
    """The head of department to whom it goes; where there is none, HR"""
    return by is not None and by.id in suggestion.answering


def product_managers(by: Person | None, _about: Any) -> bool:
    """Product managers"""
    return by is not None and by.has(Role.PRODUCT_MANAGER)


def admins(by: Person | None, _about: Any) -> bool:
    """Admins"""
    return by is not None and by.has(Role.ADMIN)


def whoever_reads_it(by: Person | None, request: Any) -> bool:
    """Everybody; of a private one whoever filed it, has it, or is a product manager"""
    return may_read(request, by)


def admins_unless_it_is_private(by: Person | None, request: Any) -> bool:
    """Admins, unless it is private"""
    return admins(by, None) and (request is None or may_read(request, by))


def who_asks_to_swap(by: Person | None, swap: Any) -> bool:
    """Whoever asks for it"""
    return by is not None and by.id == swap.asker_id


def who_is_asked_to_swap(by: Person | None, swap: Any) -> bool:
    """The colleague who is asked"""
    return by is not None and by.id == swap.other_id


def who_has_it(by: Person | None, handover: Any) -> bool:
    """The developer who has it"""
    return by is not None and by.id == handover.assignee_id


def who_takes_part(by: Person | None, project: Any) -> bool:
    """Whoever was named to take part in it"""
    return bool(project.takes_part(by))


def who_decided_it(by: Person | None, project: Any) -> bool:
    """Whoever is on record as having decided it, unless its request is private"""
    return by is not None and by.id in project.decided_by and not project.is_private


def who_follows_it(by: Person | None, project: Any) -> bool:
    """Whoever follows its request, unless that is private"""
    return by is not None and by.id in project.followed_by and not project.is_private


def who_wrote_the_line(by: Person | None, argument: Any) -> bool:
    """Whoever wrote it"""
    return by is not None and by.id == argument.author.id


def developers(by: Person | None, _about: Any) -> bool:
    """Developers"""
    return by is not None and by.has(Role.DEVELOPER)


def developers_unless_it_is_private(by: Person | None, handover: Any) -> bool:
    """Developers, unless it is private"""
    return developers(by, None) and not handover.is_private


def its_requester(by: Person | None, request: Any) -> bool:
    """Whoever filed the request"""
    return by is not None and by.id == request.requester_id


def its_owner(by: Person | None, request: Any) -> bool:
    """The product manager who has the request"""
    return by is not None and by.id == request.owner_id


def who_stands_before_its_card(_by: Person | None, request: Any) -> bool:
    """Whoever reads its card in the intake channel, unless it is private"""
    return bool(request.card_in_view) and not request.is_private


def who_was_told_of_it(by: Person | None, request: Any) -> bool:
    """Whoever was told that an answer to it is due, or was called about it, unless it is private"""
    return by is not None and by.id in request.told and not request.is_private


def who_was_called(by: Person | None, page: Any) -> bool:
    """The developer who was called"""
    return by is not None and by.id == page.developer_id


def who_did_it(by: Person | None, entry: Any) -> bool:
    """Whoever did it"""
    return by is not None and by.id == entry.by_id


def its_author(by: Person | None, ping: Any) -> bool:
    """Whoever wrote the message"""
    return by is not None and by.id == ping.author_id


def who_reacted(by: Person | None, reacted: Any) -> bool:
    """Whoever put the emoji on it"""
    return by is not None and by.id == reacted.person_id


MAY: Mapping[Deed, tuple[Predicate, ...]] = {
    Deed.SCORE_ONESELF: (its_employee,),
    Deed.READ_OWN_SELF_SCORE: (its_employee,),
    # The second look joins them when it is built.
    Deed.READ_SELF_SCORE: (its_employee, its_manager, its_delegate),
    Deed.READ_RESULT: (its_manager, its_delegate, its_employee_once_released),
    Deed.LOOK_AGAIN: (who_looks_again,),
    Deed.READ_SECOND_LOOK: (who_looks_again,),
    Deed.EXPLAIN: (its_manager_once_handed_in, its_delegate, who_looks_again, its_employee_once_released),
    Deed.SEE_SECOND_LOOK: (who_has_a_seat,),
    Deed.DECIDE: (who_decides_it,),
    # bot/domain/reviews/view_as.py, docs/decisions/0045.
    Deed.VIEW_AS: (hr_on_record,),
    Deed.DELEGATE: (hr,),
    Deed.END_DELEGATION: (hr, whose_place_it_is),
    Deed.CONTRIBUTE: (had_it_before,),
    Deed.RUN_CYCLES: (hr, the_company),
    Deed.READ_STATUS: (hr, the_company, its_manager, its_employee),
    Deed.ADD_SCHEME: (the_company,),
    Deed.READ_REACH: (hr, the_company, who_heads_it),
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
    Deed.IMPORT_ORGANISATION: (the_company,),
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
