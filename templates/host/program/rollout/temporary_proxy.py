"""For a new image of the reverse proxy, or other settings of its container, compose stops it. Meanwhile a temporary one takes new
connections, those that the old one has are answered, and only then compose replaces it.
"""
from __future__ import annotations

import os
import time
from typing import List, NamedTuple, Optional

from compose.releases import read_text, replace_text
from health.checks import Checks
from job.document import Site
from proxy.nginx import reload
from rollout.firewall import Firewall
from rollout.host import Host

# Longer than nginx keeps an idle connection of a visitor (keepalive_min_timeout, and a moment for the last answer).
DRAIN_SECONDS = 75
# A little longer than Linux remembers a connection that was reset (nf_conntrack_tcp_timeout_close: 10 s). nginx resets one whose
# visitor says goodbye when it has closed already; a new one from the same port is then taken for the old one, past all rules.
_REMEMBERED_SECONDS = 11
# How long the temporary proxy listens on after its reload: until the last connection that the reload leaves is over, and has been
# forgotten; twice, as one that came on such a port is remembered too.
_LISTENS_SECONDS = DRAIN_SECONDS + 2 * _REMEMBERED_SECONDS + 1
_HEALTHY_WITHIN_SECONDS = 30
_PAUSE_SECONDS = 0.2
_ADDRESSES = "{{range .NetworkSettings.Networks}}{{println .IPAddress}}{{end}}"
_BEGUN = "begun\n"
_GAP = "until it is replaced, connections are refused for some seconds"


class ProxyUnhealthy(Exception):
    """The new proxy did not become healthy; the old one was never stopped."""


class _Note(NamedTuple):
    """What has to be known to end it, also by another run."""

    address: str
    until: str
    old_address: str


def _noted(text: str) -> Optional[_Note]:
    words = text.strip().split("|")
    return _Note(*words) if len(words) == 3 else None


class TemporaryProxy:
    def __init__(self, site: Site, host: Host, checks: Checks) -> None:
        self._name = site.temporary_proxy
        self._path = os.path.join(site.root, "stand-in")
        self._host = host
        self._checks = checks
        self._firewall = Firewall(host.commands, self._name)

    def begin(self, release: str, valid_seconds: float) -> None:
        """To be called before compose replaces the proxy; `end` after. The rule that leads visitors to it is valid for so long.

        :raises ProxyUnhealthy: nothing has changed yet, and its image is again called as it was
        """
        old = self._host.proxy.container()
        if old is None:
            return
        service = self._host.proxy.service
        answer = f"the old one gets up to {DRAIN_SECONDS} s to finish in-flight requests"
        self._host.report.log(f"{service} is replaced. A temporary proxy takes new connections meanwhile; {answer}")
        self._host.report.waiting_for(f"a temporary proxy to take over from {service}")
        # Should this run be killed before there is more to note, the next one knows that there may be a container.
        replace_text(self._path, _BEGUN)
        if not self._start(release):
            self._host.report.log(f"None could be started: {_GAP}")
            os.unlink(self._path)
            return
        if not self._is_healthy():
            self._host.docker.show("logs", "--tail", "30", self._name, limit_seconds=60)
            self._host.docker.run("rm", "--force", self._name)
            os.unlink(self._path)
            self._name_image_as_before(old)
            raise ProxyUnhealthy
        until = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(time.time() + valid_seconds))
        note = _Note(self._address(self._name), until, self._address(old))
        replace_text(self._path, f"{'|'.join(note)}\n")
        if not self._firewall.redirect(note.address, note.until):
            self._host.report.log(f"iptables on this host cannot redirect connections: {_GAP}")
            self._host.docker.run("rm", "--force", self._name)
            os.unlink(self._path)
            return
        self._leave(old, note.old_address)

    def end(self) -> None:
        """New connections come to the proxy itself again; the temporary one answers what it has, and is gone after that. Also for one
        that a run left which did not come to its end. By itself it sends its visitors away with a reload, and listens on until none
        is taken any more for one that it had: a quit alone would refuse those.
        """
        text = read_text(self._path)
        if text == _BEGUN:
            # Nobody was led to it.
            self._host.docker.run("rm", "--force", self._name)
            os.unlink(self._path)
        note = _noted(text)
        if note is None:
            return
        self._firewall.end_redirect(note.address, note.until)
        self._firewall.end_drop(note.old_address)
        ending = f"sleep 1; nginx -s reload; sleep {_LISTENS_SECONDS}; nginx -s quit"
        if not self._host.docker.run("exec", "--detach", self._name, "sh", "-c", ending).is_ok:
            self._host.docker.run("rm", "--force", self._name)
        os.unlink(self._path)

    def _start(self, release: str) -> bool:
        """Its own ports are published on the loopback only so that Docker lets others reach it."""
        self._host.docker.run("rm", "--force", self._name)
        ports = ("--publish", "127.0.0.1::80", "--publish", "127.0.0.1::443")
        words = ("run", "--detach", "--rm", "-T", "--no-deps", "--name", self._name, *ports, self._host.proxy.service)
        return self._host.compose.show(release, *words, limit_seconds=self._host.deadline.left()) == 0

    def _is_healthy(self) -> bool:
        until = self._host.clock.now() + _HEALTHY_WITHIN_SECONDS
        while self._host.clock.now() < until:
            if self._checks.passes(self._name):
                return True
            if self._host.docker.output("inspect", "--format", "{{.State.Running}}", self._name) != "true":
                return False
            self._host.clock.sleep(_PAUSE_SECONDS)
        return False

    def _name_image_as_before(self, old: str) -> None:
        """The running container's image gets back the name that a newer one has taken."""
        found: List[str] = self._host.docker.output("inspect", "--format", "{{.Image}}|{{.Config.Image}}", old).split("|")
        if len(found) == 2:
            self._host.docker.run("tag", *found)

    def _address(self, container: str) -> str:
        """In the first of its networks; '' if it is gone."""
        return next(iter(self._host.docker.output("inspect", "--format", _ADDRESSES, container).split()), "")

    def _leave(self, old: str, address: str) -> None:
        """Empties the old proxy until nothing new reaches it, those connections included that are taken for an old one: hardly any when
        the old ones are forgotten, and the last are held off. When its container is gone Docker has the kernel forget the rest.
        """
        began = self._host.clock.now()
        self._empty(old)
        remembered = began + _REMEMBERED_SECONDS - self._host.clock.now()
        if remembered > 0:
            self._host.clock.sleep(remembered)
        if self._firewall.drop_late_syns(address):
            self._empty(old)

    def _empty(self, old: str) -> None:
        """Waits until the running proxy has answered all that it was asked, and until its visitors' idle connections are closed. By a
        reload, so that whatever happens to this program, it goes on serving.
        """
        # What was on its way to it has arrived by then.
        self._host.clock.sleep(1)
        if not reload(self._host.docker, old):
            return
        until = self._host.clock.now() + DRAIN_SECONDS
        self._host.clock.sleep(1)
        while "worker process is shutting down" in self._host.docker.run("top", old, "-eo", "pid,args").output:
            if self._host.clock.now() >= until:
                still = f"still has connections after {DRAIN_SECONDS} s, WebSockets perhaps; they are closed now"
                self._host.report.log(f"The old {self._host.proxy.service} {still}")
                return
            self._host.clock.sleep(1)

