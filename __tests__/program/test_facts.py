"""What of a project that compose printed decides something."""
import unittest

from compose.facts import Place, facts_of


class BuildFactsTest(unittest.TestCase):
    def test_a_build_has_its_contexts_keys_and_secrets_relative_to_the_release(self):
        build = {
            "context": "/srv/site/releases/r1/api",
            "dockerfile": "Dockerfile",
            "additional_contexts": {"lib": "/srv/site/releases/r1/lib", "base": "docker-image://alpine"},
            "ssh": ["deploy", "default"],
            "secrets": [{"source": "npm"}, {"source": "pip", "target": "token"}],
        }
        place = Place("/srv/site/releases/r1", None, "site", set())
        facts = facts_of({"services": {"web": {"build": build}}}, None, place)
        self.assertEqual(
            facts["services"]["web"]["build"],
            {
                "context": "api",
                "dockerfile": "Dockerfile",
                "additional_contexts": {"lib": "lib", "base": "docker-image://alpine"},
                "ssh": ["default", "deploy"],
                "secrets": [{"source": "npm"}, {"source": "pip", "target": "token"}],
            },
        )


if __name__ == "__main__":
    unittest.main()
