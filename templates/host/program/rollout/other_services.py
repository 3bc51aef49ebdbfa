"""What of the project is not the app: compose brings it up to date, and leaves alone what did not change."""
from __future__ import annotations

from typing import List, Optional, Set

from rollout.host import Host
from rollout.stopping import Stopping

_QUESTION_SECONDS = 60.0
_DIRECTORY_FORMAT = '{{.Label "com.docker.compose.service"}}|{{.Label "com.docker.compose.project.working_dir"}}'


class OtherServices:
    """`scale` is `SERVICE=NUMBER` if a person chose another number of the app's containers."""

    def __init__(self, host: Host, has_one_shots: bool, scale: Optional[str]) -> None:
        self._host = host
        self._has_one_shots = has_one_shots
        self._scale = scale

    def bring_up_apart(self, release: str, stopping: Stopping) -> bool:
        """As `bring_up`, after a takeover: the old app stops meanwhile where compose has no reason to look at it, and the one-shots, which
        have run, are not started a second time if compose can do without.

        :raises NotStopped: the engine did not stop the old app
        """
        apart = self._host.releases.services_apart(release)
        services = self._host.releases.services(release)
        # Of what the project has no more compose is to remove the containers.
        if not apart or services is None or not self._present() <= services:
            stopping.finish()
            return self.bring_up(release, *(apart if self._has_one_shots else []))
        return self._up(release, *apart)

    def bring_up(self, release: str, *services: str) -> bool:
        """Has compose make the project what `current` wants, or these services of it. What the project has no more is removed."""
        words: List[str] = []
        if self._has_strangers(release):
            self._host.report.log("Containers that were not started by this site stay: docker compose ls shows their directories")
        else:
            words.append("--remove-orphans")
        if self._scale is not None and not services:
            words += ["--scale", self._scale]
        return self._up(release, *words, *services)

    def _up(self, release: str, *words: str) -> bool:
        self._host.report.waiting_for("docker compose to start what changed")
        return self._host.compose.show(release, "up", "--detach", *words, limit_seconds=self._host.deadline.left()) == 0

    def _present(self) -> Set[str]:
        """Services that have containers."""
        return {line.partition("|")[0] for line in self._host.docker.listed(_DIRECTORY_FORMAT) or []}

    def _has_strangers(self, release: str) -> bool:
        """Whether the project has containers of services that this release does not have, and that a person started from another
        directory, as with a stack that was taken over: compose would remove them as orphans.
        """
        listed = self._host.docker.listed(_DIRECTORY_FORMAT) or []
        ours = f"{self._host.releases.link}/"
        pairs = [line.partition("|")[::2] for line in listed]
        strangers = {service for service, folder in pairs if folder.startswith("/") and not f"{folder}/".startswith(ours)}
        if not strangers:
            return False
        declared = self._host.compose.run(release, "config", "--services", limit_seconds=_QUESTION_SECONDS)
        return not declared.is_ok or not strangers <= set(declared.output.split())
