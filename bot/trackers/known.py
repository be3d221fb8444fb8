"""The trackers that Steward can speak to, by the name under which settings know them."""

from collections.abc import Callable, Mapping

from bot.trackers.github import GitHub
from bot.trackers.gitlab import GitLab
from bot.trackers.jira import Jira
from bot.trackers.tracker import Place, Tracker

TRACKERS: Mapping[str, Callable[[Place], Tracker]] = {"github": GitHub, "gitlab": GitLab, "jira": Jira}
