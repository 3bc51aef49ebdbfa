"""A swap file for a build on a host with little memory."""
import os
import tempfile
import unittest

from bootstrap.swap import add_swap
from command.command import Result


class Commands:
    """Keeps what it is to run; `failing` are programs that fail, each so many times."""

    def __init__(self, failing=None):
        self.done = []
        self.failing = dict(failing or {})

    def run(self, words, limit_seconds, stdin=b""):
        self.done.append(" ".join(words[:1]))
        if words[0] == "install":
            open(words[-1], "w", encoding="utf-8").close()
        if words[0] == "rm":
            os.unlink(words[-1])
        if words[0] == "tee":
            with open(words[-1], "ab") as file:
                file.write(stdin)
        left = self.failing.get(words[0], 0)
        self.failing[words[0]] = left - 1
        return Result(1 if left > 0 else 0, "", "")


class Root:
    def __init__(self, commands):
        self.commands = commands

    def words(self, words):
        return list(words)

    def run(self, words, limit_seconds):
        return self.commands.run(words, limit_seconds)


class Report:
    def log(self, line):
        pass

    def waiting_for(self, what):
        pass


class ASwapFile(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path, self.fstab = os.path.join(folder.name, "swap"), os.path.join(folder.name, "fstab")
        with open(self.fstab, "w", encoding="utf-8") as file:
            file.write("/dev/xvda1 / xfs defaults 0 1")

    def add(self, failing=None):
        self.commands = Commands(failing)
        return add_swap(2 << 30, Root(self.commands), Report(), self.path, self.fstab)

    def test_is_used_at_once_and_after_each_start_of_the_host(self):
        self.assertTrue(self.add())
        self.assertEqual(self.commands.done, ["install", "fallocate", "mkswap", "swapon", "tee"])
        with open(self.fstab, encoding="utf-8") as file:
            self.assertEqual(file.read(), f"/dev/xvda1 / xfs defaults 0 1\n{self.path} none swap sw,nofail 0 0\n")

    def test_is_written_in_full_where_the_file_system_makes_holes(self):
        self.assertTrue(self.add({"swapon": 1}))
        self.assertIn("dd", self.commands.done)

    def test_that_cannot_be_used_is_removed_and_the_deploy_goes_on(self):
        self.assertFalse(self.add({"swapon": 2}))
        self.assertFalse(os.path.exists(self.path))

    def test_that_is_there_is_used_as_it_is_and_noted_once(self):
        self.add()
        self.assertTrue(self.add())
        self.assertEqual(self.commands.done, ["swapon"])


if __name__ == "__main__":
    unittest.main()
