"""The host itself: its system, our user, and the disk."""
from __future__ import annotations

import os
import pwd
from typing import Dict, Optional

from command.memory import read_memory
from observe.document import System
from observe.text_file import lines_of


def observe_system(root: str, privilege: str) -> System:
    release = _os_release()
    ancestor = nearest_existing(root)
    memory = read_memory()
    return {
        "os_id": release.get("ID", ""),
        "os_version": release.get("VERSION_ID", ""),
        "os_name": release.get("PRETTY_NAME", ""),
        "architecture": os.uname().machine,
        "user": _user(),
        "privilege": privilege,
        "root": root,
        "is_root_writable": os.path.isdir(ancestor) and os.access(ancestor, os.W_OK),
        "free_bytes": _free_bytes(ancestor, nearest_existing("/var/lib/docker")),
        "free_inodes": _free_inodes(ancestor),
        "memory_bytes": memory.get("MemTotal"),
        "available_bytes": memory.get("MemAvailable"),
        "swap_bytes": memory.get("SwapTotal"),
        "free_swap_bytes": memory.get("SwapFree"),
    }


def nearest_existing(path: str) -> str:
    """The path, or the nearest folder above it that is there."""
    while not os.path.exists(path) and path not in ("/", "."):
        path = os.path.dirname(path) or "."
    return path


def _os_release() -> Dict[str, str]:
    """The values of /etc/os-release (man os-release): read, not run."""
    pairs = (line.partition("=") for line in lines_of("/etc/os-release"))
    return {name: _unquoted(value.strip()) for name, _, value in pairs}


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _user() -> str:
    """A user may have no name."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def _free_bytes(*places: str) -> Optional[int]:
    """The least of them; file systems without a size do not count."""
    found = [status for status in map(_file_system, places) if status is not None and status.f_blocks > 0]
    return min((status.f_bavail * status.f_frsize for status in found), default=None)


def _free_inodes(place: str) -> Optional[int]:
    """None of a file system that counts none, such as btrfs."""
    found = _file_system(place)
    return found.f_favail if found is not None and found.f_files > 0 else None


def _file_system(place: str) -> Optional[os.statvfs_result]:
    try:
        return os.statvfs(place)
    except OSError:
        return None
