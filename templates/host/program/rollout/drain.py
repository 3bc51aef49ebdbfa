"""Waits until containers have answered what they were asked."""
from __future__ import annotations

from typing import Callable, Optional

from command.clock import Clock

_USUAL_SECONDS = 60.0
_PAUSE_SECONDS = 0.1
_QUIET_OBSERVATIONS = 100


def drain(open_connections: Callable[[], int], clock: Clock, seconds: Optional[float] = None) -> int:
    """Waits until no connection is open; the number of those that still are. Who keeps a connection for ever, as with a WebSocket, is
    not waited for: ten seconds in which no connection ended are enough, and a minute in all. A time that a person has set is waited in
    full, since requests that take so long are the reason to set it.
    """
    until = clock.now() + (_USUAL_SECONDS if seconds is None else seconds)
    most_quiet = _QUIET_OBSERVATIONS if seconds is None else None
    least = None
    quiet = 0
    while True:
        found = open_connections()
        if least is None or found < least:
            least = found
            quiet = 0
        else:
            quiet += 1
        # Twice: one that was on its way may just have arrived.
        if (found == 0 and quiet >= 1) or quiet == most_quiet or clock.now() >= until:
            return found
        clock.sleep(_PAUSE_SECONDS)
