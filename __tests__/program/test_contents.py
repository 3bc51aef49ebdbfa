"""Which contents of secrets and configs a service gets that compose does not watch."""
import unittest

from compose.contents import Content, contents_of, digests_of, variables_of

PROJECT = {
    "services": {
        "web": {"configs": [{"source": "page", "target": "/page"}], "secrets": [{"source": "token"}, {"source": "file"}]},
        "worker": {"secrets": [{"source": "token", "target": "t"}, {"source": "token", "target": "u"}]},
        "db": {"secrets": [{"source": "file"}]},
        "cache": {},
    },
    "configs": {"page": {"content": "hello"}},
    "secrets": {"token": {"environment": "TOKEN"}, "file": {"file": "./secret"}},
}
PAGE = Content("configs", "page", "", "hello")
TOKEN = Content("secrets", "token", "TOKEN", "")
KEY = b"k" * 32


def digests(project=PROJECT, token="one", key=KEY):
    return digests_of(contents_of(project), {"TOKEN": token}, key)


def changed(one, other):
    return sorted(name for name in one if one[name] != other[name])


class TheContents(unittest.TestCase):
    def test_are_those_of_the_compose_file_and_of_variables(self):
        self.assertEqual(contents_of(PROJECT), {"web": [TOKEN, PAGE], "worker": [TOKEN]})

    def test_of_a_config_in_a_variable_are_that_variable_even_where_compose_prints_its_value(self):
        project = {"services": {"a": {"configs": [{"source": "c"}]}}, "configs": {"c": {"environment": "C", "content": "x"}}}
        self.assertEqual(contents_of(project), {"a": [Content("configs", "c", "C", "")]})

    def test_need_the_variables_that_a_compose_file_can_name(self):
        odd = {"a": [TOKEN, Content("secrets", "b", "not-a-name", ""), PAGE]}
        self.assertEqual(variables_of(odd), ["TOKEN"])

    def test_change_the_digests_of_the_services_that_use_them_and_of_no_others(self):
        self.assertEqual(changed(digests(), digests(token="two")), ["web", "worker"])
        other = {**PROJECT, "configs": {"page": {"content": "bye"}}}
        self.assertEqual(changed(digests(), digests(other)), ["web"])
        self.assertEqual(changed(digests(), digests()), [])

    def test_have_no_digest_that_could_be_guessed_without_the_key(self):
        self.assertEqual(changed(digests(), digests(key=b"x" * 32)), ["web", "worker"])

    def test_are_none_where_there_is_nothing_of_the_kind(self):
        self.assertEqual(contents_of({}), {})
        self.assertEqual(contents_of({"services": {"a": {"secrets": [{"source": "gone"}]}}}), {})
