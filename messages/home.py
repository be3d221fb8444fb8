"""The Home tab: what is owed first, then the state of everything that is the reader's."""

from typing import Any

from bot.domain.goals.facts import GoalsFacts, TeamGoals
from bot.domain.home import CycleOverview, Desk, GoalsCoverage, HomeFacts, MyRequest, MyReview
from bot.domain.reviews.approval import TeamProgress
from bot.domain.reviews.way import Mark
from messages.catalog import Mrkdwn, Words, escape
from messages.goals.goals_thread import goals_headline, goals_lines
from messages.goals.kpi_lines import kpi_line
from messages.goals.marks import counted
from messages.goals.my_goals_card import READ, said_of_goals, sheet_value, signatures
from messages.goals.sheets_modal import SHEETS
from messages.intake.labels import stage_labels
from messages.intake.triage_card import READ_ALL
from messages.kit import Block, Element, button, context, divider, fit_mrkdwn, header, home, section
from messages.obligations import owed_lines
from messages.reviews.marks import MARKS, Part, overview
from messages.reviews.marks import said as spoken
from messages.reviews.result_card import SEE_RESULT
from messages.reviews.score_lines import cycle_title, short

CHOOSE_PINGS = "home.choose_pings"
OPEN, SHIELDED = "open", "shielded"
"""What the button's value asks for."""

DEPARTMENTS_SHOWN = 30
OWED_SHOWN = 20
NAMES_SHOWN = 20
NAMES_LIMIT = 1500


def home_view(words: Words, facts: HomeFacts) -> dict[str, Any]:
    """The view for views.publish. At most about sixty blocks, whatever somebody has."""
    blocks = [
        *_owed(words, facts),
        *_review(words, facts.review),
        *(_goals(words, facts.goals) if facts.goals else []),
        *_requests(words, facts),
        *(_team(words, facts.team) if facts.team else []),
        *(_team_goals(words, facts.team_goals) if facts.team_goals else []),
        *(_desk(words, facts.desk) if facts.desk else []),
        *(_cycle(words, facts.cycle) if facts.cycle else []),
        *(_coverage(words, facts.coverage) if facts.coverage else []),
        *_pings(words, facts.open_to_pings),
        divider(),
        context(words.say("home/help")),
    ]
    return home(blocks)


def _owed(words: Words, facts: HomeFacts) -> list[Block]:
    if not facts.owed:
        return [header(words.label("Waiting for you")), section(words.say("home/nothing_owed"))]
    more = len(facts.owed) - OWED_SHOWN
    return [
        header(words.label("Waiting for you")),
        *owed_lines(words, facts.owed[:OWED_SHOWN], person=facts.person),
        *([context(words.say("home/more_owed", count=more))] if more > 0 else []),
    ]


def _review(words: Words, review: MyReview | None) -> list[Block]:
    if review is None:
        return [header(words.label("Your review")), section(words.say("home/no_review"))]
    today = words.now.astimezone(words.zone).date()
    steps = spoken(
        words,
        review.stage.mark,
        Part.HOME,
        manager=short(review.manager),
        self_score_due=review.self_score_due,
        approval_due=review.approval_due,
        is_late=today > review.self_score_due,
        is_closed=today > review.self_score_closes,
        is_approval_late=today > review.approval_due,
    )
    result = button(words.label("See your result"), SEE_RESULT, value=str(review.review_id))
    return [
        header(words.label("Your review, %(period)s", period=cycle_title(review.period))),
        section(steps, accessory=result if review.stage.released else None),
    ]


def _goals(words: Words, facts: GoalsFacts) -> list[Block]:
    """The sheet as it stands: who signed it when, what it weighs, and whose move it is."""
    standing = facts.standing
    lines = [said_of_goals(words, facts)]
    if standing is not None:
        lines += [kpi_line(words, kpi) for kpi in standing.kpis]
        lines.append(signatures(words, facts.signed.get(standing.id, {})))
    read = button(
        words.label("Read it…"), READ, value=sheet_value(facts.goals.id, standing.id if standing else None)
    )
    title = words.label("Your goals, %(period)s", period=cycle_title(facts.cycle.name))
    return [
        header(title),
        section(
            fit_mrkdwn(Mrkdwn("\n".join(lines))),
            accessory=read if standing else None,
        ),
    ]


def _team_goals(words: Words, team: TeamGoals) -> list[Block]:
    if not team.people:
        return []
    lines = [goals_headline(words, team), *goals_lines(words, team)]
    return [
        header(words.label("Your team's goals")),
        section(Mrkdwn("\n".join(lines)), accessory=_sheets(words, team.cycle_id)),
    ]


def _coverage(words: Words, coverage: GoalsCoverage) -> list[Block]:
    """By department, for HR; the sheets themselves stand behind the button."""
    shown = list(coverage.departments.items())[:DEPARTMENTS_SHOWN]
    lines = [
        words.say("home/coverage", department=short(name), counts=counted(words, marks))
        for name, marks in shown
    ]
    more = len(coverage.departments) - len(shown)
    if more:
        lines.append(escape(words.count("%(number)s more", "%(number)s more", more)))
    title = words.label("Goals, %(period)s", period=cycle_title(coverage.period))
    return [
        header(title),
        section(fit_mrkdwn(Mrkdwn("\n".join(lines))), accessory=_sheets(words, coverage.cycle_id)),
    ]


def _sheets(words: Words, cycle_id: int) -> Element:
    return button(words.label("KPI sheets…"), SHEETS, value=str(cycle_id))


def _requests(words: Words, facts: HomeFacts) -> list[Block]:
    blocks = [header(words.label("Your website requests"))]
    if not facts.requests:
        return [*blocks, section(words.say("home/no_requests"))]
    blocks += [_request(words, request) for request in facts.requests]
    if facts.more_requests:
        blocks.append(context(words.say("home/more_requests", count=facts.more_requests)))
    return blocks


def _request(words: Words, request: MyRequest) -> Block:
    said = words.say(
        "home/request",
        number=request.number,
        title=short(request.title, 120),
        stage=request.stage.key,
        owner=short(request.owner),
    )
    return section(said, accessory=button(words.label("Read all…"), READ_ALL, value=str(request.number)))


def _team(words: Words, team: TeamProgress) -> list[Block]:
    if not team.reports:
        return []
    headline = words.say(
        "reviews/manager_thread/headline",
        cycle=cycle_title(team.cycle_name),
        approved=team.approved,
        total=len(team.reports),
        due=team.approval_due,
        is_late=words.now.astimezone(words.zone).date() > team.approval_due,
    )
    lines = [
        spoken(words, mark, Part.TEAM, names=_names(words, names))
        for mark in MARKS
        if (names := team.named(mark))
    ]
    return [header(words.label("Your team")), section(Mrkdwn("\n".join([headline, *lines])))]


def _names(words: Words, names: list[str]) -> Mrkdwn:
    shown = [str(short(name)) for name in names[:NAMES_SHOWN]]
    if len(names) > NAMES_SHOWN:
        more = len(names) - NAMES_SHOWN
        shown.append(words.count("%(number)s more", "%(number)s more", more))
    return fit_mrkdwn(words.names(shown), NAMES_LIMIT // 3)


def _desk(words: Words, desk: Desk) -> list[Block]:
    counted = [
        words.label("%(state)s: %(count)s", state=label, count=words.number(desk.counts[stage]))
        for stage, label in stage_labels(words).items()
        if desk.counts.get(stage)
    ]
    said = Mrkdwn(" · ".join(counted)) if counted else words.say("home/empty_desk")
    return [header(words.label("The website desk")), section(said)]


def _cycle(words: Words, cycle: CycleOverview) -> list[Block]:
    said = words.say(
        "home/cycle",
        total=sum(cycle.counts.values()),
        approved=cycle.counts.get(Mark.APPROVED, 0),
        counts=overview(words, cycle.counts),
    )
    return [header(words.label("The cycle, %(period)s", period=cycle_title(cycle.period))), section(said)]


def _pings(words: Words, open_to_pings: bool | None) -> list[Block]:
    if open_to_pings is None:
        return []
    label = words.label("Point them to the desk") if open_to_pings else words.label("Let them mention me")
    choice = button(label, CHOOSE_PINGS, value=SHIELDED if open_to_pings else OPEN)
    return [
        header(words.label("Being mentioned")),
        section(words.say("home/pings", is_open=open_to_pings), accessory=choice),
    ]
