"""The static files of a Django project: collected where its settings want them, and served from the folder that all releases share.

Releases are read-only for the site's processes. A STATIC_ROOT within the release, as most projects have it, is made writable for this
one command, and its files join those of earlier releases: a page loaded a moment before a deploy still finds its files.
"""
from __future__ import annotations

import os
import shlex

from command.failed import Failed
from native.layout import Layout
from native.once import Once
from native.root_files import RootFiles

_CODE = "build-failed"
# Where the site's processes see the folder that nginx serves (native/units.py).
SERVED = "/vol/static"
_ASK = "python -c 'from django.conf import settings; print(settings.STATIC_ROOT or str())'"
_UMASK = "0022"
_PROGRAM = os.path.join(os.path.dirname(__file__), "join_files.py")


class StaticFiles:
    def __init__(self, layout: Layout, once: Once, files: RootFiles) -> None:
        self._layout = layout
        self._once = once
        self._files = files

    def collect(self, release: str, command: str) -> None:
        """:raises Failed: build-failed"""
        place = self._root_of(release)
        if not place:
            return
        if os.path.normpath(place) == SERVED:
            self._run(release, command)
            return
        tree = os.path.realpath(self._layout.tree(release, ""))
        place = os.path.realpath(place)
        if not place.startswith(f"{tree}/"):
            text = f"STATIC_ROOT of the settings is {place}, which is neither within the release nor {SERVED}"
            raise Failed(_CODE, f"{text}; set STATIC_ROOT to BASE_DIR / 'staticfiles'")
        self._files.make_folders([place], self._layout.user, self._layout.user, "0755")
        self._run(release, f"{command}\n{_join(place)}", place)

    def _root_of(self, release: str) -> str:
        """What the settings say: they may compute it."""
        found = self._once.ask(release, "static-root", _ASK)
        if not found.is_ok:
            raise Failed(_CODE, f"the settings of the project cannot be loaded: {_last(found.errors or found.output)}")
        return _last(found.output)

    def _run(self, release: str, command: str, writes: str = "") -> None:
        status = self._once.run(release, "static", f"set -e\n{command}", umask=_UMASK, writes=writes)
        if status != 0:
            raise Failed(_CODE, f"collecting the static files ended with exit status {status}")


def _join(place: str) -> str:
    """The lines that bring what was collected to where nginx serves it."""
    with open(_PROGRAM, encoding="utf-8") as file:
        return f"python - {shlex.quote(place)} {SERVED} <<'PROGRAM'\n{file.read()}PROGRAM"


def _last(text: str) -> str:
    """Settings may print something before."""
    return next(iter(text.strip().splitlines()[-1:]), "").strip()
