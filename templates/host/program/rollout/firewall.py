"""Rules of the host's iptables by which new connections come to the temporary proxy."""
from __future__ import annotations

import os

from command.command import Commands

_SECONDS = 30.0
_PORTS = ("-p", "tcp", "-m", "multiport", "--dports", "80,443")


class Firewall:
    """`mark` is the comment of its rules, so that a person sees whose they are."""

    def __init__(self, commands: Commands, mark: str) -> None:
        self._commands = commands
        self._comment = ("-m", "comment", "--comment", mark)

    def redirect(self, address: str, until: str) -> bool:
        """Has new connections to the host's ports 80 and 443 led to this address; those that are there stay where they are. Should nobody
        remove the rule, it ends by itself (UTC, ISO 8601).
        """
        return self._redirect("-I", address, until)

    def end_redirect(self, address: str, until: str) -> None:
        self._redirect("-D", address, until)

    def drop_late_syns(self, address: str) -> bool:
        """Has new connections that the kernel takes for an old one of this address wait (visitors ask again after 1, 3 and 7 s) rather
        than be refused there. Few connections are of this kind.
        """
        return self._drop("-I", address)

    def end_drop(self, address: str) -> None:
        self._drop("-D", address)

    def _redirect(self, action: str, address: str, until: str) -> bool:
        # What containers of this host send to it goes on as ever: an answer within a bridge would not come back through here.
        where = ("PREROUTING", *_PORTS, "-m", "addrtype", "--dst-type", "LOCAL", "!", "-i", "br-+", "-m", "time", "--datestop", until)
        return self._run("nat", action, *where, *self._comment, "-j", "DNAT", "--to-destination", address)

    def _drop(self, action: str, address: str) -> bool:
        where = ("FORWARD", "-d", address, *_PORTS, "--syn", "-m", "conntrack", "--ctstate", "ESTABLISHED")
        return self._run("mangle", action, *where, *self._comment, "-j", "DROP")

    def _run(self, table: str, *words: str) -> bool:
        root = [] if os.getuid() == 0 else ["sudo", "-n"]
        return self._commands.run([*root, "iptables", "-w", "-t", table, *words], _SECONDS).is_ok
