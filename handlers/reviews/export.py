"""Reviews and results as files to one's own messages: `/review export`, or *As a file* in a history."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.intake.markup import as_seen, mentioned, without_mentions
from bot.domain.reviews.cycles import cycle_name, is_cycle_name, with_whole_names
from bot.domain.text import is_blank, typed_text, word
from bot.errors import Refusal
from bot.services.reviews.ask_export import ask_for_file, ask_for_results
from handlers.carried import row_id
from handlers.opening import open_over
from handlers.visit import Visit
from messages.reviews.export_note import TAKE_OUT, on_its_way, on_its_way_modal
from messages.tables import Format


def register(app: App) -> None:
    app.action(TAKE_OUT)(on_take_out)


def on_export(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """One's own reviews, or whose, or which department's and cycle's results; and as what kind of file.

    Raises Refusal("export.usage") for somebody whom Slack does not know, for two people, and for words beside
    one: a file is of one person.
    """
    written = command.get("text") or ""
    said = [each for each in typed_text(as_seen(written, {})).split() if not is_blank(each)][1:]
    forms = [Format(word(each)) for each in said if word(each) in set(Format)]
    named = with_whole_names([each for each in said if word(each) not in set(Format)])
    people = mentioned(written)
    if people and (len(people) > 1 or _beside(written)):
        raise Refusal("export.usage")
    if people or not named:
        chosen = (forms or [Format.PDF])[0].value
        ask_for_file(visit.acting, account=people[0] if people else None, form=chosen)
    elif any(each.startswith(("@", "＠")) for each in named):
        raise Refusal("export.usage")
    else:
        ask_for_results(
            visit.acting,
            department=" ".join(each for each in named if not is_cycle_name(each)) or None,
            cycle=next((cycle_name(each) for each in named if is_cycle_name(each)), None),
            form=(forms or [Format.XLSX])[0].value,
        )
    ack(text=on_its_way(visit.words), response_type="ephemeral")


def _beside(written: str) -> bool:
    """Whether anything is said beside whom it is about and as what kind of file."""
    said = typed_text(without_mentions(written)).split()[1:]
    return any(not is_blank(each) and word(each) not in set(Format) for each in said)


def on_take_out(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """As pages to print."""
    ask_for_file(visit.acting, about_id=row_id(action["value"]), form=Format.PDF.value)
    open_over(visit.client, body, on_its_way_modal(visit.words))
    ack()
