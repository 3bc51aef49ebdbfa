"""Programs that a deploy may need, and the renewal that cron runs."""
from __future__ import annotations

import hashlib
import os
import re
from shutil import which
from typing import Optional

from observe.document import Programs
from observe.folder_digest import folder_digest
from observe.process import run
from observe.question import Question
from observe.text_file import first_line


def observe_programs(question: Question) -> Programs:
    return {
        "has_docker": which("docker") is not None,
        "has_git": which("git") is not None,
        # Only where the host is to fetch the repository itself.
        "ssh_version": _ssh_version() if question.source == "git" else None,
        "has_cron": which("crontab") is not None,
        "is_cron_running": _is_cron_running(question.cron_pid_file),
    }


def observe_renewal(root: str, project: str) -> Optional[str]:
    """The digest of the renewal's program and its line in our crontab together; None if it is not installed."""
    program = folder_digest(os.path.join(root, "renewal", "current"))
    if program is None:
        return None
    mark = f"# ec2-https-deploy ({project})"
    table = run("crontab", "-l")
    lines = [f"{line}\n" for line in table.output.split("\n") if mark in line] if table.is_ok else []
    return hashlib.sha256((f"{program}\n" + "".join(lines)).encode("utf-8", "surrogateescape")).hexdigest()


def _ssh_version() -> Optional[str]:
    """ssh prints its version on standard error; None if it is not OpenSSH."""
    version = re.match(r"OpenSSH_([0-9.]+)", run("ssh", "-V").errors) if which("ssh") else None
    return version.group(1) if version else None


def _is_cron_running(pid_file: str) -> bool:
    """Cron notes its process, Debian's and cronie alike; else systemd knows."""
    pid = first_line(pid_file) or ""
    if pid.isdigit() and first_line(f"/proc/{pid}/comm") in ("cron", "crond"):
        return True
    # Succeeds if one of them is active (man systemctl).
    return run("systemctl", "is-active", "--quiet", "cron", "crond").is_ok
