"""Reads job documents as the host program does: on standard input a list of them; prints for each what its values are, or why it is refused."""
import importlib
import json
import sys

sys.path.insert(0, "templates/host/program")

from job.document import parse_document  # noqa: E402
from job.fields import WrongField  # noqa: E402
from job.whole import whole  # noqa: E402


def values(read):
    if isinstance(read, (tuple, list)):
        return [value for part in read for value in values(part)]
    return [] if isinstance(read, dict) else [read]


def outcome(document):
    try:
        job = parse_document(document)
        modules = [(importlib.import_module("steps." + step.kind.replace("-", "_")), step) for step in [*job.steps, job.rollback]]
        data = [whole(step.data, module.read) for module, step in modules]
        environment = [] if job.native is None else list(job.native.environment.values())
        return {"values": [*values([job, data]), *environment], "refused": None}
    except WrongField as wrong:
        return {"values": [], "refused": str(wrong)}


print(json.dumps([outcome(document) for document in json.load(sys.stdin)]))
