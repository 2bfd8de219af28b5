"""Talks to the world: channels, store, sender, jobs, web. The only floor that waits for anything."""
