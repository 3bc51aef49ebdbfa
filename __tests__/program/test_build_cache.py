"""What a site's builds left in the build cache."""
import json
import os
import tempfile
import unittest

from engine.build_cache import BuildCache, Record
from prune.build_cache import OwnCache, superfluous

GIB = 1024**3
DAY = 24 * 3600.0


class Cache(BuildCache):
    def __init__(self, *records):
        super().__init__("/nowhere")
        self.all = list(records)

    def records(self):
        return self.all

    def remove(self, ids):
        gone = [one for one in self.all if one.id in ids]
        self.all = [one for one in self.all if one.id not in ids]
        return sum(one.size for one in gone)


class Records(unittest.TestCase):
    def test_that_no_build_used_for_two_weeks_are_superfluous(self):
        own = [Record("old", 1, 0.0, True), Record("new", 1, 14 * DAY, True), Record("used now", 1, 0.0, False)]
        self.assertEqual(superfluous(own, 15 * DAY), ["old"])

    def test_are_superfluous_from_the_least_recently_used_on_until_three_gib_are_left(self):
        own = [Record(name, GIB, used, True) for name, used in (("c", 3.0), ("a", 1.0), ("d", 4.0), ("b", 2.0), ("e", 5.0))]
        self.assertEqual(superfluous(own, 6.0), ["a", "b"])


class ASite(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = folder.name

    def test_notes_what_is_new_after_its_build_and_removes_nothing_else(self):
        cache = Cache(Record("theirs", GIB, 0.0, True))
        own = OwnCache(self.root, cache)
        before = own.ids()
        cache.all.append(Record("ours", 7, 0.0, True))
        own.note(before)
        self.assertEqual(own.bound(15 * DAY), 7)
        self.assertEqual([one.id for one in cache.all], ["theirs"])

    def test_forgets_what_is_gone(self):
        cache = Cache(Record("ours", 7, 0.0, True))
        OwnCache(self.root, cache).note(set())
        cache.all = []
        OwnCache(self.root, cache).note(set())
        with open(os.path.join(self.root, "build-cache.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file), [])

    def test_has_nothing_to_remove_where_the_note_is_damaged_or_the_engine_silent(self):
        with open(os.path.join(self.root, "build-cache.json"), "w", encoding="utf-8") as file:
            file.write("{")
        self.assertEqual(OwnCache(self.root, Cache(Record("x", 1, 0.0, True))).bound(99 * DAY), 0)
        self.assertEqual(BuildCache("/nowhere").records(), [])
        self.assertEqual(BuildCache("/nowhere").remove(["x"]), 0)


if __name__ == "__main__":
    unittest.main()
