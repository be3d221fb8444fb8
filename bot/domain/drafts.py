"""What people have typed and not handed in: kept under the person, the form and what it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

Typed = Mapping[str, Any]
"""What stands in a form, as JSON values."""


class Form(StrEnum):
    """Every form that keeps what was typed into it."""

    GOALS_SHEET = "goals_sheet"
    GOALS_KPI = "goals_kpi"
    FIGURES = "figures"
    PLAN_GOAL = "plan_goal"
    SHARED_KPI = "shared_kpi"
    JOB_FORM = "job_form"
    JOB_FORM_RATING = "job_form_rating"
    CHECK_IN = "check_in"
    CHECK_IN_REPLY = "check_in_reply"
    FEEDBACK = "feedback"
    FEEDBACK_ANSWER = "feedback_answer"
    SUGGESTION = "suggestion"
    INPUT = "input"
    INPUT_ASKED = "input_asked"
    INPUT_MORE = "input_more"
    ACTION = "action"
    SELF_SCORE = "self_score"
    ADJUST = "adjust"
    ASK = "ask"
    SEND_BACK = "send_back"
    CONTRIBUTION = "contribution"
    CALIBRATE = "calibrate"
    TAKE_BACK = "take_back"
    TALK = "talk"
    APPEAL = "appeal"
    APPEAL_DECISION = "appeal_decision"
    RECOGNITION = "recognition"
    WEBSITE_ISSUE = "website_issue"
    OFFERED = "offered"
    TRIAGE = "triage"
    MY_REQUEST = "my_request"
    ASSESS = "assess"
    BRIEF = "brief"
    HANDOVER = "handover"
    PROJECT = "project"
    SATISFACTION = "satisfaction"
    GLOSSARY = "glossary"
    POCKET = "pocket"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """`subject`: what the form is about (a review's id, a request's step); empty for nothing special."""

    subject: str
    data: Typed
    saved_at: datetime
