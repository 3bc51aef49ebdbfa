"""Lays the host program out in the bundle and starts it: `python3 -BES start.py BUNDLE`. Any Python 3 runs this file.

The program is `program.json` of the bundle, text by path. If the host keeps the same one from an earlier run, the bundle has `program-at`
instead, which says where it lies and what its digest is.
"""
import errno
import hashlib
import json
import os
import runpy
import shutil
import sys


def main(bundle):
    program = os.path.join(bundle, "program")
    try:
        packed = read_program(bundle)
        if packed is None:
            return refuse(bundle, "stale-plan", "the program that the host keeps has changed")
        lay_out(packed, program)
    except (OSError, ValueError, KeyError) as error:
        is_full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
        return refuse(bundle, "disk-full" if is_full else "host-program-failed", "the host program could not be laid out: {}".format(error))
    # Its argument is ours: the bundle.
    runpy.run_path(program, run_name="__main__")
    return 0


def refuse(bundle, code, text):
    """The bundle holds secrets, so it goes first."""
    shutil.rmtree(bundle, ignore_errors=True)
    print(json.dumps({"event": "failure", "step": "", "code": code, "text": text}))
    print(json.dumps({"event": "done", "text": "failed"}), flush=True)
    return 1


def lay_out(packed, program):
    for path, text in json.loads(packed.decode("utf-8")).items():
        place = os.path.join(program, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w", encoding="utf-8") as file:
            file.write(text)


def read_program(bundle):
    """None: the one that the host keeps is not the one that the runner means."""
    sent = os.path.join(bundle, "program.json")
    if os.path.exists(sent):
        with open(sent, "rb") as file:
            return file.read()
    with open(os.path.join(bundle, "program-at"), encoding="utf-8") as file:
        kept = json.load(file)
    try:
        with open(kept["path"], "rb") as file:
            packed = file.read()
    except OSError:
        return None
    return packed if hashlib.sha256(packed).hexdigest() == kept["sha256"] else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
