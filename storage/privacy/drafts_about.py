"""What others have begun to write about somebody and not handed in: by what its form is about."""

from collections.abc import Mapping
from enum import Enum, auto

from sqlalchemy import ColumnElement, String, Table, cast, false, or_, select

from bot.domain.drafts import Form
from storage.privacy.holdings import HOLDINGS


class Where(Enum):
    """Where in a draft's `subject` stands what its form is about."""

    ALONE = auto()
    FIRST = auto()
    """`5:k1`"""
    LAST = auto()
    """`accept:5`"""


ABOUT: Mapping[Form, tuple[str, str, Where]] = {
    **dict.fromkeys(
        (
            Form.SELF_SCORE,
            Form.ADJUST,
            Form.ASK,
            Form.SEND_BACK,
            Form.CONTRIBUTION,
            Form.CALIBRATE,
            Form.TAKE_BACK,
            Form.RECOGNITION,
        ),
        ("reviews", "id", Where.ALONE),
    ),
    **dict.fromkeys((Form.TALK, Form.APPEAL, Form.APPEAL_DECISION), ("talks", "id", Where.ALONE)),
    **dict.fromkeys((Form.JOB_FORM, Form.JOB_FORM_RATING), ("job_forms", "id", Where.ALONE)),
    **dict.fromkeys((Form.BRIEF, Form.ASSESS, Form.SATISFACTION), ("requests", "id", Where.ALONE)),
    **dict.fromkeys((Form.TRIAGE, Form.MY_REQUEST), ("requests", "id", Where.LAST)),
    Form.GOALS_SHEET: ("goals", "id", Where.ALONE),
    Form.GOALS_KPI: ("goals", "id", Where.FIRST),
    Form.CHECK_IN_REPLY: ("check_ins", "id", Where.ALONE),
    Form.SUGGESTION: ("suggestions", "id", Where.ALONE),
    **dict.fromkeys((Form.INPUT, Form.INPUT_MORE), ("input_requests", "id", Where.ALONE)),
    Form.INPUT_ASKED: ("people", "id", Where.ALONE),
    Form.ACTION: ("people", "id", Where.ALONE),
    Form.FEEDBACK: ("people", "slack_id", Where.ALONE),
}
"""By form: the table and the column of what its subject names."""

THEIR_OWN = frozenset(
    {
        Form.CHECK_IN,
        Form.FIGURES,
        Form.FEEDBACK_ANSWER,
        Form.WEBSITE_ISSUE,
        Form.OFFERED,
        Form.POCKET,
        # The company's, or the desk's work
        Form.PLAN_GOAL,
        Form.SHARED_KPI,
        Form.GLOSSARY,
        Form.HANDOVER,
        Form.PROJECT,
    }
)
"""Forms about nobody but whoever fills them in."""


def drafts_about(drafts: Table, person_id: int) -> ColumnElement[bool]:
    """Whoever's they are."""
    return or_(false(), *(_about(drafts, form, person_id) for form in ABOUT))


def _about(drafts: Table, form: Form, person_id: int) -> ColumnElement[bool]:
    name, column, where = ABOUT[form]
    holding = HOLDINGS[name]
    named = cast(holding.table.c[column], String)
    is_named = {
        Where.ALONE: drafts.c.subject == named,
        Where.FIRST: drafts.c.subject.like(named + ":%"),
        Where.LAST: drafts.c.subject.like("%:" + named),
    }[where]
    mine = select(holding.table.c.id).where(holding.erasable(person_id), is_named)
    return (drafts.c.form == form) & mine.exists()
