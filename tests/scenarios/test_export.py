"""One's own reviews come as a file, from the command and from the history, in the strict sandbox."""

from tests.scenarios.conftest import Workspace


def test_a_file_of_ones_own_reviews_comes_as_a_direct_message(workspace: Workspace) -> None:
    chen = workspace.person("chen")

    [answer] = chen.command("/review", "export csv")
    assert answer.plain == "The file comes to you as a direct message."
    chen.command("/review", "history")
    chen.wait_for_modal(title="History").click("As a file")
    form = chen.wait_for_modal(title="Reviews as a file")
    assert "The file comes to you as a direct message." in form.plain
    workspace.settle()

    files = [
        workspace.sandbox.workspace.files[each["id"]]
        for message in chen.channel(chen.app)
        for each in message.shape.get("files") or ()
    ]
    assert [each.name.partition(".")[2] for each in files] == ["csv", "pdf"]
    assert files[1].content.startswith(b"%PDF")
    assert workspace.parked() == []
