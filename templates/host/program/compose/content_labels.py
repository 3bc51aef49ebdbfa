"""Labels services with a digest of the contents that compose does not watch, so that exactly those services start again whose secrets or
configs changed. It is made on the host: some values are nowhere else.
"""
from __future__ import annotations

import json
import os
import secrets
from typing import Any, Dict, List, Mapping

from command.command import Commands
from command.failed import Failed
from compose.compose import Compose
from compose.contents import contents_of, digests_of, variables_of
from compose.releases import Releases, replace_text

LABEL = "ec2-https-deploy.contents"
_FILE = "contents.compose.yml"
_KEY = "digest-key"
_KEY_BYTES = 32
_SECONDS = 60.0


class ContentLabels:
    def __init__(self, commands: Commands, compose: Compose, releases: Releases) -> None:
        self._commands = commands
        self._compose = compose
        self._releases = releases

    def write(self, release: str, project: Mapping[str, Any]) -> None:
        """`project` is what compose prints of the release's own files. What is written belongs to the release's record.

        :raises Failed: compose-file-invalid, where compose does not tell the values
        :raises OSError: the disk is full
        """
        contents = contents_of(project)
        if not contents:
            return
        digests = digests_of(contents, self._values(release, variables_of(contents)), self._key())
        services = {name: {"labels": {LABEL: digest}} for name, digest in digests.items()}
        replace_text(self._in_record(release, _FILE), json.dumps({"services": services}) + "\n")

    def _values(self, release: str, variables: List[str]) -> Dict[str, str]:
        """As compose itself reads them, out of `.env`: a file that names them is asked for."""
        if not variables:
            return {}
        question = self._in_record(release, "values.compose.yml")
        environment = {name: "${" + name + "-}" for name in variables}
        replace_text(question, json.dumps({"services": {"values": {"image": "none", "environment": environment}}}))
        try:
            call = self._compose.call(release, ["config", "--format", "json"], files=[question])
            printed = self._commands.run(call.words, _SECONDS, cwd=call.cwd, env=call.env)
        finally:
            os.unlink(question)
        if not printed.is_ok:
            raise Failed("compose-file-invalid", f"the variables {', '.join(variables)} of secrets and configs cannot be read")
        found: Dict[str, str] = json.loads(printed.output)["services"]["values"].get("environment") or {}
        return found

    def _key(self) -> bytes:
        """For this site alone. One that a power cut damaged is made anew: then these services start again once."""
        path = os.path.join(self._releases.root, _KEY)
        try:
            with open(path, encoding="ascii") as file:
                key = bytes.fromhex(file.read().strip())
        except (OSError, ValueError):
            key = b""
        if len(key) != _KEY_BYTES:
            key = secrets.token_bytes(_KEY_BYTES)
            replace_text(path, key.hex() + "\n", 0o600)
        return key

    def _in_record(self, release: str, name: str) -> str:
        return os.path.join(self._releases.record(release), name)
