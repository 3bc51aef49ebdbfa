"""Static files of a release that join those that visitors read."""
import os
import tempfile
import unittest

from native.join_files import join


class JoinedFiles(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.source = os.path.join(self.folder.name, "source")
        self.served = os.path.join(self.folder.name, "served")

    def tearDown(self):
        self.folder.cleanup()

    def write(self, folder, path, text):
        place = os.path.join(folder, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w") as file:
            file.write(text)
        return place

    def read(self, path):
        with open(os.path.join(self.served, path)) as file:
            return file.read()

    def test_are_there_beside_those_of_earlier_releases(self):
        self.write(self.served, "css/old.css", "old")
        self.write(self.source, "css/new.css", "new")
        join(self.source, self.served)
        self.assertEqual((self.read("css/old.css"), self.read("css/new.css")), ("old", "new"))

    def test_are_whole_for_a_visitor_who_reads_the_former_one(self):
        place = self.write(self.served, "a.css", "former" * 1000)
        self.write(self.source, "a.css", "new")
        with open(place) as visitor:
            beginning = visitor.read(10)
            join(self.source, self.served)
            self.assertEqual(beginning + visitor.read(), "former" * 1000)
        self.assertEqual(self.read("a.css"), "new")
        self.assertEqual(os.listdir(self.served), ["a.css"])

    def test_keep_their_date_where_their_content_is_the_same(self):
        place = self.write(self.served, "a.css", "same")
        os.utime(place, (1000, 1000))
        self.write(self.source, "a.css", "same")
        join(self.source, self.served)
        self.assertEqual(os.stat(place).st_mtime, 1000)
