"""Databases that a container keeps in itself: which files count, and where a release mounts something."""
import unittest

from rollout.container_databases import Mount, candidates, covering, mounts_of, upper_folder

DIFF = """C /app
A /app/db.sqlite3
A /app/db.sqlite3-journal
C /usr/src/app/storage/production.sqlite3
C /data/app.db
A /data/app.db-wal
A /tmp/cache.db
A /root/.cache/pip/selfcheck.db
D /app/old.db
A /app/page.html
"""


class FilesOfAContainer(unittest.TestCase):
    def test_are_databases_by_their_names_and_new_or_changed(self):
        self.assertEqual(
            candidates(DIFF),
            [("/app/db.sqlite3", True), ("/usr/src/app/storage/production.sqlite3", False), ("/data/app.db", True)],
        )

    def test_are_looked_at_up_to_a_limit(self):
        self.assertEqual(len(candidates("\n".join(f"A /app/{number}.db" for number in range(50)))), 20)


MOUNTS = (
    "700 500 0:80 / / rw,relatime - overlay overlay rw,lowerdir=/l/A:/l/B,upperdir=/var/lib/docker/overlay2/x/diff,workdir=/w\n"
    "701 700 0:90 / /proc rw - proc proc rw\n"
)


class TheFolderOfWhatAContainerWrote(unittest.TestCase):
    def test_is_the_upper_one_of_its_root(self):
        self.assertEqual(upper_folder(MOUNTS), "/var/lib/docker/overlay2/x/diff")

    def test_is_not_known_without_an_overlay_or_by_a_name_with_escapes(self):
        self.assertEqual(upper_folder(""), "")
        self.assertEqual(upper_folder(MOUNTS.replace("overlay", "btrfs")), "")
        self.assertEqual(upper_folder(MOUNTS.replace("overlay2/x", "over\\040lay")), "")


class TheMountsOfAService(unittest.TestCase):
    PROJECT = {
        "services": {
            "app": {
                "volumes": [
                    {"type": "volume", "source": "store", "target": "/app/storage"},
                    {"type": "bind", "source": "/srv/site/shared/data", "target": "/app/data/"},
                    {"type": "tmpfs", "target": "/app/scratch"},
                ],
                "tmpfs": ["/run:size=64m"],
            }
        },
        "volumes": {"store": {"name": "site_store"}},
    }

    def test_are_volumes_by_the_names_of_the_engine_directories_and_memory(self):
        self.assertEqual(
            mounts_of(self.PROJECT, "app"),
            [
                Mount("site_store", "/app/storage", "store"),
                Mount("/srv/site/shared/data", "/app/data"),
                Mount(None, "/app/scratch"),
                Mount(None, "/run"),
            ],
        )
        self.assertEqual(mounts_of({}, "app"), [])

    def test_cover_what_lies_below_the_innermost_one_of_them(self):
        mounts = [Mount("a", "/app"), Mount("b", "/app/storage")]
        self.assertEqual(covering("/app/storage/x.db", mounts), mounts[1])
        self.assertEqual(covering("/app/storage.db", mounts), mounts[0])
        self.assertIsNone(covering("/data/x.db", mounts))


if __name__ == "__main__":
    unittest.main()
