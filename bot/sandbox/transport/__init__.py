"""How the app, the page and the sandbox reach each other: addresses, sockets, deliveries."""
