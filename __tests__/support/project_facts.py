"""Reduces what compose printed of projects to facts, as a host does, and compares them with the runner's: on standard input a list of cases."""
import json
import sys

sys.path.insert(0, "templates/host/program")

from compose.compare import differences  # noqa: E402
from compose.facts import Place, facts_of  # noqa: E402


def outcome(case):
    place = Place(case["tree"], case["home"], case["project"], set(case["known"]))
    facts = facts_of(json.loads(case["printed"]), json.loads(case["all"]) if case["all"] else None, place)
    return {"facts": facts, "differences": differences(case["reading"], facts, place)}


print(json.dumps([outcome(case) for case in json.load(sys.stdin)]))
