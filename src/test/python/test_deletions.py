"""Who is missed."""

from __future__ import annotations

import os
import tempfile
import unittest

from hubwarden_jupyterhub.daemon import Fault
from hubwarden_jupyterhub.deletions import MOST, Deletions
from hubwarden_jupyterhub.people import People
from test_people import text

PEOPLE = People.parse(text())


class Listening:
    """A daemon that hears, or does not."""

    def __init__(self) -> None:
        self.told: list[list[str]] = []
        self.is_away = False

    async def deleted(self, names: list[str]) -> None:
        if self.is_away:
            raise Fault("org.freedesktop.DBus.Error.NoReply", "away")
        self.told.append(names)


class DeletionsTest(unittest.IsolatedAsyncioTestCase):
    def setUp(self) -> None:
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.path = os.path.join(directory.name, "known")
        self.daemon = Listening()
        self.deletions = Deletions(self.daemon, self.path)

    async def test_who_never_came_is_not_missed(self) -> None:
        await self.deletions.look({"alice"}, PEOPLE)
        self.assertEqual([], self.daemon.told)

    async def test_who_was_there_is_missed_until_they_come_back(self) -> None:
        await self.deletions.look({"alice", "dana"}, PEOPLE)
        await self.deletions.look({"dana"}, PEOPLE)
        await self.deletions.look({"dana"}, PEOPLE)
        await self.deletions.look({"alice", "dana"}, PEOPLE)
        await self.deletions.look({"alice", "dana"}, PEOPLE)
        self.assertEqual([["alice"], ["alice"], []], self.daemon.told)

    async def test_a_hub_that_began_anew_misses_them_as_well(self) -> None:
        await self.deletions.look({"alice", "dana"}, PEOPLE)
        again = Deletions(self.daemon, self.path)
        await again.look({"dana"}, PEOPLE)
        self.assertEqual([["alice"]], self.daemon.told)

    async def test_who_left_the_list_is_missed_no_more(self) -> None:
        await self.deletions.look({"alice", "eve", "dana"}, PEOPLE)
        await self.deletions.look({"alice", "dana"}, PEOPLE)
        self.assertEqual([], self.daemon.told)

    async def test_of_a_database_that_was_emptied_the_first_are_told(self) -> None:
        users = [f"u{n:03}" for n in range(MOST + 50)]
        people = People.parse(text(users=users, admins=[]))
        await self.deletions.look(set(users), people)
        await self.deletions.look(set(), people)
        self.assertEqual([users[:MOST]], self.daemon.told)

    async def test_a_daemon_that_is_away_or_a_file_that_is_nonsense_stops_nothing(self) -> None:
        with open(self.path, "w", encoding="utf-8") as file:
            file.write("[1, ")
        deletions = Deletions(self.daemon, self.path)
        await deletions.look({"alice"}, PEOPLE)
        self.daemon.is_away = True
        await deletions.look(set(), PEOPLE)
        self.daemon.is_away = False
        await deletions.look(set(), PEOPLE)
        self.assertEqual([["alice"]], self.daemon.told)


if __name__ == "__main__":
    unittest.main()
