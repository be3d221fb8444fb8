"""Who looked at one's file: a line on Home, and a form with pages in the strict sandbox."""

from bot.domain.privacy.looks import FileLook
from tests.scenarios.conftest import Workspace


def test_who_looked_is_read_from_home_page_by_page(workspace: Workspace) -> None:
    people, chen = workspace.company, workspace.person("chen")
    home = chen.home()
    assert "Nobody has looked at your file." in home.plain
    with workspace.store.begin() as unit:
        for _ in range(30):
            now = workspace.clock.now()
            unit.held.note_look(people.employee.id, FileLook.EXPORT, by_id=people.hr.id, at=now)

    home = chen.home()
    assert "Your file was looked at 30 times." in home.plain
    home.click("Who looked…")
    form = chen.wait_for_modal(title="Who looked")
    assert "Zhou Jing" in form.plain
    form.click("Next page")

    chen.wait_until(lambda: "Previous page" in chen.modal().plain, what="the second page")
