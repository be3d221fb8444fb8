"""What a notice is about, as people call it: for whoever is told that it could not be sent."""

from typing import Any

from bot.domain.cards import Card, CardKey
from bot.domain.intake.notices import MessageOffered, PingBecameRequest, PingDeflected
from bot.domain.notices import DEVELOPERS, CardStale, Notice
from bot.domain.policy import Policy
from storage.unit import Unit

ABOUT = {
    Card.MY_REVIEW: "review_id",
    Card.APPROVAL: "review_id",
    Card.QUESTION: "review_id",
    Card.TAKE_BACK: "review_id",
    Card.CONTRIBUTION: "review_id",
    Card.TALK: "talk_id",
    Card.MY_TALK: "talk_id",
    Card.APPEAL: "talk_id",
    Card.DELEGATION: "delegation_id",
    Card.TEAM: "cycle_id",
    Card.SECOND_LOOKS: "cycle_id",
    Card.SECOND_LOOK: "cycle_id",
    Card.REQUEST: "request_id",
    Card.MY_REQUEST: "request_id",
    Card.PRIVATE_REQUEST: "request_id",
    Card.REQUEST_WROTE: "request_id",
    Card.REQUEST_FILES: "request_id",
    Card.FOLLOWER_WROTE: "request_id",
    Card.FOLLOWED: "request_id",
    Card.EMERGENCY: "page_id",
    Card.BRIEF: "request_id",
    Card.HANDOVER: "handover_id",
    Card.PRIVATE_HANDOVER: "handover_id",
    Card.PROJECT: "project_id",
    Card.PROJECT_LINE: "argument_id",
    Card.PROJECT_STEP: "project_id",
    Card.PROJECT_ASKED: "project_id",
    Card.BRIEF_CHECK: "handover_id",
    Card.CLOSING: "request_id",
    Card.SATISFACTION: "request_id",
    Card.NUDGE: "person_id",
    Card.URGENT: "person_id",
    Card.MY_GOALS: "goals_id",
    Card.GOALS_TEAM: "cycle_id",
    Card.AGREEMENT: "goals_id",
    Card.FIGURES: "cycle_id",
    Card.JOB_FORM: "form_id",
    Card.SHARED_KPI: "shared_kpi_id",
    Card.ACCOUNT_CLOSED: "person_id",
    Card.DIGEST: "person_id",
    Card.CHECK_IN_WORD: "check_in_id",
    Card.FEEDBACK: "feedback_id",
    Card.SUGGESTION: "suggestion_id",
    # Whom colleagues are asked about is nothing for whoever looks after what was not sent.
    Card.INPUT: "input_id",
    Card.MENTORING: "action_id",
    Card.TRAINING: "action_id",
    Card.DUTY_SWAP: "swap_id",
    Card.RECOGNITION: "recognition_id",
    Card.RECOGNITION_POST: "recognition_id",
}
"""What the first id in a card's key is of."""

OF_A_PRIVATE_REQUEST = "private_request"
"""What everything is called that concerns one."""


def notice_facts(unit: Unit, notice: Notice, *, policy: Policy) -> dict[str, Any]:
    """Its kind, and whom and what it concerns: names, a period, a number; never what it says.

    All of them are there for every kind, empty where they do not apply. The kind of a stale card is the
    card's: `card.request`.
    """
    said = notice.payload()
    kind = notice.kind
    if isinstance(notice, CardStale) and (key := CardKey.parse(notice.card)) is not None:
        kind = f"card.{key.card.value}"
        said[ABOUT[key.card]] = int(key.ids[0])
    to = said.get("to")
    if "handover_id" in said:
        said["request_id"] = unit.handovers.look(said["handover_id"]).request_id
    in_channel = policy.channels.developers if notice.lane == DEVELOPERS else policy.channels.intake
    facts: dict[str, Any] = {
        "kind": kind,
        "who": unit.people.get(to).name if to is not None else "",
        "about": "",
        "period": "",
        "number": said.get("request_id", 0),
        "channel": in_channel.removeprefix("#"),
    }
    if "talk_id" in said:
        said["review_id"] = unit.talks.look(said["talk_id"]).review_id
    if "review_id" in said:
        _, cycle, employee, _ = unit.reviews.whole(said["review_id"])
        facts |= {"period": cycle.name, "about": employee.name}
    if "goals_id" in said:
        _, cycle, employee, _ = unit.goals.whole(said["goals_id"])
        facts |= {"period": cycle.name, "about": employee.name}
    if "form_id" in said:
        _, cycle, employee, _ = unit.job_forms.whole(said["form_id"])
        facts |= {"period": cycle.name, "about": employee.name}
    if "shared_kpi_id" in said:
        shared = unit.shared.look(said["shared_kpi_id"])
        facts["period"] = unit.cycles.facts(shared.cycle_id).name
    if "check_in_id" in said:
        facts["about"] = unit.people.get(unit.check_ins.look(said["check_in_id"]).employee_id).name
    if "action_id" in said:
        facts["about"] = unit.people.get(unit.actions.look(said["action_id"]).person_id).name
    if "cycle_id" in said:
        facts["period"] = unit.cycles.get(said["cycle_id"]).name
    if "person_id" in said:
        facts["about"] = unit.people.get(said["person_id"]).name
    if isinstance(notice, (PingDeflected, PingBecameRequest)):
        facts["who"] = unit.people.get(unit.pings.get(notice.ping_id).author_id).name
    if "request_id" in said and unit.visibility.is_private(said["request_id"]):
        facts |= {"kind": OF_A_PRIVATE_REQUEST, "who": ""}  # who filed it is nothing for admins either
    if isinstance(notice, MessageOffered):
        facts["who"] = unit.people.get(unit.reactions.get(notice.reaction_id).person_id).name
    return facts
