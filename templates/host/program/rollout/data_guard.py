"""Stops a deploy that would replace a container with a database in it."""
from __future__ import annotations

import json
from typing import Dict, List, Optional

from command.failed import Failed
from compose.compose import Compose
from engine.docker import Docker
from rollout.container_databases import ContainerDatabases, Kept, Mount, covering, mounts_of, never_started

CODE = "data-in-container"
_CONFIG_SECONDS = 60.0


class DataGuard:
    def __init__(self, databases: ContainerDatabases, docker: Docker, compose: Compose, project: str) -> None:
        self._databases = databases
        self._docker = docker
        self._compose = compose
        self._project_name = project

    def check(self, release: str, app: str) -> None:
        """`release` is the one to come, and `app` its service.

        :raises Failed: data-in-container
        """
        found = self._databases.found(app)
        if not found:
            return
        mounts = mounts_of(self._project(release), app)
        reasons = [reason for one in found for reason in [self._reason(one, mounts)] if reason]
        if reasons:
            raise Failed(CODE, "\n".join(dict.fromkeys(reasons)))

    def _project(self, release: str) -> Dict[str, object]:
        printed = self._compose.run(release, "config", "--format", "json", limit_seconds=_CONFIG_SECONDS)
        project = json.loads(printed.output) if printed.is_ok else {}
        return project if isinstance(project, dict) else {}

    def _reason(self, kept: Kept, mounts: List[Mount]) -> Optional[str]:
        """Why the database would be lost; None: it would not, or in memory it is not meant to stay."""
        mount = covering(kept.path, mounts)
        name = self._docker.output("inspect", "--format", "{{.Name}}", kept.container).lstrip("/")
        what = f"{kept.service} keeps {kept.path} in its container {name}"
        if mount is None:
            return None if self._was_copied(kept) else f"{what}, and the new release mounts no volume there"
        if mount.source is None or self._is_in(mount, kept):
            return None
        if mount.target == kept.path:
            return f"{what}, and the new release mounts a file there: mount the directory of the database"
        how = f"{what}, and {mount.source}, which the new release mounts at {mount.target}, does not have it"
        return f"{how}. To stop the app and copy it, run on the host: {' && '.join(self._commands(name, mount))}"

    def _was_copied(self, kept: Kept) -> bool:
        """A person copied it into a volume of the container, where the app will look for it from now on."""
        targets = self._docker.output("inspect", "--format", "{{range .Mounts}}{{println .Destination}}{{end}}", kept.container)
        file = kept.path.rsplit("/", 1)[1]
        return any(self._databases.has(kept.container, f"{target.rstrip('/')}/{file}") for target in targets.splitlines() if target)

    def _is_in(self, mount: Mount, kept: Kept) -> bool:
        """Looked for with a container that is never started: a volume may be readable for nobody else."""
        source = mount.source or ""
        is_volume = not source.startswith("/")
        if is_volume and not self._docker.run("volume", "inspect", source).is_ok:
            return False
        with never_started(self._docker, kept.container, "--mount", _option(mount)) as made:
            return made != "" and self._databases.has(made, kept.path)

    def _commands(self, name: str, mount: Mount) -> List[str]:
        """That copy what the container has there, owners included. The app stops first, so that nothing is written meanwhile."""
        source = mount.source or ""
        labels = f"--label com.docker.compose.project={self._project_name} --label com.docker.compose.volume={mount.key}"
        return [
            f"docker stop {name}",
            f"docker volume create {labels} {source}" if mount.key else f"mkdir -p {source}",
            f"docker create --name copy-of-data --mount {_option(mount)} $(docker inspect --format '{{{{.Image}}}}' {name}) -",
            f"docker cp -a {name}:{mount.target}/. - | docker cp -a - copy-of-data:{mount.target}",
            "docker rm copy-of-data",
        ]


def _option(mount: Mount) -> str:
    # Without volume-nocopy an empty volume would be filled from the image.
    kind = "type=bind" if (mount.source or "").startswith("/") else "type=volume,volume-nocopy"
    return f"{kind},source={mount.source},target={mount.target}"
