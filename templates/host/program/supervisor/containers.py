"""Containers that a step started for one command, and left when it was ended."""
from __future__ import annotations

from engine.docker import Docker


def remove_one_offs(docker: Docker, token: str) -> None:
    """Only those that carry the label of this very run (compose/compose.py)."""
    if not token:
        return
    ids = docker.output("ps", "--all", "--quiet", "--no-trunc", "--filter", f"label=ec2-https-deploy.run={token}").split()
    if ids:
        docker.run("rm", "--force", *ids)
