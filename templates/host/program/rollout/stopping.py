"""Old containers of the app on their way to their end: the reverse proxy does not ask them any more, so other work can go on meanwhile."""
from __future__ import annotations

from typing import List

from rollout.host import Host

# A container that Docker had to kill ends with it: 128 and SIGKILL.
_KILLED = "137"


class NotStopped(Exception):
    """Why, as the end of a sentence."""


class Stopping:
    """Begins to stop these containers, as their image and compose file want it done. `finish` is to be called in any case: a container
    that still stops would be taken for one that serves.
    """

    def __init__(self, host: Host, service: str, ids: List[str]) -> None:
        self._host = host
        self._service = service
        self.ids = ids
        self._stopped = host.docker.ask("stop", *ids, limit_seconds=host.deadline.left()) if ids else None

    def finish(self) -> None:
        """Waits until they have stopped, and removes them.

        :raises NotStopped: the engine did not do it
        """
        if self._stopped is None:
            return
        stopped, self._stopped = self._stopped, None
        self._host.report.waiting_for(f"the old {self._service} to stop")
        if not stopped().is_ok:
            raise NotStopped("the old one could not be stopped")
        for status in self._host.docker.output("inspect", "--format", "{{.State.ExitCode}}", *self.ids).split():
            if status == _KILLED:
                killed = "did not shut down on its stop signal, and was killed after its stop_grace_period"
                self._host.report.log(f"The old {self._service} {killed}")
        if not self._host.docker.run("rm", *self.ids).is_ok:
            raise NotStopped("the old one could not be removed")
