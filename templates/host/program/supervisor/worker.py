"""Carries out the steps of the job in their order, under the lock. Ends by itself, whether or not anyone is listening."""
from __future__ import annotations

import fcntl
import os
import shutil
import signal
import traceback
from typing import NoReturn, Optional

from job.fields import WrongField
from supervisor import disk
from supervisor.events import Events
from supervisor.job import Job
from supervisor.kept import keep_laid_out
from supervisor.program import Failed, Program
from supervisor.runner import Runner


def work(bundle: str, events: int, life: int) -> NoReturn:
    """The whole life of the worker's process."""
    os.setsid()
    for number in (signal.SIGHUP, signal.SIGPIPE):
        signal.signal(number, signal.SIG_IGN)
    # The channel is the courier's alone: it ends with it.
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    os.environ["PATH"] = os.environ.get("PATH", "/usr/bin:/bin") + ":/usr/local/bin:/usr/sbin:/sbin"
    told = Events(events)
    status = 1
    try:
        alive = _hold(bundle)
        job = _read_job(bundle, told)
        status = 0 if job is not None and _carry_out(job, told, Runner(life)) else 1
        told.close()
        # A run that failed gives nothing back: a damaged program may be why. And while this bundle is alive, no other run sweeps it.
        if job is not None and status == 0:
            keep_laid_out(bundle, job.root)
        del alive
    finally:
        shutil.rmtree(bundle, ignore_errors=True)
        os._exit(status)


def _hold(bundle: str) -> object:
    """A lock by which other runs see that this bundle is in use; without one they wait an hour."""
    try:
        file = open(os.path.join(bundle, "alive"), "wb")  # noqa: SIM115 - held until the end
        fcntl.flock(file, fcntl.LOCK_EX)
        return file
    except OSError:
        return None


def _read_job(bundle: str, events: Events) -> Optional[Job]:
    try:
        return Job(bundle)
    except (OSError, ValueError, WrongField) as error:
        events.failure("", "host-program-failed", f"the job document cannot be read: {error}")
        events.send("done", text="failed")
        return None


def _carry_out(job: Job, events: Events, runner: Runner) -> bool:
    ended = "failed"
    try:
        ended = Program(job, events, runner).run()
    except Failed as failed:
        events.failure("", failed.code, failed.text)
    except OSError as error:
        text = f"{error.strerror}: {error.filename or 'no file'}"
        full = disk.complaint(job.root, job.home)
        if full is not None or disk.is_disk_error(error):
            events.failure("", "disk-full", f"{text}; {full}" if full else text)
        else:
            events.failure("", "host-program-failed", text)
    except Exception:  # noqa: BLE001 - a defect of ours: the person who has to report it needs to see it.
        events.failure("", "host-program-failed", traceback.format_exc())
    events.send("done", text=ended)
    return ended != "failed"
