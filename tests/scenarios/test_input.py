"""Story: a manager asks six colleagues; what five say is read without names, what four say never."""

from datetime import UTC, datetime

import pytest

from bot.sandbox import Msg
from tests.scenarios.conftest import Workspace

TUESDAY = datetime(2027, 1, 5, 2, 0, tzinfo=UTC)
AFTER = datetime(2027, 1, 13, 2, 0, tzinfo=UTC)
NAMES = {
    "wu": "Wu Min",
    "zhou": "Zhou Jing",
    "lin": "Lin Tao",
    "zhao": "Zhao Min",
    "he": "He Jun",
    "sun": "Sun Li",
}
ASKED = tuple(NAMES)


@pytest.fixture
def start() -> datetime:
    return TUESDAY


def card(workspace: Workspace, surname: str) -> Msg:
    return workspace.person(surname).wait_for_message(containing="asks for your input about Chen Jie")


def asked(workspace: Workspace, *, of: tuple[str, ...] = ASKED) -> None:
    liu = workspace.person("liu")
    liu.command("/review", "input @Chen Jie")
    page = liu.wait_for_modal(title="Input of colleagues")
    assert "Nobody was asked about Chen Jie yet" in page.plain
    page.click("Ask for input…")
    form = liu.wait_for_modal(title="Ask for input")
    assert "• What does their work make easier for you? One case." in form.plain
    form.choose("Who is asked?", [NAMES[each] for each in ASKED[:4]])
    form.select("What are they asked?", "In a project")
    form = liu.wait_for_modal(containing="• What was theirs to do in the project?")
    form.select("What are they asked?", "Working together")
    form = liu.wait_for_modal(containing="• What does their work make easier for you? One case.")
    form.submit()
    assert "at least 5 colleagues" in form.errors["Who is asked?"]
    form.choose("Who is asked?", [NAMES[each] for each in of[4:]])
    form.submit()
    workspace.settle()


def test_five_answers_are_read_together(workspace: Workspace) -> None:
    asked(workspace)
    liu, chen = workspace.person("liu"), workspace.person("chen")
    for number, surname in enumerate(ASKED[:5]):
        person = workspace.person(surname)
        assert "never fewer than 5 answers together" in card(workspace, surname).plain
        assert "Liu Yang and HR read it." in card(workspace, surname).plain
        card(workspace, surname).click("Give input")
        form = person.wait_for_modal(title="Give input")
        form.fill("What does their work make easier for you? One case.", f"Answer {number}")
        form.submit()
        workspace.settle()
        assert card(workspace, surname).buttons == ["Change it…", "Give none"]
    card(workspace, "sun").click("Give none", confirm=True)
    workspace.settle()

    workspace.move_to(AFTER)
    workspace.settle()
    liu.wait_for_message(containing="Input of colleagues about Chen Jie can be read").click("Read it…")
    page = liu.wait_for_modal(title="Input of colleagues")
    assert "5 answered." in page.plain
    assert all(f"Answer {number}" in page.plain for number in range(5))
    assert not any(each in page.plain for each in NAMES.values())
    page.close()
    assert not any("input" in each.plain.lower() for each in chen.dm())
    [refused] = chen.command("/review", "input @Chen Jie")
    assert "nobody about themselves" in refused.plain
    assert workspace.parked() == []


def test_whom_else_one_wants_to_ask_is_kept_when_the_form_is_closed(workspace: Workspace) -> None:
    asked(workspace, of=ASKED[:5])
    liu = workspace.person("liu")
    liu.wait_for_modal(title="Input of colleagues").click("Ask more…")
    form = liu.wait_for_modal(title="Ask more colleagues")
    form.choose("Who else is asked?", ["Sun Li"])
    form.close()
    workspace.wait_until(liu.quiet)
    liu.wait_for_modal(title="Input of colleagues").click("Ask more…")
    again = liu.wait_for_modal(title="Ask more colleagues")
    assert again.value("Who else is asked?") == ["U0SUN"]
    again.submit()
    assert "6 asked" in liu.wait_for_modal(title="Input of colleagues").plain


def test_of_four_nobody_reads_any(workspace: Workspace) -> None:
    asked(workspace)
    for surname in ASKED[:4]:
        card(workspace, surname).click("Give input")
        form = workspace.person(surname).wait_for_modal(title="Give input")
        form.fill("What does their work make easier for you? One case.", "Secret")
        form.submit()
        workspace.settle()
    workspace.move_to(AFTER)
    workspace.settle()

    liu = workspace.person("liu")
    note = liu.wait_for_message(containing="Fewer than 5 colleagues gave input about Chen Jie")
    assert note.buttons == []
    liu.command("/review", "input @Chen Jie")
    assert "Secret" not in liu.wait_for_modal(title="Input of colleagues").plain
    assert "its last day is over" in card(workspace, "he").plain.lower()
