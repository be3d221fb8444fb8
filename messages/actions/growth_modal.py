"""How people grow: one's own, one's people's, one's departments'; and how loaded mentors are."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.domain.actions.growth import DepartmentGrowth, GrowthPage, PersonGrowth
from bot.domain.actions.mentors import MentorLoad, MentorsPage
from bot.domain.reports.counting import FEWEST, Count
from messages.actions.action_lines import HELPED, NAME_LIMIT, TRAININGS
from messages.actions.actions_modal import ME
from messages.catalog import Mrkdwn, Words
from messages.goals.job_form_lines import packed
from messages.kit import Block, actions, button, context, divider, fit, fit_mrkdwn, modal, section
from messages.reports.department_lines import ANSWERS
from messages.reviews.score_lines import short

PAGE = "actions.growth.page"
LIST = "actions.growth.list"
LIST_OTHER = "actions.growth.list_other"
"""The value of both is a person's id, or `me`."""
MENTORS = "actions.mentors.read"


def growth_modal(words: Words, page: GrowthPage) -> dict[str, Any]:
    """Everything that concerns its reader."""
    blocks: list[Block | None] = [
        context(words.say("actions/growth_modal/intro")),
        section(
            _counts(words, page.own, is_own=True),
            accessory=button(words.label("Open"), LIST, value=ME) if page.own.total else None,
        ),
    ]
    if page.people:
        blocks += [divider(), section(words.say("actions/growth_modal/people"))]
        blocks += [_person(words, each) for each in page.people]
        blocks.append(
            context(words.say("actions/growth_modal/more_people", count=page.more)) if page.more else None
        )
    if page.departments:
        blocks += [divider(), section(words.say("actions/growth_modal/departments", fewest=FEWEST))]
        hidden = [fit(each.department, NAME_LIMIT) for each in page.departments if each.is_hidden]
        blocks += [section(_department(words, each)) for each in page.departments if not each.is_hidden]
        blocks.append(section(_few(words, hidden)) if hidden else None)
    if page.reads_mentors:
        blocks += [divider(), actions(button(words.label("Mentors and load…"), MENTORS, value=ME))]
    return modal(title=words.label("Growth"), blocks=blocks, callback_id=PAGE, close=words.label("Close"))


def mentors_modal(words: Words, page: MentorsPage) -> dict[str, Any]:
    """Who is a mentor of how many, the most loaded first."""
    intro = words.say("actions/growth_modal/mentors", most=page.most, free=page.free, total=len(page.loads))
    return modal(
        title=words.label("Mentors and load"),
        blocks=[
            section(intro),
            *packed(_load(words, each, most=page.most) for each in page.loads),
            context(words.say("actions/growth_modal/more_mentors", count=page.more)) if page.more else None,
        ],
        callback_id=f"{MENTORS}_page",
        close=words.label("Close"),
    )


def _person(words: Words, growth: PersonGrowth) -> Block:
    open_it = button(words.label("Open"), LIST_OTHER, value=str(growth.person.id))
    return section(_counts(words, growth), accessory=open_it if growth.total else None)


def _counts(words: Words, growth: PersonGrowth, *, is_own: bool = False) -> Mrkdwn:
    return words.say(
        "actions/growth_modal/person",
        name=None if is_own else short(growth.person.name, NAME_LIMIT),
        total=growth.total,
        counts=[
            words.label("%(what)s: %(count)s", what=what, count=number)
            for what, number in (
                (words.label("offered, not answered yet"), growth.waiting),
                (words.label("under way"), growth.under_way),
                (words.label("done"), growth.done),
                (words.label("declined"), growth.declined),
            )
            if number
        ],
    )


def _department(words: Words, growth: DepartmentGrowth) -> Mrkdwn:
    """What there is, and by name what is about too few."""
    lines = [
        (words.label("Trainings"), _begun(words, growth.trainings)),
        (words.label("Trainings offered"), _parts(words, growth.offers, ANSWERS)),
        (words.label("Kinds of training"), _parts(words, growth.kinds, TRAININGS)),
        (words.label("Mentor pairings"), _begun(words, growth.pairings)),
        (words.label("What became of it"), _parts(words, growth.helped, HELPED)),
    ]
    hidden = [title for title, said in lines if said is None]
    return fit_mrkdwn(
        words.say(
            "actions/growth_modal/department",
            name=short(growth.department, NAME_LIMIT),
            lines=[(title, said) for title, said in lines if said],
            few=_few(words, hidden) if hidden else "",
        )
    )


def _few(words: Words, hidden: Sequence[str]) -> Mrkdwn:
    return fit_mrkdwn(words.say("actions/growth_modal/few", names=words.names(hidden)))


def _begun(words: Words, found: Count | None) -> str | None:
    if found is None:
        return None
    return words.label("begun: %(begun)s; done: %(done)s", begun=found.total, done=found.done)


def _parts(
    words: Words, found: Mapping[Any, int] | None, labels: Mapping[Any, Callable[[Words], str]]
) -> str | None:
    """None where it is not shown; empty where there is none."""
    if found is None:
        return None
    return words.label("; ").join(
        words.label("%(what)s: %(count)s", what=label(words), count=found[each])
        for each, label in labels.items()
        if found.get(each)
    )


def _load(words: Words, mentor: MentorLoad, *, most: int) -> Mrkdwn:
    return words.say(
        "actions/growth_modal/load",
        name=short(mentor.person.name, NAME_LIMIT),
        department=short(mentor.person.department, NAME_LIMIT),
        load=mentor.load,
        most=most,
        asked=mentor.asked,
        done=mentor.done,
    )
