"""Databases that a container keeps in itself, and not in a volume: a new release replaces the container, and they would be gone."""
from __future__ import annotations

import hashlib
import re
from contextlib import contextmanager
from typing import Dict, Iterator, List, NamedTuple, Optional, Set, Tuple

from command.command import Commands
from command.root import as_root
from compose.releases import read_text
from engine.docker import Docker
from rollout.app_containers import app_containers

# As people name SQLite's files, and the log of one that is being written.
_ENDINGS = (".sqlite3", ".sqlite", ".db", ".db3", "-wal")
_NAME = re.compile(r"\.(?:sqlite3?|db3?)$", re.IGNORECASE)
# Caches, and what the system keeps for itself.
_NOT_DATA = re.compile(
    r"^/(?:tmp|run|etc|var/(?:tmp|run|cache|lib/(?:apt|dpkg|rpm|apk))|usr/(?:local/)?(?:lib|share))/"
    r"|/(?:\.cache|\.npm|\.pki|node_modules|__pycache__)/"
)
# sqlite.org/fileformat.html
_HEADER = b"SQLite format 3\0"
# docker writes an archive: its own headers, and then the file's first bytes.
_FIRST_BYTES = 8192
_FIRST = f'docker cp "$1" - 2>/dev/null | head -c {_FIRST_BYTES}'
_DIGEST = 'docker cp "$1" - 2>/dev/null | tar -xO | sha256sum'
_LOOK_SECONDS = 60.0
_READ_SECONDS = 60.0
_NOTHING = hashlib.sha256().hexdigest().encode()
# More are not looked at: a folder of caches may hold thousands.
_MOST = 20


class Kept(NamedTuple):
    """A database file in a container itself; `path` is the container's."""

    service: str
    container: str
    path: str


class ContainerDatabases:
    """Those of the app's containers."""

    def __init__(self, commands: Commands, docker: Docker) -> None:
        self._commands = commands
        self._docker = docker

    def found(self, service: str) -> List[Kept]:
        """What was written since the containers were made; what is as the image has it is in the next one too."""
        containers = app_containers(self._docker, service) or []
        pids = self._pids([one.id for one in containers])
        return [
            Kept(one.service or one.id, one.id, path)
            for one in containers
            for path, is_new in candidates(self._written(one.id, pids.get(one.id, "0")))
            if self.has(one.id, path) and (is_new or not self._is_of_image(one.id, path))
        ]

    def _pids(self, containers: List[str]) -> Dict[str, str]:
        printed = self._docker.output("inspect", "--format", "{{.Id}} {{.State.Pid}}", *containers) if containers else ""
        return {container: pid for container, _, pid in (line.partition(" ") for line in printed.splitlines())}

    def _written(self, container: str, pid: str) -> str:
        """What was written into the container lies in a small folder of its own on the host. `docker diff` compares all files, which takes
        a second: it is for engines without such a folder, and for users who may not look into it.
        """
        upper = upper_folder(read_text(f"/proc/{pid}/mountinfo"))
        if upper:
            names = [word for ending in _ENDINGS for word in ("-o", "-iname", f"*{ending}")][1:]
            words = as_root(["find", upper, "-xdev", "-type", "f", "(", *names, ")", "-printf", "C /%P\\n"])
            found = self._commands.run(words, _LOOK_SECONDS)
            if found.is_ok:
                return found.output
        return self._docker.output("diff", container, limit_seconds=_LOOK_SECONDS)

    def has(self, container: str, path: str) -> bool:
        """Whether a container, running or not, has a database there."""
        words = self._docker.words(["sh", "-c", _FIRST, "sh", f"{container}:{path}"])
        return _HEADER in self._commands.read(words, _READ_SECONDS)

    def _is_of_image(self, container: str, path: str) -> bool:
        """A file that is only opened for writing counts as changed."""
        with never_started(self._docker, container) as made:
            own, others = self._digest(container, path), self._digest(made, path)
            # That of nothing is no answer: a host without tar, or a file that could not be read.
            return own == others and own[:64] not in (b"", _NOTHING)

    def _digest(self, container: str, path: str) -> bytes:
        return self._commands.read(self._docker.words(["sh", "-c", _DIGEST, "sh", f"{container}:{path}"]), _READ_SECONDS)


@contextmanager
def never_started(docker: Docker, container: str, *options: str) -> Iterator[str]:
    """A container of the same image, to look into; '' if the engine does not make it."""
    image = docker.output("inspect", "--format", "{{.Image}}", container)
    made = docker.output("create", "--network", "none", *options, image, "-")
    try:
        yield made
    finally:
        if made:
            docker.run("rm", made)


def upper_folder(mounts: str) -> str:
    """Where the host keeps what a process writes into its root; '' if that is no overlay. `mounts` is its mountinfo (man 5 proc). Pure."""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) > 9 and fields[4] == "/" and "overlay" in fields:
            found = re.search(r"(?:^|,)upperdir=([^,\\]+)(?:,|$)", fields[-1])
            return found.group(1) if found else ""
    return ""


def candidates(diff: str) -> List[Tuple[str, bool]]:
    """Paths that may be databases with data, and whether they are new for sure. `diff` is as `docker diff` prints it. Pure."""
    pairs = [line.split(" ", 1) for line in diff.splitlines() if line[:2] in ("A ", "C ")]
    written: Set[str] = {path for _, path in pairs}
    found = [(path, kind == "A" or f"{path}-wal" in written) for kind, path in pairs if _NAME.search(path) and not _NOT_DATA.search(path)]
    return found[:_MOST]


class Mount(NamedTuple):
    """`source` is a volume's name, whose `key` the compose file has, or a directory; None in memory."""

    source: Optional[str]
    target: str
    key: str = ""


def mounts_of(project: Dict[str, object], service: str) -> List[Mount]:
    """Of a service in what `docker compose config --format json` prints. Pure."""
    services, volumes = _objects(project, "services"), _objects(project, "volumes")
    body = services.get(service) or {}
    listed = body.get("volumes")
    found: List[Mount] = []
    for mount in listed if isinstance(listed, list) else []:
        key, target = str(mount.get("source") or ""), str(mount.get("target") or "").rstrip("/")
        if mount.get("type") == "volume" and key:
            found.append(Mount(str((volumes.get(key) or {}).get("name") or key), target, key))
        else:
            found.append(Mount(None if mount.get("type") == "tmpfs" else key, target))
    tmpfs = body.get("tmpfs")
    in_memory = [tmpfs] if isinstance(tmpfs, str) else tmpfs if isinstance(tmpfs, list) else []
    return [*found, *(Mount(None, str(line).split(":")[0].rstrip("/")) for line in in_memory)]


def covering(path: str, mounts: List[Mount]) -> Optional[Mount]:
    """The mount in which a path of the container lies, the innermost one. Pure."""
    fitting = [one for one in mounts if path == one.target or path.startswith(f"{one.target}/")]
    return max(fitting, key=lambda one: len(one.target), default=None)


def _objects(of: Dict[str, object], key: str) -> Dict[str, Dict[str, object]]:
    value = of.get(key)
    return value if isinstance(value, dict) else {}
