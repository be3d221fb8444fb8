"""Every tab of Home, and every section: its line among all, and how its facts are laid out in full."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.home import Section, Tab
from messages.catalog import Mrkdwn, Words
from messages.home.away import away_section, away_title
from messages.home.branch import branch_line, branch_section, branch_title
from messages.home.coverage import coverage_line, coverage_section, coverage_title
from messages.home.cycle import cycle_line, cycle_section, cycle_section_title
from messages.home.desk import desk_line, desk_section, desk_title
from messages.home.goals import goals_line, goals_section, goals_title
from messages.home.looks import looks_section, looks_title
from messages.home.owed import owed_section, owed_title
from messages.home.pings import pings_section, pings_title
from messages.home.requests import requests_line, requests_section, requests_title
from messages.home.review import review_line, review_section, review_title
from messages.home.team import team_line, team_section, team_title
from messages.intake.duty import duty_section, duty_title, glance
from messages.intake.handover_list import handed_glance, handed_section, handed_title
from messages.kit import Block
from messages.nudging.reach_home import reach_glance, reach_section, reach_title
from messages.weeks.check_in_home import check_in_line, check_in_section, check_in_title
from messages.weeks.digest_home import NOTHING as NO_WEEKS
from messages.weeks.digest_home import team_weeks_line, team_weeks_section, team_weeks_title
from messages.weeks.feedback_home import (
    feedback_line,
    feedback_section,
    feedback_title,
    team_feedback_line,
    team_feedback_section,
    team_feedback_title,
)
from messages.weeks.pocket_home import NOTHING, pocket_line, pocket_section, pocket_title


@dataclass(frozen=True, kw_only=True)
class SectionWords:
    """All take what bot.services.home has for the section: FACTS or PAGED.

    `title` stands over it. `line`: the same in a line or two, beside the button that opens the section's
    tab; None where it does not stand there. `layout`: in full, never more than Slack has room for. `nothing`:
    the sentence that stands there for somebody of whom there is none; without one the section is left out.
    """

    title: Callable[[Words, Any], str]
    line: Callable[[Words, Any], Mrkdwn] | None
    layout: Callable[[Words, Any], list[Block]]
    nothing: str | None = None


TABS: Mapping[Tab, Callable[[Words], str]] = {
    Tab.OWED: lambda words: words.label("Waiting for you"),
    Tab.GOALS: lambda words: words.label("My goals"),
    Tab.POCKET: lambda words: words.label("Pocket"),
    Tab.FEEDBACK: lambda words: words.label("Feedback"),
    Tab.REQUESTS: lambda words: words.label("Website requests"),
    Tab.BRANCH: lambda words: words.label("My branch"),
    Tab.TEAM: lambda words: words.label("Team"),
    Tab.WEEKS: lambda words: words.label("Team's weeks"),
    Tab.CYCLE: lambda words: words.label("Cycle"),
    Tab.DESK: lambda words: words.label("Desk"),
    Tab.HANDED: lambda words: words.label("Handed to me"),
}

SECTIONS: Mapping[Section, SectionWords] = {
    Section.OWED: SectionWords(title=owed_title, line=None, layout=owed_section),
    Section.REVIEW: SectionWords(
        title=review_title, line=review_line, layout=review_section, nothing="home/no_review"
    ),
    Section.GOALS: SectionWords(title=goals_title, line=goals_line, layout=goals_section),
    Section.WEEK: SectionWords(title=check_in_title, line=check_in_line, layout=check_in_section),
    Section.POCKET: SectionWords(
        title=pocket_title, line=pocket_line, layout=pocket_section, nothing=NOTHING
    ),
    Section.FEEDBACK: SectionWords(title=feedback_title, line=feedback_line, layout=feedback_section),
    Section.TEAM_FEEDBACK: SectionWords(
        title=team_feedback_title, line=team_feedback_line, layout=team_feedback_section
    ),
    Section.REQUESTS: SectionWords(
        title=requests_title, line=requests_line, layout=requests_section, nothing="home/no_requests"
    ),
    Section.BRANCH: SectionWords(
        title=branch_title, line=branch_line, layout=branch_section, nothing="home/no_branch_requests"
    ),
    Section.TEAM_WEEKS: SectionWords(
        title=team_weeks_title,
        line=team_weeks_line,
        layout=team_weeks_section,
        nothing=NO_WEEKS,
    ),
    Section.AWAY: SectionWords(title=away_title, line=None, layout=away_section),
    Section.PINGS: SectionWords(title=pings_title, line=None, layout=pings_section),
    Section.LOOKS: SectionWords(title=looks_title, line=None, layout=looks_section),
    Section.TEAM: SectionWords(title=team_title, line=team_line, layout=team_section),
    Section.CYCLE: SectionWords(
        title=cycle_section_title, line=cycle_line, layout=cycle_section, nothing="home/no_cycle"
    ),
    Section.COVERAGE: SectionWords(title=coverage_title, line=coverage_line, layout=coverage_section),
    Section.REACH: SectionWords(title=reach_title, line=reach_glance, layout=reach_section),
    Section.DUTY: SectionWords(title=duty_title, line=glance, layout=duty_section),
    Section.DESK: SectionWords(title=desk_title, line=desk_line, layout=desk_section),
    Section.HANDED: SectionWords(title=handed_title, line=handed_glance, layout=handed_section),
}
