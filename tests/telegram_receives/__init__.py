"""How Telegram's updates and files reach us, against the tests' own Bot API server. Kept first, confirmed then."""
