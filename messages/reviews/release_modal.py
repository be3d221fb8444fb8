"""To HR: which departments' results can be released, and who keeps the others; no score."""

from typing import Any

from bot.domain.reviews.calibration_agreement import NOT_AGREED
from bot.domain.reviews.cycles import is_ad_hoc
from bot.domain.reviews.release import Ready, Released, ReleaseFacts
from messages.catalog import Mrkdwn, Words, escape
from messages.kit import Block, actions, button, checkboxes, context, field_input, fit, modal, section
from messages.reviews.fingerprint import fixed_line
from messages.reviews.manager_thread import some_names
from messages.reviews.marks import MARKS
from messages.reviews.matrix_modal import OPEN as MATRIX
from messages.reviews.score_lines import cycle_title, short

FORM = "reviews.release.form"
OPEN = "reviews.release.open"
"""From HR's Home; the button's value is the cycle's name."""
RELEASE_IT = "reviews.release.owed"
"""From wherever it is owed; the button's value is the id of a review that waits."""
DEPARTMENTS = "departments"
RELEASED = "reviews.release.released"
MOST_SHOWN = 40
MOST_CHOSEN = 10
"""Slack shows no more boxes to tick in one field."""
LABEL_LIMIT = 75


def release_modal(words: Words, facts: ReleaseFacts) -> dict[str, Any]:
    """What will be seen by whom; the departments that are through, ticked; the others with who is awaited."""
    ready, kept = facts.to_release, [each for each in facts.departments if not each.can_be_released]
    can = bool(ready) and facts.are_rules_intact
    blocks: list[Block] = [
        section(
            words.say(
                "reviews/release_modal/intro",
                cycle=cycle_title(facts.cycle_name),
                count=sum(len(each.ready) for each in ready),
                is_intact=facts.are_rules_intact,
                is_over=facts.is_over,
            )
        )
    ]
    if can:
        shown = ready[:MOST_CHOSEN]
        choices = [(str(each.id), _choice(words, each)) for each in shown]
        blocks.append(
            field_input(
                words.label("Whose results?"),
                checkboxes(
                    DEPARTMENTS,
                    choices,
                    chosen=[str(each.id) for each in shown if not each.missing],
                    described={str(each.id): _without(words, each) for each in shown if each.missing},
                ),
                block_id=DEPARTMENTS,
            )
        )
        if not is_ad_hoc(facts.cycle_name):  # which no calibration is held of
            blocks.append(section(Mrkdwn("\n".join(_agreed(words, facts, each) for each in shown))))
        more = len(ready) - len(shown)
        if more:
            blocks.append(context(escape(words.count("%(number)s more", "%(number)s more", more))))
    blocks += [section(_kept(words, each)) for each in kept[:MOST_SHOWN]]
    blocks.append(context(*fixed_line(words, facts.rules), words.say("reviews/release_modal/how")))
    return modal(
        title=words.label("Release results"),
        blocks=blocks,
        callback_id=FORM,
        close=words.label("Close"),
        submit=words.label("Release") if can else None,
        private_metadata=str(facts.cycle_id),
    )


def released_modal(words: Words, released: Released) -> dict[str, Any]:
    """What was released, and what comes next."""
    said = words.say(
        "reviews/release_modal/released",
        cycle=cycle_title(released.cycle_name),
        count=released.people,
        departments=some_names(words, list(released.departments)),
        gone=some_names(words, list(released.gone)) if released.gone else None,
    )
    return modal(
        title=words.label("Release results"),
        blocks=[
            section(said),
            actions(button(words.label("Performance and values…"), MATRIX, value=released.cycle_name))
            if not is_ad_hoc(released.cycle_name)
            else None,
        ],
        callback_id=RELEASED,
        close=words.label("Close"),
    )


def _without(words: Words, department: Ready) -> str:
    names = [each.name for each in department.missing]
    return words.label("without %(names)s: not scored yet", names=some_names(words, names))


def _agreed(words: Words, facts: ReleaseFacts, department: Ready) -> Mrkdwn:
    """Who agreed to these results in the calibration, and who has not: it keeps nothing back."""
    agreement = facts.agreed.get(department.id, NOT_AGREED)
    return words.say(
        "reviews/release_modal/agreed",
        name=short(department.name),
        by=some_names(words, [each.by for each in agreement.agreed]) if agreement.agreed else None,
        missing=[side.value for side in agreement.missing],
    )


def _choice(words: Words, department: Ready) -> str:
    people = words.count("%(number)s person", "%(number)s people", len(department.ready))
    name = fit(department.name, LABEL_LIMIT - len(people) - 3)
    return words.label("%(name)s · %(people)s", name=name, people=people)


def _kept(words: Words, department: Ready) -> Mrkdwn:
    by_mark = {mark: [each.name for each in department.waiting if each.mark is mark] for mark in MARKS}
    return words.say(
        "reviews/release_modal/kept",
        name=short(department.name),
        released=department.released,
        ready=len(department.ready),
        waiting=[
            words.say(
                "reviews/release_modal/waiting",
                sign=MARKS[mark].sign,
                names=some_names(words, names),
                how=MARKS[mark].counted(words, len(names)),
            )
            for mark, names in by_mark.items()
            if names
        ],
    )
