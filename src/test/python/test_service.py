"""What the hub is made to forget."""

from __future__ import annotations

import unittest
from typing import Any

from hubwarden_jupyterhub.people import People
from hubwarden_jupyterhub.service import agree
from test_people import text
from tornado.httpclient import HTTPClientError

PEOPLE = People.parse(text())


class Remembering:
    """A hub that remembers some people, and does what it is told unless it has a reason not to."""

    def __init__(self, *users: tuple[str, bool], faults: dict[str, int] | None = None) -> None:
        self._users = users
        self._faults = faults or {}
        self.done: list[str] = []

    async def users(self) -> list[dict[str, Any]]:
        return [{"name": name, "admin": admin} for name, admin in self._users]

    async def remove(self, name: str) -> None:
        self._do("remove", name)

    async def demote(self, name: str) -> None:
        self._do("demote", name)

    def _do(self, deed: str, name: str) -> None:
        if name in self._faults:
            raise HTTPClientError(self._faults[name])
        self.done.append(f"{deed} {name}")


async def agreed(hub: Remembering) -> bool:
    return await agree(hub, await hub.users(), PEOPLE)


class AgreeTest(unittest.IsolatedAsyncioTestCase):
    async def test_who_is_served_is_left_alone(self) -> None:
        hub = Remembering(("alice", False), ("dana", True))
        self.assertTrue(await agreed(hub))
        self.assertEqual([], hub.done)

    async def test_nobody_is_made_an_admin(self) -> None:
        hub = Remembering(("dana", False))
        self.assertTrue(await agreed(hub))
        self.assertEqual([], hub.done, "their next login does that")

    async def test_who_is_gone_is_forgotten(self) -> None:
        hub = Remembering(("eve", True), ("alice", True), ("bob", False))
        self.assertTrue(await agreed(hub))
        self.assertEqual(["remove eve", "demote alice", "remove bob"], hub.done)

    async def test_what_fails_keeps_nothing_else_from_being_done(self) -> None:
        hub = Remembering(("eve", False), ("bob", False), faults={"eve": 400})
        self.assertFalse(await agreed(hub))
        self.assertEqual(["remove bob"], hub.done)

    async def test_who_went_by_themselves_is_gone(self) -> None:
        self.assertTrue(await agreed(Remembering(("eve", False), faults={"eve": 404})))


if __name__ == "__main__":
    unittest.main()
