"""Docker's configuration for one run: that of this host, with the logins that the runner sent. It lies in the bundle and goes with it;
nothing is written where a person keeps theirs.
"""
from __future__ import annotations

import base64
import json
import os
from typing import Any, Dict, List, Mapping, Optional

from command.privileged import Privileged
from compose.releases import read_text
from engine.docker import Docker

_HUB = "https://index.docker.io/v1/"
_READ_SECONDS = 20.0


def docker_config(bundle: str, docker: Docker, privileged: Privileged) -> Optional[str]:
    """The folder for DOCKER_CONFIG; None without logins: then docker's own is used.

    :raises OSError: the disk is full
    """
    sent = os.path.join(bundle, "registries.json")
    folder = os.path.join(bundle, "docker-config")
    if not os.path.isfile(sent) or os.path.isfile(os.path.join(folder, "config.json")):
        return folder if os.path.isdir(folder) else None
    os.makedirs(folder, mode=0o700, exist_ok=True)
    home = os.path.join(docker.home(), ".docker")
    # Plugins, contexts and builders stay those of this host.
    for name in _names(home, privileged):
        if name != "config.json" and not os.path.lexists(os.path.join(folder, name)):
            os.symlink(os.path.join(home, name), os.path.join(folder, name))
    config = with_logins(_own(os.path.join(home, "config.json"), privileged), json.loads(read_text(sent)))
    descriptor = os.open(os.path.join(folder, "config.json"), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(config, file)
    return folder


def with_logins(config: Mapping[str, Any], logins: List[Mapping[str, str]]) -> Dict[str, Any]:
    """A config.json with these logins. Where a helper keeps the others, an empty name has docker read one from the file
    (getConfiguredCredentialStore, cli/config/configfile/file.go). Pure.
    """
    auths = dict(config.get("auths") or {})
    helpers = dict(config.get("credHelpers") or {})
    for login in logins:
        key = _HUB if login["registry"] == "docker.io" else login["registry"]
        auths[key] = {"auth": base64.b64encode(f"{login['username']}:{login['password']}".encode()).decode()}
        if config.get("credsStore") or key in helpers:
            helpers[key] = ""
    return {**config, "auths": auths, **({"credHelpers": helpers} if helpers else {})}


def _own(path: str, privileged: Privileged) -> Dict[str, Any]:
    text = read_text(path) if os.access(path, os.R_OK) else privileged.commands.output(privileged.words(["cat", path]), _READ_SECONDS)
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _names(folder: str, privileged: Privileged) -> List[str]:
    if os.access(folder, os.R_OK | os.X_OK):
        return os.listdir(folder)
    return privileged.commands.output(privileged.words(["ls", "-A", folder]), _READ_SECONDS).splitlines()
