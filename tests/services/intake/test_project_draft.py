"""What is typed about a project is kept by step, until the step is taken."""

from bot.domain.intake.project import Side
from bot.domain.intake.project_way import Event
from bot.services.intake.project import argue
from bot.services.intake.project_draft import keep_words, kept_words
from storage.unit import Store
from tests.builders.intake import filed
from tests.builders.people import Company
from tests.builders.projects import discussed
from tests.builders.world import World


def test_it_is_kept_by_step_and_person_until_it_is_sent(world: World, store: Store, people: Company) -> None:
    project_id = discussed(store, people, filed(store, people.employee))
    he, wu = world.acting(people.developer), world.acting(people.colleague)

    keep_words(he, about=project_id, event=Event.ARGUE, text="It is slow")
    keep_words(he, about=project_id, event=Event.STOP, text="  ")

    assert kept_words(he, about=project_id, event=Event.ARGUE) == "It is slow"
    assert kept_words(he, about=project_id, event=Event.STOP) == ""
    assert kept_words(wu, about=project_id, event=Event.ARGUE) == ""

    argue(he, project_id=project_id, side=Side.AGAINST, text="It is slow", submission="V1")
    assert kept_words(he, about=project_id, event=Event.ARGUE) == ""
