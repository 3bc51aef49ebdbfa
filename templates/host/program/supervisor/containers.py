"""Containers that a step started for one command, and left when it was ended."""
from __future__ import annotations

from supervisor.survey import engine


def remove_one_offs(token: str) -> None:
    """Only those that carry the label of this very run (`run_at` in lib.sh)."""
    if not token:
        return
    ids = engine("ps", "--all", "--quiet", "--no-trunc", "--filter", f"label=ec2-https-deploy.run={token}").split()
    if ids:
        engine("rm", "--force", *ids)
