"""A swap file, so that a build does not take the memory that the running site needs. Without it a deploy goes on all the same."""
from __future__ import annotations

import os

from command.privileged import Privileged
from steps.report import Report

PATH = "/var/lib/ec2-https-deploy.swap"
_FSTAB = "/etc/fstab"
_SECONDS = 60.0
# Two GiB at the slowest disk that EC2 has.
_WRITE_SECONDS = 300.0


def add_swap(size: int, privileged: Privileged, report: Report, path: str = PATH, fstab: str = _FSTAB) -> bool:
    """Makes the file, unless it is there, and uses it from now on and after each start of the host. Whether it is used."""
    report.waiting_for("a swap file to be written")
    is_new = not os.path.lexists(path)
    # An allocated file has holes for some file systems: then it is written in full.
    if (not is_new or _allocate(size, privileged, path)) and _use(privileged, path):
        return _remember(privileged, report, path, fstab)
    if is_new and _write(size, privileged, path) and _use(privileged, path):
        return _remember(privileged, report, path, fstab)
    if is_new:
        privileged.run(["rm", "-f", path], _SECONDS)
    report.log(f"No swap file could be made at {path}; the build continues without it")
    return False


def _allocate(size: int, privileged: Privileged, path: str) -> bool:
    words = ["fallocate", "--length", str(size), path]
    return _create(privileged, path) and privileged.run(words, _SECONDS).is_ok and _format(privileged, path)


def _write(size: int, privileged: Privileged, path: str) -> bool:
    words = ["dd", "if=/dev/zero", f"of={path}", "bs=1M", f"count={size >> 20}", "conv=notrunc,fsync"]
    return _create(privileged, path) and privileged.run(words, _WRITE_SECONDS).is_ok and _format(privileged, path)


def _create(privileged: Privileged, path: str) -> bool:
    """Nobody else may read what is swapped out."""
    return privileged.run(["install", "-m", "0600", "/dev/null", path], _SECONDS).is_ok


def _format(privileged: Privileged, path: str) -> bool:
    return privileged.run(["mkswap", path], _SECONDS).is_ok


def _use(privileged: Privileged, path: str) -> bool:
    return privileged.run(["swapon", path], _SECONDS).is_ok


def _remember(privileged: Privileged, report: Report, path: str, fstab: str) -> bool:
    """`nofail`: the host starts without the file, too (man fstab)."""
    report.log(f"Using the swap file {path}")
    try:
        with open(fstab, encoding="utf-8", errors="surrogateescape") as file:
            before = file.read()
    except OSError:
        return True
    if path not in before:
        line = f"{'' if before.endswith(chr(10)) or not before else chr(10)}{path} none swap sw,nofail 0 0\n"
        privileged.commands.run(privileged.words(["tee", "-a", fstab]), _SECONDS, stdin=line.encode())
    return True
