"""Every section of the Home tab: the title over it, and how its facts are laid out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.home import Section
from messages.catalog import Words
from messages.home.away import away_section, away_title
from messages.home.coverage import coverage_section, coverage_title
from messages.home.cycle import cycle_section, cycle_section_title
from messages.home.desk import desk_section, desk_title
from messages.home.goals import goals_section, goals_title
from messages.home.owed import owed_section, owed_title
from messages.home.pings import pings_section, pings_title
from messages.home.requests import requests_section, requests_title
from messages.home.review import review_section, review_title
from messages.home.team import team_section, team_title
from messages.home.team_goals import team_goals_section, team_goals_title
from messages.kit import Block
from messages.nudging.reach_home import reach_section, reach_title
from messages.weeks.check_in_home import check_in_section, check_in_title
from messages.weeks.digest_home import team_weeks_section, team_weeks_title
from messages.weeks.feedback_home import (
    feedback_section,
    feedback_title,
    team_feedback_section,
    team_feedback_title,
)
from messages.weeks.pocket_home import NOTHING, pocket_section, pocket_title


@dataclass(frozen=True, kw_only=True)
class SectionWords:
    """`title` and `layout` take what bot.services.home.FACTS gives for the section, never more than Slack
    has room for. `nothing`: the sentence that stands there for somebody of whom there is none; without one
    the section is left out.
    """

    title: Callable[[Words, Any], str]
    layout: Callable[[Words, Any], list[Block]]
    nothing: str | None = None


SECTIONS: Mapping[Section, SectionWords] = {
    Section.OWED: SectionWords(title=owed_title, layout=owed_section),
    Section.AWAY: SectionWords(title=away_title, layout=away_section),
    Section.REVIEW: SectionWords(title=review_title, layout=review_section, nothing="home/no_review"),
    Section.GOALS: SectionWords(title=goals_title, layout=goals_section),
    Section.WEEK: SectionWords(title=check_in_title, layout=check_in_section),
    Section.POCKET: SectionWords(title=pocket_title, layout=pocket_section, nothing=NOTHING),
    Section.FEEDBACK: SectionWords(title=feedback_title, layout=feedback_section),
    Section.REQUESTS: SectionWords(title=requests_title, layout=requests_section),
    Section.TEAM: SectionWords(title=team_title, layout=team_section),
    Section.TEAM_GOALS: SectionWords(title=team_goals_title, layout=team_goals_section),
    Section.TEAM_WEEKS: SectionWords(title=team_weeks_title, layout=team_weeks_section),
    Section.TEAM_FEEDBACK: SectionWords(title=team_feedback_title, layout=team_feedback_section),
    Section.DESK: SectionWords(title=desk_title, layout=desk_section),
    Section.CYCLE: SectionWords(title=cycle_section_title, layout=cycle_section),
    Section.COVERAGE: SectionWords(title=coverage_title, layout=coverage_section),
    Section.REACH: SectionWords(title=reach_title, layout=reach_section),
    Section.PINGS: SectionWords(title=pings_title, layout=pings_section),
}
