"""Makes what the release needs to run: the site's user and folders, start scripts, texts of units, packages, and static files."""
from __future__ import annotations

import os

from bootstrap.packages import packages_here
from command.clock import Clock, Deadline
from command.failed import Failed
from command.privileged import Privileged
from compose.releases import replace_link
from files.env_file import copy_env
from files.input_files import read_input_files
from job.native import Native
from job.whole import whole
from native.account import ensure_account
from native.layout import Layout, layout_of
from native.nginx_files import nginx_group
from native.once import Once, write_script
from native.release_units import ReleaseUnits
from native.root_files import RootFiles
from native.static_files import StaticFiles
from native.systemd import Systemd
from native.units import WEB, unit_texts
from native.venv import VirtualEnvironment
from steps import build
from steps.context import Context

read = build.read
_CODE = "build-failed"
_ADMIT_SECONDS = 60.0


def run(context: Context) -> None:
    """:raises Failed: build-failed, bootstrap-failed"""
    whole(context.data, read)
    job = context.job
    native = job.native
    assert native is not None
    layout = layout_of(job)
    privileged = Privileged(context.commands)
    deadline = Deadline(Clock(), context.limit_seconds)
    group = nginx_group()
    ensure_account(privileged, layout, group)
    _admit_to_input_files(privileged, layout, job.release)
    try:
        _write_record(layout, native, job.release)
        ReleaseUnits(layout, Systemd(privileged)).note(job.release, unit_texts(layout, native, group))
    except OSError as error:
        raise Failed(_CODE, f"the record of release {job.release} cannot be written: {error}") from error
    packages_here(privileged, context.report).install_missing(native.system_packages)
    if native.venv:
        VirtualEnvironment(privileged, layout, native, context.report, deadline).make(job.release)
    if native.static_command:
        context.report.waiting_for("the static files to be collected")
        once = Once(privileged, layout, native, job.run.token, deadline)
        StaticFiles(layout, once, RootFiles(privileged, _CODE)).collect(job.release, native.static_command)


def _admit_to_input_files(privileged: Privileged, layout: Layout, release: str) -> None:
    """The files of the input `files` are secrets: the site's user reads them, and nobody else on the host."""
    files = [file.at(layout.root, layout.tree(release, "")) for file in read_input_files(layout.record(release))]
    for words in (["chgrp", layout.user, "--", *files], ["chmod", "0640", "--", *files]) if files else ():
        result = privileged.run(words, _ADMIT_SECONDS)
        if not result.is_ok:
            raise Failed(_CODE, f"the files of the input files: {result.errors.strip()}")


def _write_record(layout: Layout, native: Native, release: str) -> None:
    record = layout.record(release)
    # The site's user reads what it is started with; the env is for its owner alone.
    tree = layout.tree(release, "")
    for folder in (layout.root, os.path.dirname(tree), os.path.dirname(record), record, tree):
        os.chmod(folder, 0o755)
    os.makedirs(layout.venvs, exist_ok=True)
    os.chmod(layout.venvs, 0o755)
    commands = {WEB: native.start, **{worker.name: worker.command for worker in native.workers}}
    for name, command in commands.items():
        write_script(layout.start_script(release, name), f"exec {command}\n")
    for name in set(os.listdir(os.path.join(record, "start"))) - set(commands):
        os.unlink(layout.start_script(release, name))
    if native.venv:
        replace_link(os.path.join(record, "venv"), os.path.join("..", "..", "venvs", native.venv))
    env = os.path.join(record, "env")
    if not os.path.exists(env):
        copy_env(None, env)
