"""The folder of a site, where its parent may be root's alone, as /srv is."""
from __future__ import annotations

import errno
import os

from command.command import Commands
from command.root import as_root

_SECONDS = 30.0


def ensure_root(root: str) -> None:
    """Makes it, for the user who deploys; the parent stays as it is.

    :raises OSError: it cannot be made
    """
    if os.path.isdir(root):
        return
    try:
        os.makedirs(root, mode=0o755)
    except PermissionError:
        owner = ["-o", str(os.getuid()), "-g", str(os.getgid())]
        made = Commands().run(as_root(["install", "-d", "-m", "0755", *owner, root]), _SECONDS)
        if not made.is_ok:
            raise PermissionError(errno.EACCES, made.errors.strip() or "it could not be made", root) from None
