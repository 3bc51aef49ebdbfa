"""Compares what compose on the host makes of a release's files with what the plan was made from, before anything is built or stopped."""
from __future__ import annotations

import hashlib
import json
import os
from typing import Any, Dict, List, NamedTuple, Optional

from command.command import Call, Commands, Result
from command.failed import Failed
from compose.compare import differences
from compose.compose import Compose
from compose.content_labels import ContentLabels
from compose.facts import Facts, Place, facts_of
from compose.found_files import found_files
from compose.releases import Releases, read_text, replace_text
from compose.words import words_in
from engine.docker import Docker
from health.redaction import Redaction

# What a release's record keeps of it, for the next run.
RECORD = "confirmed.json"
_CONFIG_SECONDS = 60.0
_CODE = "compose-file-invalid"


class Wanted(NamedTuple):
    """`reading` is what the plan was made from, as JSON; None without compose files, and where the runner could not read them. `is_told`:
    it is what was found here before. `reading_digest` is that of the runner's own reading. `sources` are files whose words are no secrets.
    """

    files: List[str]
    may_find_others: bool
    profiles: List[str]
    sources: List[str]
    reading: Optional[str]
    reading_digest: str
    is_told: bool


class Contradiction(NamedTuple):
    """Names of the facts that differ, and the project as compose reads it, without values that are not needed."""

    differs: List[str]
    project: Dict[str, Any]


class Confirm:
    def __init__(self, commands: Commands, docker: Docker, compose: Compose, releases: Releases, redaction: Redaction) -> None:
        self._commands = commands
        self._docker = docker
        self._compose = compose
        self._releases = releases
        self._redaction = redaction

    def run(self, release: str, wanted: Wanted, overlay: Optional[str]) -> Optional[Contradiction]:
        """None: the plan holds, and the release's record says so. `overlay` is a compose file that takes the env files away.

        :raises Failed: compose-file-invalid
        """
        own = self._own_files(release, wanted)
        # With the settings of the release, as it is going to be run.
        quiet = self._compose.call(release, ["config", "--quiet"])
        if not own:
            self._check_release(release, self._commands.together([quiet], _CONFIG_SECONDS)[0])
            self._note(release, wanted, None)
            return None
        tree = self._releases.folder(release)
        texts = [read_text(os.path.join(tree, path)) for path in {*own, *wanted.sources}]
        home = self._docker.home() if wanted.reading is None or '"~' in wanted.reading else None
        place = Place(tree, home, self._releases.project, words_in(texts))
        files = [*own, *([overlay] if overlay else [])]
        calls = [quiet, self._config(release, files, wanted.profiles)]
        if any("profiles" in text for text in texts):
            calls.append(self._config(release, files, ["*"]))
        whole, started, *every = self._commands.together(calls, _CONFIG_SECONDS)
        facts = self._facts(own, started, every, place)
        differs = self._differing(wanted, own, facts, place)
        if differs:
            return Contradiction(differs, {"files": own, "facts": facts})
        self._check_release(release, whole)
        known = every[0] if every and every[0].is_ok else started
        ContentLabels(self._commands, self._compose, self._releases).write(release, json.loads(known.output))
        self._note(release, wanted, {"files": own, "facts": facts} if wanted.is_told else None)
        return None

    def _differing(self, wanted: Wanted, own: List[str], facts: Facts, place: Place) -> List[str]:
        files = ["compose files"] if own != wanted.files else []
        if wanted.reading is None:
            return [*files, "services"]
        return [*files, *differences(json.loads(wanted.reading), facts, place)]

    def _own_files(self, release: str, wanted: Wanted) -> List[str]:
        found = found_files(read_text(self._releases.env_file(release))) if wanted.may_find_others else []
        return found or wanted.files

    def _facts(self, own: List[str], started: Result, every: List[Result], place: Place) -> Facts:
        """`every`: with all profiles, if there are any."""
        if not started.is_ok:
            raise Failed(_CODE, f"{', '.join(own)}: {self._said(started)}")
        active = json.loads(started.output)
        if not every:
            return facts_of(active, active, place)
        return facts_of(active, json.loads(every[0].output) if every[0].is_ok else None, place)

    def _config(self, release: str, files: List[str], profiles: List[str]) -> Call:
        flags = [word for profile in profiles for word in ("--profile", profile)]
        return self._compose.call(release, [*flags, "config", "--format", "json"], files=files)

    def _check_release(self, release: str, result: Result) -> None:
        if not result.is_ok:
            files = ", ".join(self._releases.compose_files(release))
            raise Failed(_CODE, f"read together, in this order: {files}: {self._said(result)}")

    def _said(self, result: Result) -> str:
        """Without warnings, and without values of `.env`."""
        lines = [line for line in result.errors.strip().split("\n") if "level=warning" not in line]
        return self._redaction.of("\n".join(lines))[-2000:]

    def _note(self, release: str, wanted: Wanted, project: Optional[Dict[str, Any]]) -> None:
        """By this the next run sees that somebody edited `.env`, and what compose makes of files that it reads otherwise."""
        try:
            with open(self._releases.env_file(release), "rb") as file:
                env = hashlib.sha256(file.read()).hexdigest()
        except OSError:
            env = ""
        record = {"env_digest": env, "reading_digest": wanted.reading_digest, "project": project}
        replace_text(os.path.join(self._releases.record(release), RECORD), json.dumps(record) + "\n", 0o600)
