"""Charts as Slack draws them, cut to what Slack takes. Whoever shows one says the same numbers in words."""

from collections.abc import Sequence

from messages.kit import Block, fit

TITLE_LIMIT, LABEL_LIMIT = 50, 20
MOST_SERIES, MOST_POINTS = 6, 20


def bar_chart(
    title: str,
    *,
    categories: Sequence[str],
    series: Sequence[tuple[str, Sequence[int]]],
    across: str,
    upwards: str,
) -> Block:
    """Bars beside each other: of each category one of each series. `across` and `upwards` name the axes.

    No more than `MOST_SERIES` and `MOST_POINTS`, and no two alike: Slack takes them for the same.
    slack_sdk has no class for it and leaves out what it does not know, so it is a plain dictionary.
    """
    labels = [fit(each, LABEL_LIMIT) for each in categories[:MOST_POINTS]]
    return {
        "type": "data_visualization",
        "title": fit(title, TITLE_LIMIT),
        "chart": {
            "type": "bar",
            "series": [
                {
                    "name": fit(name, LABEL_LIMIT),
                    "data": [
                        {"label": label, "value": value} for label, value in zip(labels, values, strict=False)
                    ],
                }
                for name, values in series[:MOST_SERIES]
            ],
            "axis_config": {
                "categories": labels,
                "x_label": fit(across, LABEL_LIMIT),
                "y_label": fit(upwards, LABEL_LIMIT),
            },
        },
    }
