"""Runs certbot, or the repository's own command, for the certificates that are due."""
from __future__ import annotations

from typing import List

from command.command import TIMED_OUT
from compose.compose import Compose
from engine.docker import Docker
from renewal.config import Config
from renewal.log import Log
from supervisor.times import words as words_of


def renew(config: Config, docker: Docker, compose: Compose, release: str, log: Log) -> bool:
    """Whether all went well. certbot says that it failed when any certificate in the volume did, one of an old name for example: what
    counts is this site's own.
    """
    service = config.site.certbot_service or ""
    if config.command:
        return _run(config, docker, compose, release, log, [service, *config.command]) == 0
    usual = ["--no-deps", "--entrypoint", "certbot", service, "renew", "--non-interactive", "--no-random-sleep-on-renew"]
    status = _run(config, docker, compose, release, log, usual)
    # After one that hung there is no second one: no deploy should wait that long for the lock.
    if status in (0, TIMED_OUT):
        return status == 0
    if _run(config, docker, compose, release, log, [*usual, "--cert-name", config.site.certificate_name]) != 0:
        return False
    log.say(f"another certificate than {config.site.certificate_name} could not be renewed, see above; this site does not use it")
    return True


def _run(config: Config, docker: Docker, compose: Compose, release: str, log: Log, words: List[str]) -> int:
    status = compose.show(release, "run", "--rm", "-T", *words, limit_seconds=config.certbot_seconds)
    if status == TIMED_OUT:
        log.say(f"certbot had not ended after {words_of(config.certbot_seconds)}")
        _remove_one_offs(docker, config)
    return status


def _remove_one_offs(docker: Docker, config: Config) -> None:
    """One that had to be ended leaves its container, which would keep the next one from its work."""
    labels = {"project": config.site.project, "oneoff": "True", "service": config.site.certbot_service}
    filters = [word for name, value in labels.items() for word in ("--filter", f"label=com.docker.compose.{name}={value}")]
    for container in docker.output("ps", "--quiet", *filters).split():
        docker.run("rm", "--force", container)
