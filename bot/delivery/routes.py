"""Every notice and the function that words it."""

from bot.delivery import account_closed, concerns
from bot.delivery.intake import greeting, my_request, no_pings, request_card
from bot.delivery.nudging import nudges
from bot.delivery.outgoing import Routes
from bot.delivery.reviews import approval, self_score

ROUTES: Routes = {
    **self_score.ROUTES,
    **approval.ROUTES,
    **request_card.ROUTES,
    **my_request.ROUTES,
    **no_pings.ROUTES,
    **greeting.ROUTES,
    **nudges.ROUTES,
    **account_closed.ROUTES,
    **concerns.ROUTES,
}
"""Each card declares its own; this gathers them."""
