"""The names that this action uses in a site's directory."""
import os
import re
import unittest

import files.ours

PROGRAM = os.path.join(os.path.dirname(files.ours.__file__), "..")
IN_ROOT = re.compile(r"join\([\w.]*root, [\"']([\w.-]+)[\"']")


class TheNamesOfThisAction(unittest.TestCase):
    def test_hold_every_name_that_the_program_uses(self):
        used = set()
        for folder, _, names in os.walk(PROGRAM):
            for name in (one for one in names if one.endswith(".py")):
                with open(os.path.join(folder, name), encoding="utf-8") as source:
                    used.update(IN_ROOT.findall(source.read()))
        # A folder `project` may be the repository's: see files/release.py.
        self.assertEqual(used - set(files.ours.OURS) - {"project"}, set())
        self.assertLess({"compose-project", "synced.json", "edge"}, used)


if __name__ == "__main__":
    unittest.main()
