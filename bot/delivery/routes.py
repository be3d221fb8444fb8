"""Every notice and the function that words it."""

from bot.delivery import admin, concerns, intake, nudges, people, reviews
from bot.delivery.outgoing import Routes

ROUTES: Routes = {
    **reviews.ROUTES,
    **nudges.ROUTES,
    **intake.ROUTES,
    **people.ROUTES,
    **concerns.ROUTES,
    **admin.ROUTES,
}
