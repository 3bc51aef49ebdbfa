"""The lock of a site. It goes with the processes that hold its descriptor; beside it lies who that is."""
from __future__ import annotations

import fcntl
import json
import os
import time
from typing import Callable, Dict, Optional

from supervisor.descriptors import high
from supervisor.journal import replace_json
from supervisor.times import clock_of, iso

LOOK_SECONDS = 0.1
TELL_SECONDS = 10.0


class Holder:
    def __init__(self, path: str) -> None:
        self._path = path

    def write(self, who: str, step: str, until: Optional[float]) -> None:
        """`until` is the latest end, in seconds since 1970, where there is one."""
        latest = "" if until is None else iso(until)
        replace_json(self._path, {"who": who, "step": step, "since": iso(time.time()), "until": latest})

    def read(self) -> str:
        """`WHO: step STEP since TIME, until TIME at the latest`. What older versions wrote is shown as it is."""
        try:
            with open(self._path, encoding="utf-8", errors="replace") as file:
                text = file.read(4096).strip()
        except OSError:
            text = ""
        try:
            held = json.loads(text)
        except ValueError:
            held = None
        return _told(held) if isinstance(held, dict) else text or "another run"


def _told(held: Dict[str, object]) -> str:
    who, step, since, until = (str(held.get(name) or "") for name in ("who", "step", "since", "until"))
    told = who or "another run"
    if step:
        told += f": step {step}"
    if since:
        told += f" since {clock_of(since)}"
    if until:
        told += f", until {clock_of(until)} at the latest"
    return told


def _keep_for_owner(descriptor: int) -> None:
    """Any user who may read a file may also hold its lock. Older versions let all read it."""
    try:
        os.fchmod(descriptor, 0o600)
    except PermissionError:
        # It is another user's.
        pass


class Lock:
    def __init__(self, root: str) -> None:
        path = os.path.join(root, "lock")
        self.descriptor = high(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600))
        _keep_for_owner(self.descriptor)
        self.holder = Holder(f"{path}.holder")

    def try_to_take(self) -> bool:
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def take(self, seconds: float, is_over: Callable[[], bool], tell: Callable[[str], None]) -> Optional[str]:
        """Waits until the lock is ours. Else, for want of time or because nobody waits any more, who holds it."""
        began = time.monotonic()
        told = began - TELL_SECONDS
        while not self.try_to_take():
            if is_over() or time.monotonic() - began >= seconds:
                return self.holder.read()
            if time.monotonic() - told >= TELL_SECONDS:
                told = time.monotonic()
                tell(f"The deploy lock is held by {self.holder.read()}")
            time.sleep(LOOK_SECONDS)
        return None
