"""What of the project is not the app: compose brings it up to date, and leaves alone what did not change."""
from __future__ import annotations

import json
from typing import Dict, List, Optional, Set

from job.fields import Object
from rollout.host import Host
from rollout.one_shots import OneShots

_QUESTION_SECONDS = 60.0
_DIRECTORY_FORMAT = '{{.Label "com.docker.compose.service"}}|{{.Label "com.docker.compose.project.working_dir"}}'


class OtherServices:
    def __init__(self, host: Host, one_shots: OneShots) -> None:
        self._host = host
        self._one_shots = one_shots

    def bring_up(self, release: str, scale: Optional[str], has_taken_over: bool) -> bool:
        """Has compose make the project what `current` wants; `scale` is `SERVICE=NUMBER` if a person chose another number of the app's
        containers. After a takeover the one-shots have run: they are not started a second time, if compose can do without.
        """
        words = ["up", "--detach"]
        if self._has_strangers(release):
            self._host.report.log("Containers that were not started by this site stay: docker compose ls shows their directories")
        else:
            words.append("--remove-orphans")
        services = self._without_one_shots(release) if has_taken_over and self._one_shots.services else []
        if scale is not None and not services:
            words += ["--scale", scale]
        self._host.report.waiting_for("docker compose to start what changed")
        return self._host.compose.show(release, *words, *services, limit_seconds=self._host.deadline.left()) == 0

    def _without_one_shots(self, release: str) -> List[str]:
        found = self._host.compose.run(release, "config", "--format", "json", limit_seconds=_QUESTION_SECONDS)
        if not found.is_ok:
            return []
        services = json.loads(found.output).get("services")
        return apart_from(services, set(self._one_shots.services)) if isinstance(services, dict) else []

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


def apart_from(services: Dict[str, Object], one_shots: Set[str]) -> List[str]:
    """The services for which compose need not start any of the one-shots; [] if it has to: then one that is neither a one-shot nor
    the app, which is what the one-shots are for, waits for them, or the app is to be restarted with one of the others. Pure.
    """
    waiting = {name for name in services if _closure(name, services) & one_shots}
    apart = [name for name in services if name not in waiting]
    is_restarted = any(
        name in apart and isinstance(how, dict) and how.get("restart") is True
        for one in waiting
        for name, how in _dependencies(services[one]).items()
    )
    # Of those that wait one is the app.
    return [] if is_restarted or len(waiting - one_shots) > 1 else apart


def _closure(name: str, services: Dict[str, Object]) -> Set[str]:
    """A service with all that it depends on, at any depth."""
    found: Set[str] = set()
    ahead = [name]
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += _dependencies(services.get(one, {}))
    return found


def _dependencies(service: Object) -> Object:
    found = service.get("depends_on")
    return found if isinstance(found, dict) else {}
