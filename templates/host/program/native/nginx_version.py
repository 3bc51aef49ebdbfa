"""The configuration for the nginx that the host has. When this run installs it, the runner did not know its version, and sent them all."""
from __future__ import annotations

import os
import re
from typing import Tuple

from command.privileged import Privileged
from proxy.config_folder import mirror

_SECONDS = 20.0
_Version = Tuple[int, ...]


def choose_config(privileged: Privileged, bundle: str) -> None:
    """Copies `proxy-since/<version>` over `proxy`, of the folders for this version or an older one that of the newest.

    :raises OSError: the disk is full
    """
    folder = os.path.join(bundle, "proxy-since")
    sent = os.listdir(folder) if os.path.isdir(folder) else []
    installed = _numbers(privileged.run(["nginx", "-v"], _SECONDS).errors)
    fitting = [version for version in sent if _numbers(version) <= installed]
    if fitting:
        mirror(os.path.join(folder, max(fitting, key=_numbers)), os.path.join(bundle, "proxy"))


def _numbers(text: str) -> _Version:
    """Of the first version in a text, such as `nginx version: nginx/1.26.3`; empty without one."""
    found = re.search(r"\d+(?:\.\d+)+", text)
    return tuple(int(part) for part in found.group().split(".")) if found is not None else ()
