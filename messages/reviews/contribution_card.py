"""To a former manager: how did it go while they had somebody?"""

from bot.domain.reviews.contribution import Contribution, ContributionFacts
from messages.catalog import Mrkdwn, Words, quote
from messages.kit import Block, Message, actions, button, context, fit_mrkdwn, message, section
from messages.reviews.score_lines import cycle_title, short
from messages.reviews.sections import rendered
from messages.reviews.shares import of_item

CONTRIBUTE = "reviews.contribution.open"
"""The button's value is the review's id."""

TEXT_SHOWN = 2000


def contribution_card(words: Words, facts: ContributionFacts) -> Message:
    """Who has it now, what is asked and who reads it; then what they wrote."""
    said = words.say(
        "reviews/contribution_card/body",
        manager=short(facts.manager),
        name=short(facts.employee),
        cycle=cycle_title(facts.cycle_name),
        days=facts.days,
        of=facts.of,
        may_write=facts.may_write,
        is_written=facts.written is not None,
    )
    label = words.label("Change it…") if facts.written else words.label("Write a few lines…")
    written = facts.written
    return message(
        words.say(
            "reviews/contribution_card/headline",
            manager=short(facts.manager),
            name=short(facts.employee),
            cycle=cycle_title(facts.cycle_name),
        ),
        section(said),
        section(fit_mrkdwn(quote(written.text), TEXT_SHOWN)) if written and written.text else None,
        _items(words, facts, written) if written and written.items else None,
        actions(button(label, CONTRIBUTE, value=str(facts.review_id), primary=not written))
        if facts.may_write
        else None,
        context(
            words.say(
                "reviews/contribution_card/who_reads",
                manager=short(facts.manager),
                written_at=written.at if written else None,
            )
        ),
    )


def _items(words: Words, facts: ContributionFacts, written: Contribution) -> Block:
    lines = []
    for part in facts.scheme.sections:
        shown = rendered(words, facts.scheme, part, facts.basis)
        for key in shown.items:
            said = written.items.get((part.key, key))
            if said is not None:
                lines.append(Mrkdwn("• " + of_item(words, short(shown.line(key).name), said)))
    return section(fit_mrkdwn("\n".join(lines)))
