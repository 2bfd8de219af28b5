"""How fast the bot is, next to a plain one in the same run. Start with `make bench`; no test depends on a time."""
