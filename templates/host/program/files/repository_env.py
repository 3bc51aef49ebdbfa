"""The release's .env is no file of a build context: `COPY . .` would put it into a layer of an image."""
from __future__ import annotations

import os
from types import TracebackType
from typing import Optional, Type

from command.failed import Failed
from compose.env_place import env_path
from compose.releases import Releases
from files.env_file import REPOSITORY_ENV, copy_env, env_link, link_env, tracked_mode


class RepositoryEnv:
    """Meanwhile the folder of a release has the repository's own `.env`, or none, and compose reads the release's in its record
    (`Releases.env_file`). `is_named`: compose reads no file of the project without one at that place, so an empty one is there.

    A release whose build was killed keeps its `.env` in its record: it is never switched to.
    """

    def __init__(self, releases: Releases, release: str, is_named: bool) -> None:
        self._releases = releases
        self._release = release
        self._is_named = is_named
        self._record = releases.record(release)
        self._own = os.path.join(releases.folder(release), env_path(self._record))
        self._aside = os.path.join(self._record, "env")
        self._is_aside = False

    def __enter__(self) -> None:
        """:raises Failed: upload-failed"""
        # Where the Dockerfile is all there is, it is in the record anyway.
        if os.path.lexists(self._aside) or not os.path.isfile(self._own):
            return
        try:
            self._put_aside()
        except OSError as error:
            raise Failed("upload-failed", f"putting the .env of {self._release} aside for the build: {error}") from error

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        """:raises Failed: upload-failed"""
        if not self._is_aside:
            return
        try:
            os.replace(self._aside, self._own)
            link_env(self._releases, self._release)
        except OSError as failed:
            raise Failed("upload-failed", f"putting the .env of {self._release} in its place after the build: {failed}") from failed

    def _put_aside(self) -> None:
        link = env_link(self._releases, self._release)
        if link is not None and os.path.islink(link) and os.readlink(link) == self._own:
            os.unlink(link)
        os.replace(self._own, self._aside)
        self._is_aside = True
        sent, mode = os.path.join(self._record, REPOSITORY_ENV), tracked_mode(self._record)
        if os.path.isfile(sent):
            copy_env(sent, self._own, 0o644)
        elif mode is not None:
            copy_env(self._aside, self._own, mode)
        elif self._is_named:
            copy_env(None, self._own, 0o644)
