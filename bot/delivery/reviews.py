"""How each notice about reviews is worded and where it goes."""

from bot.delivery import approval
from bot.delivery.outgoing import Routes

ROUTES: Routes = {**approval.ROUTES}
