"""One version of a KPI sheet in full; whoever's move it is signs it at its end."""

from typing import Any

from bot.domain.goals.facts import AgreementFacts
from bot.domain.goals.way import Party
from messages.catalog import Words
from messages.goals.agreement_card import (
    agreement_because,
    agreement_title,
    changed_lines,
    small_print,
)
from messages.goals.job_form_buttons import read_form_button
from messages.goals.kpi_lines import kpi_in_full
from messages.goals.my_goals_card import DRAFT, sheet_value
from messages.kit import Block, actions, button, context, divider, header, modal, section
from messages.reviews.score_lines import LONGEST_TEXT, pieces, short

READ_FORM = "goals.agreement.read_form"

ALL_KPIS = 66_000
"""Characters of markup that all KPIs have in one form: more than can be typed into twelve, unless very much
of it has to be escaped. Slack takes 250,000 bytes of it all.
"""


def read_modal(words: Words, facts: AgreementFacts) -> dict[str, Any]:
    """What changed first, then every KPI with all that is agreed on about it."""
    manager = facts.facts.manager.name
    is_covered = facts.is_readers_move and facts.is_covered
    blocks: list[Block] = [
        *([section(words.say("goals/read_modal/in_place_of", manager=short(manager)))] if is_covered else []),
        section(agreement_title(words, facts)),
        *agreement_because(words, facts),
    ]
    if facts.compared is not None and facts.changed:
        blocks += [
            header(words.label("What changed")),
            *(section(lines) for lines in changed_lines(words, facts)),
        ]
    blocks.append(header(words.label("The whole sheet")))
    room = min(LONGEST_TEXT, ALL_KPIS // max(1, len(facts.this.kpis)))
    for kpi in facts.this.kpis:
        whole = kpi_in_full(words, kpi, named=facts.named)
        blocks += [*(section(piece) for piece in pieces(whole, at_most=room)), divider()]
    blocks.append(context(*small_print(words, facts)))
    signs = facts.is_readers_move
    label = words.label("Agree and sign") if facts.side is Party.MANAGER else words.label("Confirm and sign")
    draft = words.label("Adjust…") if facts.side is Party.MANAGER else words.label("Answer with another…")
    form = facts.facts.form
    further = [
        *([button(draft, DRAFT, value=str(facts.facts.goals.id))] if signs else []),
        *([read_form_button(words, form.id)] if form.newest is not None else []),
    ]
    if further:
        blocks.append(actions(*further))
    return modal(
        title=words.label("KPI sheet"),
        blocks=blocks,
        callback_id=READ_FORM,
        close=words.label("Not now") if signs else words.label("Close"),
        submit=label if signs else None,
        private_metadata=sheet_value(facts.facts.goals.id, facts.this.id),
    )
