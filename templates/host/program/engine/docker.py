"""Docker's engine, by its command line."""
from __future__ import annotations

import json
import os
from typing import Callable, List, NamedTuple, Optional, Sequence

from command.command import Call, Commands, Result

_SOCKET = "/var/run/docker.sock"
# Of root. It is gone with the next start of the host, and made again.
_ROOT_BUILDX = "/run/ec2-https-deploy/buildx"
# A question that the engine answers from memory.
QUESTION_SECONDS = 60.0


class Place(NamedTuple):
    """`address` is that of the host itself where a container has none of its own; `pid` of its first process, 0 if it does not run."""

    address: str
    pid: int


class Docker:
    """Runs docker as a user who may. A user who was put in the docker group a moment ago is not in it for this session yet."""

    def __init__(self, commands: Commands, project: str) -> None:
        self._commands = commands
        self._project = project

    def words(self, words: Sequence[str]) -> List[str]:
        """The command line that runs these words with the rights that docker needs."""
        return [*words] if self._is_direct() else ["sudo", "-n", *words]

    def home(self) -> str:
        """By sudo docker gets root's home: what it writes into ours would shut us out of it later."""
        return os.environ.get("HOME", "/") if self._is_direct() else "/root"

    def buildx_folder(self, root: str) -> str:
        """Where buildx keeps its own files for the site at `root`: by itself it would write into the home of the user."""
        return os.path.join(root, "buildx") if self._is_direct() else _ROOT_BUILDX

    def run(self, *words: str, limit_seconds: float = QUESTION_SECONDS, stdin: bytes = b"") -> Result:
        return self._commands.run(self.words(["docker", *words]), limit_seconds, stdin=stdin)

    def ask(self, *words: str, limit_seconds: float) -> Callable[[], Result]:
        """As `run`, while other work is done: what is returned waits for the answer, and is to be called once."""
        call = Call(self.words(["docker", *words]), os.getcwd(), dict(os.environ))
        return self._commands.ask(call, limit_seconds)

    def output(self, *words: str, limit_seconds: float = QUESTION_SECONDS) -> str:
        """What docker prints, without spaces at its ends; '' if it fails."""
        return self._commands.output(self.words(["docker", *words]), limit_seconds)

    def read(self, *words: str, limit_seconds: float = QUESTION_SECONDS) -> bytes:
        """What docker prints, byte by byte; nothing if it fails."""
        return self._commands.read(self.words(["docker", *words]), limit_seconds)

    def show(self, *words: str, limit_seconds: float) -> int:
        """Docker prints into the log; its exit status."""
        return self._commands.show(self.words(["docker", *words]), limit_seconds)

    def containers(self, *filters: str) -> List[str]:
        """Ids of the project's containers, newest first, one-off ones not among them. A filter is `status=running`, `label=…`.

        An engine that does not answer has none: where that matters, use `known_containers`.
        """
        return self.known_containers(*filters) or []

    def known_containers(self, *filters: str) -> Optional[List[str]]:
        """As `containers`; None if the engine does not answer."""
        return self.listed("{{.ID}}", *filters)

    def listed(self, line_format: str, *filters: str) -> Optional[List[str]]:
        """A line for each of the project's containers, newest first, one-off ones not among them; None if the engine does not answer."""
        labels = [f"label=com.docker.compose.project={self._project}", "label=com.docker.compose.oneoff=False", *filters]
        words = [word for one in labels for word in ("--filter", one)]
        result = self.run("ps", "--all", "--no-trunc", *words, "--format", line_format)
        return [line for line in result.output.splitlines() if line] if result.is_ok else None

    def all_running(self) -> Optional[List[str]]:
        """Ids of whatever runs or is paused in the project, one-off containers too; None if the engine does not answer."""
        result = self.run("ps", "--quiet", "--filter", f"label=com.docker.compose.project={self._project}")
        return result.output.split() if result.is_ok else None

    def running(self, service: str) -> Optional[str]:
        """Id of a running container of the service. By the engine: a call of compose takes three times as long."""
        return next(iter(self.containers("status=running", f"label=com.docker.compose.service={service}")), None)

    def place(self, container: str) -> Place:
        """Where a container is asked: in a network of the host, the project's default one if it is in that."""
        pid, _, networks = self.output("inspect", "--format", "{{.State.Pid}} {{json .NetworkSettings.Networks}}", container).partition(" ")
        return Place(self._address(networks), int(pid) if pid.isdigit() else 0)

    def _address(self, networks: str) -> str:
        found = json.loads(networks or "null") or {}
        in_order = sorted(found.items(), key=lambda one: (one[0] != f"{self._project}_default", one[0]))
        addresses = [how.get(kind) for _, how in in_order for kind in ("IPAddress", "GlobalIPv6Address")]
        return next((address for address in addresses if address), "127.0.0.1")

    def pid(self, container: str) -> int:
        """Of the container's first process; 0 if it does not run."""
        found = self.output("inspect", "--format", "{{.State.Pid}}", container)
        return int(found) if found.isdigit() else 0

    def _is_direct(self) -> bool:
        return os.access(_SOCKET, os.W_OK) or os.getuid() == 0
