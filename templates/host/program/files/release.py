"""Makes a release's folder: new and changed files out of the bundle, the rest as hard links to the previous release."""
from __future__ import annotations

import hashlib
import os
import shutil
from typing import List, NamedTuple, Set

from command.command import Commands
from command.failed import Failed
from compose.releases import Releases, read_text, replace_text
from files.delta import apply_delta
from files.repository_lock import Busy, held
from files.tree import link_files, states, states_of

_CHECKOUT_SECONDS = 600.0
# Longer than another run may fetch.
_LOCK_SECONDS = 300.0


class Source(NamedTuple):
    """Where the files come from: `upload` or `git`; `sha` is the commit of the latter. `unfinished` is a release that this run has begun
    and does not go on with; '' for none.
    """

    kind: str
    sha: str
    manifest_digest: str
    unfinished: str


class NewRelease:
    """`previous` is the release whose files stay where they did not change; '' for none."""

    def __init__(self, releases: Releases, release: str, previous: str, bundle: str, commands: Commands) -> None:
        self._releases = releases
        self._release = release
        self._previous = previous
        self._bundle = bundle
        self._commands = commands
        self._tree = releases.folder(release)
        self._record = os.path.join(releases.root, "records", release)

    def make(self, source: Source) -> None:
        """:raises Failed: upload-failed, git-clone-failed, stale-plan"""
        if source.unfinished and not self._releases.has(source.unfinished):
            raise Failed("stale-plan", f"the release {source.unfinished}, which this run has begun, is gone")
        self._previous = source.unfinished or self._previous
        try:
            self._make(source)
            if source.unfinished:
                # Nothing was built of it, and nothing runs with it.
                for place in (self._releases.folder(source.unfinished), self._releases.record(source.unfinished)):
                    shutil.rmtree(place)
        except OSError as error:
            raise Failed("upload-failed", f"putting together {self._tree}: {error}") from error

    def _make(self, source: Source) -> None:
        kept = self._complete_manifest(source.manifest_digest)
        for old in (self._tree, self._record, os.path.join(self._releases.root, "ahead")):
            # `ahead` has links that versions before 0.2 made for speed.
            if os.path.lexists(old):
                shutil.rmtree(old)
        linked: Set[str] = set()
        if source.kind == "git":
            self._check_out(source.sha)
        else:
            linked = self._put_together(kept)
        self._write_record(linked)

    def _complete_manifest(self, digest: str) -> List[str]:
        """What is on the host has to be what the runner knows is there, or files would be missing. The lines that stay."""
        path = os.path.join(self._bundle, "record", "manifest")
        delta = os.path.join(self._bundle, "manifest.delta")
        kept: List[str] = []
        if os.path.isfile(delta):
            before = read_text(os.path.join(self._releases.record(self._previous), "manifest"))
            try:
                made = apply_delta(before, read_text(delta))
            except ValueError as error:
                raise Failed("upload-failed", f"reading the manifest of {self._previous}: {error}") from error
            replace_text(path, "".join(f"{line}\n" for line in made.manifest))
            kept = made.kept
        if hashlib.sha256(read_text(path).encode("utf-8", "surrogateescape")).hexdigest() != digest:
            previous = self._previous or "no release"
            raise Failed("upload-failed", f"the manifest made from that of {previous} has another checksum than expected")
        return kept

    def _put_together(self, kept: List[str]) -> Set[str]:
        """The files that are those of the release before, by their paths in the manifest."""
        sent = os.path.join(self._bundle, "files")
        if os.path.isdir(sent):
            shutil.move(sent, self._tree)
        else:
            os.makedirs(self._tree)
        os.chmod(self._tree, 0o755)
        return link_files(self._releases.folder(self._previous), self._tree, kept)

    def _check_out(self, sha: str) -> None:
        os.makedirs(self._tree, mode=0o755)
        repository = os.path.join(self._releases.root, "repository.git")
        words = ["git", f"--git-dir={repository}", f"--work-tree={self._tree}", "checkout", "--quiet", "--force", sha, "--", "."]
        try:
            with held(repository, _LOCK_SECONDS):
                self._commands.need(words, _CHECKOUT_SECONDS, "git-clone-failed", f"checking out {sha}")
        except Busy:
            raise Failed("git-clone-failed", f"another run still fetches into {repository}") from None

    def _write_record(self, linked: Set[str]) -> None:
        self._note_project(f"{self._releases.project}\n")
        shutil.copytree(os.path.join(self._bundle, "record"), self._record)
        manifest = read_text(os.path.join(self._record, "manifest")).split("\n")[:-1]
        noted = states_of(read_text(os.path.join(self._releases.record(self._previous), "tree")), linked) if linked else {}
        replace_text(os.path.join(self._record, "tree"), "".join(f"{line}\n" for line in states(self._tree, manifest, noted)))

    def _note_project(self, line: str) -> None:
        replace_text(os.path.join(self._releases.root, "compose-project"), line)
        before = os.path.join(self._releases.root, "project")
        if os.path.isfile(before) and not os.path.islink(before) and read_text(before) == line:
            os.unlink(before)  # the name of this file before, which people give to folders
