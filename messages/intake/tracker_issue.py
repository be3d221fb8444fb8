"""A hand-over as an issue of a tracker: its title, its body, and what is said under it, in Markdown."""

from bot.domain.intake.brief import Part, numbered
from bot.domain.intake.form_facts import BriefRead
from bot.domain.intake.handover import HandoverFacts, HandoverStep
from bot.domain.intake.handover_way import Event
from messages.catalog import Words
from messages.intake.brief_labels import part_labels

TITLE_LIMIT = 200
_NEVER_A_NAME = "@\N{ZERO WIDTH SPACE}"
"""What somebody wrote calls nobody there."""


def issue_title(facts: HandoverFacts, read: BriefRead) -> str:
    """The request's number and the headline, in one line."""
    headline = " ".join(read.brief.says(Part.HEADLINE).split())
    return _quiet(f"#{facts.request.id} {headline}")[:TITLE_LIMIT].strip()


def issue_body(words: Words, facts: HandoverFacts, read: BriefRead) -> str:
    """Who handed it over, by when it is wanted, and the brief part by part."""
    about = words.plain(
        "intake/tracker_issue/about",
        request=facts.request.id,
        by=facts.by.name,
        assignee=facts.assignee.name,
        due_on=facts.handover.due_on,
    )
    labels = part_labels(words)
    parts = [
        f"## {labels[part]}\n\n{numbered(said) if part is Part.STEPS else said}"
        for part in Part
        if part is not Part.HEADLINE and (said := read.brief.says(part))
    ]
    return _quiet("\n\n".join([about, *parts]))


def issue_comment(words: Words, facts: HandoverFacts, step: HandoverStep) -> str:
    """What was done, and what was written with it; empty for what is said by the issue itself."""
    if step.event is Event.SEND:
        return ""
    said = words.plain(
        "intake/handover_card/step",
        event=step.event.value,
        name=facts.who_did(step),
        request=facts.request.id,
        due_on=facts.handover.due_on,
    )
    quoted = "\n".join(f"> {line}" for line in step.text.splitlines())
    return _quiet(f"{said}\n\n{quoted}".strip())


def hushed_title(facts: HandoverFacts) -> str:
    """Of what became private: its number alone."""
    return f"#{facts.request.id}"


def hushed_body(words: Words, facts: HandoverFacts) -> str:
    """That it was taken back, and not why."""
    return words.plain("intake/tracker_issue/hushed", request=facts.request.id)


def _quiet(text: str) -> str:
    return text.replace("@", _NEVER_A_NAME).replace("<!--", "<! --")
