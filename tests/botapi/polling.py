"""getUpdates: the long poll."""

import asyncio
import contextlib

from .wire import Call, Refused
from .world import World

LONGEST = 50.0
OTHER_POLL = "other getUpdates request; make sure that only one bot instance is running"


async def get_updates(world: World, call: Call) -> bytes:
    """Confirm what is below the offset, then give the oldest updates, waiting up to `timeout` seconds for the first."""
    if world.webhook.url:
        raise Refused(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    queue, params = world.queue, call.params
    queue.end_poll(OTHER_POLL)
    kinds = params.get("allowed_updates")
    queue.allow(kinds if isinstance(kinds, list) else None)
    queue.expire()
    queue.confirm_below(int(params.get("offset") or 0))
    limit = min(100, max(1, int(params.get("limit") or 100)))
    wait = min(LONGEST, float(params.get("timeout") or 0))
    if not queue.pending and wait > 0:
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue.poll = waiting
        try:
            # Nothing came in time: an empty answer.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(waiting, wait)
        finally:
            if queue.poll is waiting:
                queue.poll = None
    return queue.batch(limit)
