"""The site's own user, without login and home, and the folders that it may write to."""
from __future__ import annotations

import grp
import pwd
from typing import List

from command.failed import Failed
from command.privileged import Privileged
from native.layout import Layout
from native.root_files import RootFiles

_CODE = "bootstrap-failed"
_SECONDS = 60.0


def ensure_account(privileged: Privileged, layout: Layout, nginx_group: str) -> None:
    """Files below `static` are readable by nginx, whatever mode the app gives them: they have its group.

    :raises Failed: bootstrap-failed
    """
    if not _exists(layout.user):
        _need(privileged, _useradd(layout), f"making the user {layout.user}")
    files = RootFiles(privileged, _CODE)
    data, media, static = layout.state_folders()
    files.make_folders([layout.state], layout.user, layout.user, "0755")
    files.make_folders([layout.cache], layout.user, layout.user, "0750")
    files.make_folders([data, media], layout.user, layout.user, "0750")
    files.make_folders([static], layout.user, nginx_group, "2755")


def group_exists(name: str) -> bool:
    try:
        grp.getgrnam(name)
    except KeyError:
        return False
    return True


def _exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _useradd(layout: Layout) -> List[str]:
    home = ["--no-create-home", "--home-dir", layout.state, "--shell", "/usr/sbin/nologin"]
    return ["useradd", "--system", "--user-group", *home, layout.user]


def _need(privileged: Privileged, words: List[str], what: str) -> None:
    result = privileged.run(words, _SECONDS)
    if not result.is_ok:
        raise Failed(_CODE, f"{what}: {(result.errors or result.output).strip()[-500:]}")
