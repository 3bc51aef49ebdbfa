"""Holds the SSH channel: passes the worker's events on, however slowly they are read, and ends when nobody reads them."""
from __future__ import annotations

import os
import select

_BLOCK = 65536
_GONE = select.POLLERR | select.POLLHUP | select.POLLNVAL


def carry(events: int, out: int) -> bool:
    """Until all events are delivered; False if the channel is gone before."""
    os.set_blocking(out, False)
    waiting = bytearray()
    is_open = True
    poll = select.poll()
    poll.register(events, select.POLLIN)
    while is_open or waiting:
        # Of the channel at least its end is of interest: POLLERR and POLLHUP come unasked.
        poll.register(out, select.POLLOUT if waiting else 0)
        for descriptor, what in poll.poll():
            if descriptor == events:
                chunk = os.read(events, _BLOCK)
                waiting += chunk
                if not chunk:
                    is_open = False
                    poll.unregister(events)
            elif what & _GONE or (what & select.POLLOUT and not _deliver(waiting, out)):
                return False
    return True


def _deliver(waiting: bytearray, out: int) -> bool:
    try:
        del waiting[: os.write(out, waiting[:_BLOCK])]
    except BlockingIOError:
        pass
    except OSError:
        return False
    return True
