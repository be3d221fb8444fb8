"""Where each figure of a department's month comes from."""

from collections.abc import Iterator

from messages.catalog import Words
from messages.reports.department_lines import Line


def sources(words: Words) -> Iterator[Line]:
    """Where each figure comes from."""
    yield Line(
        title=words.label("Who is counted"),
        said=words.label("whoever is in the department on the day this was made, and nobody who has left"),
    )
    yield Line(
        title=words.label("Check-ins, goals, reviews"),
        said=words.label(
            "steps due in the month, of everybody who had one; done on its day or before is in time. "
            "Appeals and improvement plans are not among them"
        ),
    )
    yield Line(
        title=words.label("KPIs"),
        said=words.label(
            "the team's sheet as it stands now; the newest figure entered for each month. Attained is "
            "the figure as a share of the target; where lower is better, the target as a share of the figure"
        ),
    )
    yield Line(
        title=words.label("Shared KPIs"),
        said=words.label("one figure for all who share it, as it was agreed on last"),
    )
    yield Line(
        title=words.label("Website briefs"),
        said=words.label(
            "handed over to somebody of the department and due in the month; ready by that day is in time"
        ),
    )
    yield Line(
        title=words.label("Questions"),
        said=words.label(
            "asked in the month: by the desk about website requests of people of the department, and by "
            "developers about briefs of its product managers; answered by now"
        ),
    )
    yield Line(
        title=words.label("Feedback, suggestions"),
        said=words.label(
            "what people of the department received, and suggested, in the month; never what it says"
        ),
    )
    yield Line(
        title=words.label("Growth"),
        said=words.label(
            "trainings taken up and mentor pairings agreed to in the month, and done in it; what was offered "
            "in it and what became of that by now; requirements as managers rated them in the forms of this "
            "period"
        ),
    )
    yield Line(
        title=words.label("Improvement actions"),
        said=words.label("what is open on the day this was made, with everything that is late"),
    )
    yield Line(
        title=words.label("Recognised"),
        said=words.label("who agreed to a post that went out in the month"),
    )
    yield Line(
        title=words.label("What is left out"),
        said=words.label("every figure about fewer than five people, and every score"),
    )
