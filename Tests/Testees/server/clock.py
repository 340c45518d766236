"""Time: what stands in messages, and what decides whether a peer still lives."""

import asyncio
import time


def epoch_ms():
    """Milliseconds since the epoch, for messages."""
    return time.time_ns() // 1_000_000


def monotonic_ms():
    """Milliseconds of a clock that nobody sets, for deadlines."""
    return time.monotonic_ns() // 1_000_000


async def happens_within(event, milliseconds):
    """Waits for an event, and says whether it came before the time was up."""
    try:
        async with asyncio.timeout(milliseconds / 1000):
            await event.wait()
    except TimeoutError:
        return False
    return True
