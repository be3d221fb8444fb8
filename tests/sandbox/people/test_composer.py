"""What people write."""

import pytest

from bot.sandbox.people.composer import as_commanded


def test_what_people_type_is_escaped_and_names_become_mentions(sandbox):
    ann = sandbox.person("U1")

    said = ann.say("C1", "@ben 1 < 2 & <!channel> <script> https://a.b/?x=1&y=2")

    assert said.text == "<@U2> 1 &lt; 2 &amp; <!channel> &lt;script&gt; https://a.b/?x=1&amp;y=2"
    assert said.plain.startswith("@Ben Ode 1 < 2 &")


def test_people_edit_and_delete_what_they_wrote_and_nobody_else_does(sandbox):
    ann, ben = sandbox.person("U1"), sandbox.person("U2")
    said = ann.say("C1", "first")

    edited = ann.edit(said, "second")
    assert (edited.text, edited.plain) == ("second", "second")
    assert edited.shape["edited"]
    for act in (lambda: ben.edit(said, "mine"), lambda: ben.delete(said), lambda: ann.edit(said, " ")):
        with pytest.raises(AssertionError):
            act()

    ann.delete(said)
    assert ben.find("C1", said.ts) is None


def test_a_command_that_asks_for_it_gets_people_and_channels_by_id_and_signs_as_entities(sandbox):
    workspace = sandbox.workspace

    sent = as_commanded(workspace, "@Ben Ode and @ben in #general: 1 < 2 & https://a.b/?x=1&y=2, not me@ben")

    assert sent == (
        "<@U2|ben> and <@U2|ben> in <#C1|general>: 1 &lt; 2 &amp; <https://a.b/?x=1&amp;y=2>, not me@ben"
    )
