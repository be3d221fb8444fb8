"""How each notice about reviews is worded and where it goes."""

from bot.delivery import approval, self_score
from bot.delivery.outgoing import Routes

ROUTES: Routes = {**approval.ROUTES, **self_score.ROUTES}
