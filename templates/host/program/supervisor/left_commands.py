"""What a step started for one command, and left when it was ended."""
from __future__ import annotations

from command.command import Commands
from command.root import as_root
from engine.docker import Docker
from supervisor.job import Job

_STOP_SECONDS = 60.0


def end_left_commands(job: Job, docker: Docker, commands: Commands) -> None:
    """Only what is of this very run: a container by its label (compose/compose.py), a unit by its name (native/once.py)."""
    if not job.run.token:
        return
    if job.layout is not None:
        commands.run(as_root(["systemctl", "stop", job.layout.command_unit(job.run.token)]), _STOP_SECONDS)
        return
    ids = docker.output("ps", "--all", "--quiet", "--no-trunc", "--filter", f"label=ec2-https-deploy.run={job.run.token}").split()
    if ids:
        docker.run("rm", "--force", *ids)
