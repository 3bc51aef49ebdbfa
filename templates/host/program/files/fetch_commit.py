"""Fetches one commit into the bare repository of a site. The deploy key is with the agent at the other end of this connection; only what
the host lacks travels. Sent without a bundle, see src/apply/fetch-commit.ts.
"""
from __future__ import annotations

import os
import shlex
import sys
import tempfile
from typing import Any, Dict, List, NamedTuple

from command.command import Commands
from files.repository_lock import Busy, held
from files.site_root import ensure_root
from job.fields import Object, text
from job.whole import whole

# With that of the lock below the time that the runner waits.
_FETCH_SECONDS = 280.0
_LOCK_SECONDS = 120.0
_LOCAL_SECONDS = 60.0


class Wanted(NamedTuple):
    """`known_hosts` are lines of that form for the git server."""

    root: str
    url: str
    sha: str
    known_hosts: str


def main(sent: Dict[str, Any]) -> None:
    """Ends with status 1 if the commit is not there in the end; git says why."""
    os.umask(0o022)
    if not fetch(whole(sent["question"], _wanted)):
        sys.exit(1)


def _wanted(of: Object) -> Wanted:
    return Wanted(text(of, "root"), text(of, "url"), text(of, "sha"), text(of, "known_hosts"))


def fetch(wanted: Wanted) -> bool:
    """Whether the commit is there in the end."""
    commands = Commands()
    repository = os.path.join(wanted.root, "repository.git")
    ensure_root(wanted.root)
    if not os.path.isdir(repository) and commands.show(["git", "init", "--quiet", "--bare", repository], _LOCAL_SECONDS) != 0:
        return False
    try:
        with held(repository, _LOCK_SECONDS) as lock:
            return _fetch_into(repository, wanted, Commands(kept=[lock]))
    except Busy:
        print(f"another run still fetches into {repository}", file=sys.stderr)
        return False


def _fetch_into(repository: str, wanted: Wanted, commands: Commands) -> bool:
    # What tidies up afterwards does so under the lock, too.
    tidy = ["-c", "gc.autoDetach=false", "-c", "maintenance.autoDetach=false"]
    git = ["git", *tidy, f"--git-dir={repository}"]
    with tempfile.NamedTemporaryFile("w", prefix="known-hosts-", encoding="utf-8") as known:
        known.write(f"{wanted.known_hosts}\n")
        known.flush()
        env = {**os.environ, "GIT_SSH_COMMAND": shlex.join(_ssh(known.name))}
        words = [*git, "fetch", "--quiet", "--depth", "1", "--no-tags", "--", wanted.url, wanted.sha]
        if commands.show(words, _FETCH_SECONDS, env=env) != 0:
            return False
    return commands.show([*git, "cat-file", "-e", f"{wanted.sha}^{{commit}}"], _LOCAL_SECONDS) == 0


def _ssh(known_hosts: str) -> List[str]:
    """Git gives it to a shell: hence the quotes."""
    options = {
        "UserKnownHostsFile": known_hosts,
        "GlobalKnownHostsFile": "/dev/null",
        "StrictHostKeyChecking": "yes",
        "BatchMode": "yes",
        "ConnectTimeout": "20",
    }
    return ["ssh", *(word for name, value in options.items() for word in ("-o", f"{name}={value}"))]
