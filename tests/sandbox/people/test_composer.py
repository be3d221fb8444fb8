"""What people write."""


def test_what_people_type_is_escaped_and_names_become_mentions(sandbox):
    ann = sandbox.person("U1")

    said = ann.say("C1", "@ben 1 < 2 & <!channel> <script> https://a.b/?x=1&y=2")

    assert said.text == "<@U2> 1 &lt; 2 &amp; <!channel> &lt;script&gt; https://a.b/?x=1&amp;y=2"
    assert said.plain.startswith("@Ben Ode 1 < 2 &")
