"""The virtual environment of a release: made once for each key, shared by all releases that have the same one."""
from __future__ import annotations

import os
import shutil
from typing import Dict, List, Sequence

from command.clock import Deadline
from command.command import TIMED_OUT
from command.failed import Failed
from command.privileged import Privileged
from command.tee import Shown, tee
from job.native import Native
from native.layout import Layout
from native.pip_failure import explain
from native.root_files import RootFiles
from steps.report import Report

_CODE = "build-failed"
_COMPLETE = "complete"
_QUESTION_SECONDS = 20.0
_FILES_SECONDS = 120.0
_PYTHONS = ("python3", *(f"python3.{minor}" for minor in range(9, 15)))
# How the host reaches the package index, where a person has set it.
_PASSED = ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
_PIP = ("install", "--no-input", "--disable-pip-version-check", "--no-color", "--progress-bar", "off", "--no-warn-script-location")


class VirtualEnvironment:
    def __init__(self, privileged: Privileged, layout: Layout, native: Native, report: Report, deadline: Deadline) -> None:
        self._privileged = privileged
        self._layout = layout
        self._native = native
        self._report = report
        self._deadline = deadline
        self._folder = layout.venv(native.venv)

    def make(self, release: str) -> None:
        """In its place, since its programs name it. As the site's user: what packages run when they are installed has no other rights.

        :raises Failed: build-failed
        """
        if os.path.isfile(os.path.join(self._folder, _COMPLETE)):
            self._report.log(f"The packages are those of the virtual environment {self._native.venv}")
            return
        version = self._version()
        self._report.log(f"Making the virtual environment {self._native.venv} with Python {version}")
        self._remove_half()
        try:
            self._fill(release, version)
        except Failed:
            self._remove_half()
            raise

    def _fill(self, release: str, version: str) -> None:
        files = RootFiles(self._privileged, _CODE)
        files.make_folders([self._folder], self._layout.user, self._layout.user, "0755")
        # Paths in requirements are relative to the project.
        tree = self._layout.tree(release, self._native.folder)
        self._run([self._native.python, "-m", "venv", self._folder], tree, version)
        files_of = [self._layout.tree(release, path) for path in self._native.requirements]
        wanted = [word for path in files_of for word in ("--requirement", path)] + self._native.packages
        if wanted:
            self._report.waiting_for("pip to install the packages")
            cache = ["--cache-dir", self._layout.cache]
            self._run([f"{self._folder}/bin/python", "-m", "pip", *_PIP, *cache, *wanted], tree, version)
        # From now on nobody but root changes it.
        self._need(["chown", "-hR", "root:root", self._folder])
        files.write(os.path.join(self._folder, _COMPLETE), f"{version}\n")

    def _version(self) -> str:
        python = self._native.python
        if shutil.which(python) is None:
            found = [name for name in _PYTHONS if shutil.which(name)]
            there = f"; it has {', '.join(found)}" if found else ""
            raise Failed(_CODE, f"the host has no program {python}{there}")
        line = "import platform; print(platform.python_version())"
        return self._privileged.commands.output([python, "-c", line], _QUESTION_SECONDS)

    def _remove_half(self) -> None:
        """What a run left that did not come to its end. It is never mended."""
        if os.path.lexists(self._folder):
            self._need(["rm", "-rf", "--one-file-system", "--", self._folder])

    def _run(self, words: Sequence[str], folder: str, version: str) -> None:
        shown = self._shown(words, folder)
        if shown.status == 0:
            return
        if shown.status == TIMED_OUT:
            raise Failed(_CODE, f"{os.path.basename(words[0])} did not end within the time limit of this step")
        raise Failed(_CODE, explain(shown.output.splitlines(), version))

    def _shown(self, words: Sequence[str], folder: str) -> Shown:
        as_user = ["runuser", "-u", self._layout.user, "--", "env", "-i", *_assigned(self._environment())]
        script = ["sh", "-c", 'umask 022; exec "$@"', "sh"]
        return tee(self._privileged.words([*as_user, *script, *words]), self._deadline.left(), folder)

    def _environment(self) -> Dict[str, str]:
        passed = {name: os.environ[name] for name in _PASSED if name in os.environ}
        path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        return {"PATH": path, "HOME": self._layout.cache, "LC_ALL": "C.UTF-8", **passed}

    def _need(self, words: List[str]) -> None:
        result = self._privileged.run(words, _FILES_SECONDS)
        if not result.is_ok:
            raise Failed(_CODE, f"{words[0]} {self._folder}: {(result.errors or result.output).strip()[-500:]}")


def _assigned(values: Dict[str, str]) -> List[str]:
    return [f"{name}={value}" for name, value in values.items()]
