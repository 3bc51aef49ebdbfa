"""Starts the host program: main.py BUNDLE.

Two processes. The courier holds the SSH channel, and lives as long as that. The worker, in a session of its own, does the work
and goes to its end whether or not anyone listens.
"""
from __future__ import annotations

import os
import shutil
import sys


def refuse(bundle: str) -> None:
    found = ".".join(str(part) for part in sys.version_info[:3])
    print(
        '{"event":"failure","step":"","code":"bootstrap-failed","text":"the host program needs Python 3.9 or newer;'
        f' python3 on the host is {found}"}}\n'
        '{"event":"done","text":"failed"}',
        flush=True,
    )
    shutil.rmtree(bundle, ignore_errors=True)


def main(bundle: str) -> int:
    if sys.version_info < (3, 9):
        refuse(bundle)
        return 1
    from descriptors import high_pipe

    events, events_in = high_pipe()
    life, life_in = high_pipe()
    worker = os.fork()
    if worker == 0:
        os.close(events)
        os.close(life_in)
        from worker import work

        work(bundle, events_in, life)
    os.close(events_in)
    os.close(life)
    from courier import carry

    if carry(events, 1):
        os.waitpid(worker, 0)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
