"""What the file for the hub may say, and when it counts."""

from __future__ import annotations

import json
import os
import tempfile
import unittest
from typing import Any

from hubwarden_jupyterhub.people import People, PeopleFile, Silence

WRITTEN = "2026-11-21T10:00:00Z"
AT = 1795255200.0


def text(**other: Any) -> str:
    """A good file, but for some keys."""
    said = {
        "version": 1,
        "written_at": WRITTEN,
        "interval_s": 300,
        "users": ["alice", "dana"],
        "admins": ["dana"],
    }
    return json.dumps({**said, **other})


class ParsingTest(unittest.TestCase):
    def test_a_good_one(self) -> None:
        people = People.parse(text(new_key=[1]))
        self.assertEqual({"alice", "dana"}, people.users)
        self.assertEqual({"dana"}, people.admins)
        self.assertEqual(AT, people.written_at)

    def test_anything_else_is_no_list_of_people(self) -> None:
        bad = [
            "",
            "null",
            "[]",
            text()[:-9],
            text(version=2),
            text(users="alice"),
            text(users=[["alice"]]),
            text(users=None),
            text(admins=["eve"]),
            text(written_at="yesterday"),
            text(written_at=AT),
            text(interval_s=0),
            text(interval_s=True),
            text(interval_s="300"),
        ]
        for each in bad:
            with self.subTest(each), self.assertRaises(ValueError):
                People.parse(each)

    def test_it_counts_for_three_intervals(self) -> None:
        people = People.parse(text())
        self.assertFalse(people.is_old(AT))
        self.assertFalse(people.is_old(AT + 900))
        self.assertTrue(people.is_old(AT + 901))
        self.assertFalse(people.is_old(AT - 300), "clocks are put right a little")
        self.assertTrue(people.is_old(AT - 301))


class FileTest(unittest.TestCase):
    def setUp(self) -> None:
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.path = os.path.join(directory.name, "hub.json")
        self.now = AT
        self.file = PeopleFile(self.path, lambda: self.now)

    def publish(self, said: str) -> None:
        draft = self.path + ".new"
        with open(draft, "w", encoding="utf-8") as file:
            file.write(said)
        os.replace(draft, self.path)

    def test_what_is_there_now_counts(self) -> None:
        self.publish(text())
        first = self.file.read()
        self.assertEqual({"alice", "dana"}, first.users)
        self.assertIs(first, self.file.read(), "it is not read for nothing")
        self.publish(text(users=["dana"]))
        self.assertEqual({"dana"}, self.file.read().users)

    def test_who_says_nothing_lets_nobody_in(self) -> None:
        with self.assertRaisesRegex(Silence, "does not say who may use this hub"):
            self.file.read()
        self.publish(text())
        self.file.read()
        self.now = AT + 901
        with self.assertRaisesRegex(Silence, "has not said for a while"):
            self.file.read()
        self.now = AT
        self.publish("{")
        with self.assertRaises(Silence):
            self.file.read()
        os.unlink(self.path)
        with self.assertRaises(Silence):
            self.file.read()
        self.publish(text())
        self.assertEqual({"dana"}, self.file.read().admins)


if __name__ == "__main__":
    unittest.main()
