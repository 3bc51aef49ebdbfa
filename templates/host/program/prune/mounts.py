"""What still needs the files of a release: running containers, and file systems that are mounted below it."""
from __future__ import annotations

import json
from typing import List, Optional

from command.command import Result
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
    inspected = docker.run("inspect", "--format", "{{.Id}} {{.State.Pid}} {{json .Mounts}}", *containers) if containers else None
    if containers is None or (inspected is not None and _is_unknown(inspected)):
        return None
    paths: List[str] = []
    for line in inspected.output.splitlines() if inspected else []:
        container, pid, mounts = line.split(" ", 2)
        if any(mount["Type"] == "bind" and mount["Source"].startswith(f"{root}/") for mount in json.loads(mounts) or []):
            found = _paths_of(docker, privileged, container, pid)
            if found is None:
                return None
            paths += found
    return paths


def has_file_system(folder: str) -> bool:
    """Whether a file system is mounted somewhere below a folder: what lies there is not ours. A space is written as `\\040`."""
    places = [line.split()[4] for line in read_text("/proc/self/mountinfo").splitlines()]
    return any(f"{place}/".replace("\\040", " ").startswith(f"{folder}/") for place in places)


def _is_unknown(inspected: Result) -> bool:
    """One that has gone in the meantime needs nothing, and the others are printed; of an engine that does not answer nothing is known."""
    errors = inspected.errors.lower().splitlines()
    return not inspected.is_ok and not (errors and all("no such" in line for line in errors if line))


def _paths_of(docker: Docker, privileged: Privileged, container: str, pid: str) -> Optional[List[str]]:
    from_host = privileged.words(["cat", f"/proc/{pid}/mountinfo"])
    from_inside = docker.words(["docker", "exec", container, "cat", "/proc/self/mountinfo"])
    for words in (from_host, from_inside):
        result = privileged.commands.run(words, _READ_SECONDS)
        if result.is_ok:
            return [f"{line.split()[3]}/" for line in result.output.splitlines()]
    return None
