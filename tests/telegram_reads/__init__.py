"""What Telegram's updates mean to us, as tables."""
