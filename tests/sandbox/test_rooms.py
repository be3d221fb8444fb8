"""The rooms of the sandbox: whoever reads one module need not read it together with those above it."""

import grimp


def test_no_modules_import_each_other_not_even_in_a_round_or_for_types_alone():
    graph = grimp.build_graph("bot", cache_dir=None)
    modules = sorted(each for each in graph.modules if each.startswith("bot.sandbox."))

    circles = {
        frozenset({each, *around})
        for each in modules
        if (around := graph.find_upstream_modules(each) & graph.find_downstream_modules(each))
    }

    assert len(modules) > 50
    assert [sorted(each) for each in circles] == []
