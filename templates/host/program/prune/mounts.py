"""What still needs the files of a release: running containers, and file systems that are mounted below it."""
from __future__ import annotations

import json
from typing import List, Optional

from command.privileged import Privileged
from compose.releases import read_text
from engine.docker import Docker

_READ_SECONDS = 20.0


def mounted_paths(docker: Docker, privileged: Privileged, root: str) -> Optional[List[str]]:
    """What running containers see of this site's files, each with a `/` behind it; None if one of them cannot be asked.

    A service that no release changed goes on with the files of the release that it was started in, and would find a folder empty if that
    were removed. A mount's place in its file system is the fourth word of a line (man 5 proc_pid_mountinfo).
    """
    containers = docker.all_running()
    if containers is None:
        return None
    paths: List[str] = []
    for container in containers:
        found = _paths_of(docker, privileged, container, root)
        if found is None:
            return None
        paths += found
    return paths


def has_file_system(folder: str) -> bool:
    """Whether a file system is mounted somewhere below a folder: what lies there is not ours. A space is written as `\\040`."""
    places = [line.split()[4] for line in read_text("/proc/self/mountinfo").splitlines()]
    return any(f"{place}/".replace("\\040", " ").startswith(f"{folder}/") for place in places)


def _paths_of(docker: Docker, privileged: Privileged, container: str, root: str) -> Optional[List[str]]:
    inspected = docker.run("inspect", "--format", "{{json .Mounts}}", container)
    if not inspected.is_ok:
        # One that has gone in the meantime needs nothing; of an engine that does not answer nothing is known.
        return [] if "no such" in inspected.errors.lower() else None
    mounts = json.loads(inspected.output) or []
    if not any(mount["Type"] == "bind" and mount["Source"].startswith(f"{root}/") for mount in mounts):
        return []
    from_host = privileged.words(["cat", f"/proc/{docker.pid(container)}/mountinfo"])
    from_inside = docker.words(["docker", "exec", container, "cat", "/proc/self/mountinfo"])
    for words in (from_host, from_inside):
        result = privileged.commands.run(words, _READ_SECONDS)
        if result.is_ok:
            return [f"{line.split()[3]}/" for line in result.output.splitlines()]
    return None
