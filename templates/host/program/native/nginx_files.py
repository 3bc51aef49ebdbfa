"""What root writes for the nginx of the host: a line that includes the site's configuration, and what all sites of the host share."""
from __future__ import annotations

import fcntl
import hashlib
import os
import re
import time
from contextlib import contextmanager
from typing import Dict, Iterator, Optional

from command.failed import Failed
from command.privileged import Privileged
from compose.releases import read_text
from native import places
from native.account import group_exists
from native.layout import Layout
from native.root_files import RootFiles, text_of

CODE = "proxy-config-invalid"
SHARED = "00-ehd.conf"
# Three others that each wait for the connections of their visitors (proxy/last_answers.py).
_LOCK_SECONDS = 75.0
_QUESTION_SECONDS = 20.0


class NginxFiles:
    def __init__(self, privileged: Privileged, layout: Layout) -> None:
        self._privileged = privileged
        self._files = RootFiles(privileged, CODE)
        self._folder = os.path.join(places.NGINX, "conf.d")
        self._layout = layout
        self._before: Dict[str, Optional[str]] = {}

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Sites of a host deploy at the same time: what one writes, the test of another would read.

        :raises Failed: proxy-config-invalid
        """
        folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            until = time.monotonic() + _LOCK_SECONDS
            while not _try_lock(folder):
                if time.monotonic() >= until:
                    raise Failed(CODE, f"another site of this host has changed nginx for {_LOCK_SECONDS:.0f} s")
                time.sleep(0.2)
            yield
        finally:
            os.close(folder)

    def put(self, config: str, webroot: str) -> None:
        """`config` is the folder that the runner sent. nginx reads them when it is reloaded.

        :raises Failed: proxy-config-invalid
        """
        self._files.make_folders([webroot], "root", "root", "0755")
        site = os.path.join(self._layout.root, "edge", "site.conf")
        self._write(f"ehd-{self._layout.site}.conf", f"include {_quoted(site)};\n")
        shared = text_of(os.path.join(config, SHARED))
        if shared is not None:
            self._write(SHARED, shared)
        self._remove_default_site()

    def put_back(self) -> None:
        """What was there before `put`; the link to the welcome page is not missed.

        :raises Failed: proxy-config-invalid
        """
        for path, text in self._before.items():
            self._files.put_back(path, text)

    def _write(self, name: str, text: str) -> None:
        path = os.path.join(self._folder, name)
        self._before[path] = text_of(path)
        self._files.write(path, text)

    def _remove_default_site(self) -> None:
        """Debian's welcome page claims all names. Only its link, and only if the file is the package's."""
        link = os.path.join(places.NGINX, "sites-enabled", "default")
        packaged = os.path.join(places.NGINX, "sites-available", "default")
        if os.path.islink(link) and os.path.realpath(link) == os.path.realpath(packaged) and self._is_packaged(packaged):
            self._files.remove(link)

    def _is_packaged(self, path: str) -> bool:
        listed = self._privileged.commands.output(["dpkg-query", "--show", "--showformat=${Conffiles}", "nginx-common"], _QUESTION_SECONDS)
        digest = hashlib.md5(read_text(path).encode("utf-8", "surrogateescape")).hexdigest()
        return f"/etc/nginx/sites-available/default {digest}" in listed


def nginx_group() -> str:
    """That of nginx's workers, as its configuration names it: `user NAME [GROUP];`."""
    named = re.search(r"^\s*user\s+([\w-]+)(?:\s+([\w-]+))?\s*;", read_text(os.path.join(places.NGINX, "nginx.conf")), re.MULTILINE)
    if named is not None:
        return named.group(2) or named.group(1)
    return next((name for name in ("www-data", "nginx") if group_exists(name)), "root")


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except BlockingIOError:
        return False


def _quoted(path: str) -> str:
    return f'"{path}"' if re.search(r"[\s;{}]", path) else path
