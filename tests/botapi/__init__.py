"""Our own Telegram Bot API server for tests: a process on loopback, with Telegram's real rules on losing updates."""
