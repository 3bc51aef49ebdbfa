"""Whether the host can run the images of a release: the kernel says `exec format error` only when a container starts."""
from __future__ import annotations

import os
from typing import Mapping

from command.failed import Failed

_EMULATORS = "/proc/sys/fs/binfmt_misc"
# What `uname -m` and Docker call an architecture, and QEMU its emulator.
_MACHINES = {"x86_64": "amd64", "aarch64": "arm64", "armv7l": "arm"}
_QEMU = {"amd64": "x86_64", "arm64": "aarch64", "386": "i386"}
# 64-bit hosts run the 32-bit programs of their family.
_FAMILY = {"amd64": "386", "arm64": "arm"}


def check_platforms(platforms: Mapping[str, str], machine: str = "", emulators: str = _EMULATORS) -> None:
    """`platforms` are `linux/amd64` by the image's name; `machine` as `uname -m` prints it, of this host if it is not given.

    :raises Failed: image-platform
    """
    host = _MACHINES.get(machine or os.uname().machine)
    wrong = [f"{name} is for {platform}" for name, platform in platforms.items() if host and not _runs(platform, host, emulators)]
    if wrong:
        raise Failed("image-platform", f"{', '.join(wrong)}; the host is linux/{host}")


def _runs(platform: str, host: str, emulators: str) -> bool:
    """An image that says nothing of its platform may run anywhere."""
    architecture = platform.partition("/")[2]
    if architecture in ("", host, _FAMILY.get(host)):
        return True
    names = os.listdir(emulators) if os.path.isdir(emulators) else []
    return f"qemu-{_QEMU.get(architecture, architecture)}" in names or "rosetta" in names
