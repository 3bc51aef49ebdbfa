"""The configuration for the nginx that the host has. When this run installs it, the runner did not know its version, and sent them all."""
from __future__ import annotations

import os

from command.command import Commands
from proxy.config_folder import mirror
from proxy.nginx_version import nginx_version, numbers_of


def choose_config(commands: Commands, bundle: str) -> None:
    """Copies `proxy-since/<version>` over `proxy`, of the folders for this version or an older one that of the newest.

    :raises OSError: the disk is full
    """
    folder = os.path.join(bundle, "proxy-since")
    sent = os.listdir(folder) if os.path.isdir(folder) else []
    installed = nginx_version(commands) if sent else ()
    fitting = [version for version in sent if numbers_of(version) <= installed]
    if fitting:
        mirror(os.path.join(folder, max(fitting, key=numbers_of)), os.path.join(bundle, "proxy"))
