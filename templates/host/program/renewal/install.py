"""Installs the renewal: its program as `<root>/renewal/<digest>`, to which `<root>/renewal/current` leads, and one cron entry."""
from __future__ import annotations

import os
import shutil

from command.command import Commands
from command.failed import Failed
from compose.releases import replace_link
from proxy.config_folder import config_digest

_CODE = "renewal-test-failed"
_SECONDS = 30.0


def install_program(source: str, root: str) -> None:
    """The link is turned in one move: cron may start the program at any moment.

    :raises OSError: the disk is full, or may not be written
    """
    folder = os.path.join(root, "renewal")
    name = config_digest(source)[:16]
    new = os.path.join(folder, f"{name}.next")
    os.makedirs(folder, exist_ok=True)
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(source, new)
    # One that is there may have been damaged.
    shutil.rmtree(os.path.join(folder, name), ignore_errors=True)
    os.rename(new, os.path.join(folder, name))
    replace_link(os.path.join(folder, "current"), name)
    for other in set(os.listdir(folder)) - {name, "current"}:
        shutil.rmtree(os.path.join(folder, other), ignore_errors=True)


def install_cron_entry(commands: Commands, line: str, mark: str) -> None:
    """Ours is known by its mark: replaced, never doubled; all other entries are kept as they are.

    :raises Failed: renewal-test-failed; the table is as it was
    """
    table = commands.run(["crontab", "-l"], _SECONDS)
    # A user without a table has none to lose; after any other failure there may be one.
    if not table.is_ok and not any(line.startswith("no crontab for ") for line in table.errors.splitlines()):
        why = table.errors.strip() or f"crontab -l ended with status {table.status}"
        raise Failed(_CODE, f"the cron entries could not be read: {why}")
    # Entries may be in any encoding.
    text = commands.read(["crontab", "-l"], _SECONDS).decode("utf-8", "surrogateescape") if table.is_ok else ""
    if table.output and not text:
        raise Failed(_CODE, "the cron entries could not be read a second time")
    others = [entry for entry in text.splitlines(keepends=True) if mark not in entry]
    if others and not others[-1].endswith("\n"):
        others[-1] += "\n"
    text = "".join([*others, f"{line}\n"])
    written = commands.run(["crontab", "-"], _SECONDS, stdin=text.encode("utf-8", "surrogateescape"))
    if not written.is_ok:
        raise Failed(_CODE, f"the cron entry could not be installed: {written.errors.strip()}")


def remove_older(root: str) -> None:
    """What versions before 0.2 had cron run."""
    try:
        os.unlink(os.path.join(root, "renew.sh"))
    except OSError:
        pass
