"""Duties, requirements, answers and changes of a job-responsibility form as lines, for cards and forms."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.domain.goals.job_form import Answer, Duty, Met, Requirement, said
from bot.domain.goals.job_form_changes import Changes, ItemChange, parts_changed
from bot.domain.goals.post import RequirementKind
from messages.catalog import Mrkdwn, Words, escape
from messages.kit import SECTION_LIMIT, Block, fit_mrkdwn, section
from messages.reviews.score_lines import short

NAME_LIMIT = 150
NOTE_LIMIT = 200
CHANGE_LIMIT = 700
CHANGES_SHOWN = 30
"""As many changes as one screen shows; more than these are another form."""

MET: Mapping[Met, Callable[[Words], str]] = {
    Met.MET: lambda words: words.label("Met"),
    Met.PARTLY: lambda words: words.label("Partly met"),
    Met.NOT_YET: lambda words: words.label("Not met yet"),
}
"""In the order in which they are chosen from."""
SIGNS: Mapping[Met, str] = {Met.MET: "✅", Met.PARTLY: "🟡", Met.NOT_YET: "⚪"}
KINDS: Mapping[RequirementKind, Callable[[Words], str]] = {
    RequirementKind.ABILITY: lambda words: words.label("Ability"),
    RequirementKind.EXPERIENCE: lambda words: words.label("Experience"),
}


def met_choices(words: Words) -> list[tuple[str, str]]:
    """What can be said of a requirement, for a menu."""
    return [(met.value, f"{SIGNS[met]} {called(words)}") for met, called in MET.items()]


def met_text(words: Words, answer: Answer) -> str:
    """ "✅ Met"; a dash where nothing was said."""
    return "–" if answer.met is None else f"{SIGNS[answer.met]} {MET[answer.met](words)}"


def duty_text(words: Words, number: int, duty: Duty) -> Mrkdwn:
    """A duty with its number, and its parts below."""
    name = escape(said(duty.name, words.language))
    parts = (f"• {escape(said(part, words.language))}" for part in duty.parts)
    return fit_mrkdwn("\n".join([f"*{number}. {name}*", *parts]))


def requirement_text(words: Words, requirement: Requirement) -> Mrkdwn:
    """What is required, of which kind, how much it counts, and what it means."""
    return words.say(
        "goals/job_form_lines/requirement",
        name=requirement_name(words, requirement),
        kind=KINDS[requirement.kind](words),
        weight=requirement.weight,
        is_own=requirement.is_own,
        text=escape(said(requirement.text, words.language)),
    )


def requirement_name(words: Words, requirement: Requirement, limit: int = NAME_LIMIT) -> Mrkdwn:
    return short(said(requirement.name, words.language), limit)


def answer_line(words: Words, requirement: Requirement, answer: Answer) -> Mrkdwn:
    """ "✅ Met · *Planning campaigns*", with the word of proof in full below."""
    return words.say(
        "goals/job_form_lines/answer",
        met=met_text(words, answer),
        name=requirement_name(words, requirement),
        note=_one_line(answer.note),
    )


def both_lines(words: Words, requirement: Requirement, own: Answer, managers: Answer) -> Mrkdwn:
    """One requirement with what each side says of it."""
    return words.say(
        "goals/job_form_lines/both",
        name=requirement_name(words, requirement),
        weight=requirement.weight,
        own=met_text(words, own),
        proof=_one_line(own.note),
        managers=met_text(words, managers),
        note=_one_line(managers.note),
    )


def change_lines(words: Words, changes: Changes) -> list[Mrkdwn]:
    """Every change, old struck through beside new; in the order of the form."""
    lines = [
        *(_duty_change(words, each) for each in changes.duties),
        *([words.say("goals/job_form_lines/reordered")] if changes.is_reordered else []),
        *(_requirement_change(words, each) for each in changes.requirements),
        *(
            words.say(
                "goals/job_form_lines/answer_changed",
                name=requirement_name(words, each.requirement),
                was=met_text(words, each.before),
                now=met_text(words, each.after),
                proof_was=short(each.before.note, NOTE_LIMIT),
                proof_now=short(each.after.note, NOTE_LIMIT),
            )
            for each in changes.answers
        ),
    ]
    return [fit_mrkdwn(line, CHANGE_LIMIT) for line in lines]


def change_sections(words: Words, changes: Changes, *, shown: int = CHANGES_SHOWN) -> list[Block]:
    """The same as blocks; how many more there are, where there are more than are `shown`."""
    lines = change_lines(words, changes)
    more = len(lines) - shown
    rest = [words.say("goals/job_form_lines/more_changes", count=more)] if more > 0 else []
    return packed([*lines[:shown], *rest])


def packed(lines: Iterable[Mrkdwn]) -> list[Block]:
    """Lines in as few sections as they fit in."""
    gathered: list[str] = []
    for line in lines:
        if gathered and len(gathered[-1]) + len(line) < SECTION_LIMIT:
            gathered[-1] += f"\n{line}"
        else:
            gathered.append(str(fit_mrkdwn(line)))
    return [section(Mrkdwn(each)) for each in gathered]


def _duty_change(words: Words, change: ItemChange[Duty]) -> Mrkdwn:
    before, after = change.before, change.after
    if before is None or after is None:
        duty = after or before
        assert duty is not None
        return words.say(
            "goals/job_form_lines/duty",
            is_new=before is None,
            name=_name(words, duty),
            parts=_listed(words, duty.parts),
        )
    gone, new = parts_changed(before, after)
    return words.say(
        "goals/job_form_lines/duty_changed",
        name=_name(words, after),
        was=_name(words, before) if "name" in change.fields else "",
        gone=[short(said(part, words.language), NOTE_LIMIT) for part in gone],
        new=[short(said(part, words.language), NOTE_LIMIT) for part in new],
        is_reordered="parts" in change.fields and not gone and not new,
    )


def _requirement_change(words: Words, change: ItemChange[Requirement]) -> Mrkdwn:
    before, after = change.before, change.after
    if before is None or after is None:
        requirement = after or before
        assert requirement is not None
        return words.say(
            "goals/job_form_lines/requirement_listed",
            is_new=before is None,
            name=requirement_name(words, requirement),
        )
    return words.say(
        "goals/job_form_lines/requirement_changed",
        name=requirement_name(words, after),
        fields=[[_field(words, before, field), _field(words, after, field)] for field in change.fields],
    )


def _field(words: Words, requirement: Requirement, field: str) -> Mrkdwn:
    match field:
        case "kind":
            return escape(KINDS[requirement.kind](words))
        case "weight":
            return escape(words.label("counts %(weight)s", weight=requirement.weight))
        case _:
            return short(said(getattr(requirement, field), words.language), NOTE_LIMIT)


def _name(words: Words, duty: Duty) -> Mrkdwn:
    return short(said(duty.name, words.language), NAME_LIMIT)


def _listed(words: Words, parts: Sequence[object]) -> Mrkdwn:
    names = [str(short(said(part, words.language), 60)) for part in parts]  # type: ignore[arg-type]
    return Mrkdwn(words.label("; ").join(names))


def _one_line(note: str) -> Mrkdwn:
    return escape(" ".join(note.split()))
