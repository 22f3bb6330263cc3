"""How long to wait before asking again."""

from __future__ import annotations

import email.utils
import random
import time
from typing import Final

LONGEST_WAIT: Final = 60.0  # seconds, whatever Retry-After asks for, unless the caller waits longer


def pause(attempt: int, wish: float | None, longest: float = LONGEST_WAIT) -> float:
    """Seconds until the next attempt: what the server asks for, else doubling with some chance in it; capped."""
    wanted = 0.5 * 2**attempt * random.uniform(1.0, 1.5) if wish is None else wish  # noqa: S311 (no secret)
    return min(max(wanted, 0.0), longest)


def wish_of(retry_after: str) -> float | None:
    """A server's wish in seconds, from either way to write Retry-After (RFC 9110, 10.2.3)."""
    value = retry_after.strip()
    if value.isdecimal():
        return float(value[:9])
    try:
        return email.utils.parsedate_to_datetime(value).timestamp() - time.time()
    except (ValueError, OverflowError):
        return None
