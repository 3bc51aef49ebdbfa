"""The rollback after a failed step."""
from __future__ import annotations

from typing import Callable, List

from supervisor.job import Job
from supervisor.outcome import Outcome

RunStep = Callable[[str, str], Outcome]


def take_back(job: Job, done: List[str], failed: Outcome, run_step: RunStep) -> Outcome:
    """`done` are the steps that were begun. Gives the failure with what became of the previous release."""
    if "up" not in done:
        # The new release's files must not stay where the old one reads and writes them.
        if job.expected and "data" in done:
            run_step("data", job.expected)
        return failed
    if done[-1] != "up":
        return failed
    step = "up"
    before = job.expected if job.expected != job.release else ""
    if job.expected == job.release:
        # It is the current release that did not start; there is nothing to go back to, and nothing to remove.
        return failed._replace(text=f"{failed.said(step)}; there was no previous release")
    restored = run_step("rollback", before)
    if not before:
        ending = "there was no previous release"
    elif restored.is_well:
        ending = f"rolled back to release {before}"
    else:
        ending = f"the rollback to release {before} FAILED: {restored.said('rollback')}"
    return failed._replace(text=f"{failed.said(step)}; {ending}")
