"""nginx of the host itself, which all sites without Docker share."""
from __future__ import annotations

from typing import List, Optional

from command.clock import Clock
from command.command import Commands
from command.root import as_root
from compose.releases import read_text
from engine.sockets import ESTABLISHED, sockets_of
from proxy.last_answers import LastAnswers
from proxy.loaded import Certificates
from proxy.nginx import Workers
from proxy.nginx_version import nginx_version

_QUESTION_SECONDS = 20.0
_TEST_SECONDS = 60.0
_LIVE = "/etc/letsencrypt/live"
_WORKER = "nginx: worker process"
_PORTS = (80, 443)


class HostNginx:
    def __init__(self, commands: Commands, certificate_name: str) -> None:
        self._commands = commands
        self._certificate_name = certificate_name

    def running(self) -> Optional[List[str]]:
        found = self._commands.run(["systemctl", "show", "--property=MainPID", "--value", "nginx.service"], _QUESTION_SECONDS)
        if not found.is_ok:
            return None
        return [pid for pid in found.output.split() if pid != "0"]

    def workers(self, one: str) -> Optional[Workers]:
        """One that a reload has ended calls itself another name until its last request is answered."""
        return frozenset(pid for pid in children_of(one) if read_text(f"/proc/{pid}/cmdline").strip("\0 ") == _WORKER)

    def reload(self, one: str) -> bool:
        if self._commands.show(as_root(["nginx", "-t"]), _TEST_SECONDS) != 0:
            return False
        # From this version on idle connections stay open as long as they may (keepalive_min_timeout).
        if nginx_version(self._commands) >= (1, 27, 4):
            return self._reload()
        with LastAnswers(self._commands, lambda: self.workers(one) or frozenset(), lambda: _visitors(int(one)), Clock()):
            return self._reload()

    def _reload(self) -> bool:
        return self._commands.show(as_root(["systemctl", "reload", "nginx.service"]), _TEST_SECONDS) == 0

    def certificates(self, one: Optional[str]) -> Certificates:
        return HostCertificates(self._commands, self._certificate_name)


class HostCertificates:
    """Of this site alone: those of other sites are theirs to load."""

    def __init__(self, commands: Commands, name: str) -> None:
        self._commands = commands
        self._folder = f"{_LIVE}/{name}"

    def chain(self) -> bytes:
        return self._commands.read(as_root(["cat", f"{self._folder}/fullchain.pem"]), _QUESTION_SECONDS)

    def live(self) -> bytes:
        links = self._commands.read(as_root(["find", self._folder, "-type", "l", "-printf", "%f %l\\n"]), _QUESTION_SECONDS)
        return b"".join(sorted(links.splitlines(keepends=True)))


def _visitors(master: int) -> int:
    """Connections from elsewhere than the host itself."""
    return sum(sockets_of(master, port, ESTABLISHED) or 0 for port in _PORTS)


def children_of(process: str) -> Workers:
    """Processes that this one started."""
    return frozenset(read_text(f"/proc/{process}/task/{process}/children").split())
