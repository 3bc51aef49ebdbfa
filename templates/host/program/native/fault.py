"""Why a process of a release does not run as it should, in the words that are used of containers. Pure."""
from __future__ import annotations

from typing import Optional, Sequence

from health.container import Container
from health.reason import Facts, Reason, reason_of
from native.systemd import UnitState

_SIGKILL = 137


def fault_of(process: str, state: UnitState, before: int, lines: Sequence[str] = (), memory_max: int = 0) -> Optional[Reason]:
    """None for one that runs, or is about to for the first time. `before` are the restarts that it had when it was started."""
    # One that is inactive is about to start: what has ended by itself is started again.
    is_ended = state.active == "failed" or state.sub == "auto-restart"
    restarts = max(0, state.restarts - before)
    if not is_ended and restarts == 0:
        return None
    code = _SIGKILL if state.exit_code is None else state.exit_code
    container = Container(process, "exited" if is_ended else "running", "", code, restarts, process)
    is_out_of_memory = state.result == "oom-kill"
    facts = Facts(container, restarts, is_out_of_memory and is_ended, memory=memory_max, lines=lines)
    return reason_of(facts) or Reason("exited", "has ended")
