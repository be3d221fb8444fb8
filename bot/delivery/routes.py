"""Every notice and the function that words it."""

from bot.delivery import admin, intake, reviews
from bot.delivery.outgoing import Routes

ROUTES: Routes = {**reviews.ROUTES, **intake.ROUTES, **admin.ROUTES}
