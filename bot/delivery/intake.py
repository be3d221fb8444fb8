"""How each notice about website requests is worded and where it goes."""

from bot.delivery.outgoing import Routes

ROUTES: Routes = {}
