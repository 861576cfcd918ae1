"""Who may log in and who is an admin, before an authenticator of JupyterHub's."""

from __future__ import annotations

import os
import tempfile
import time
import unittest
import unittest.mock
from types import SimpleNamespace
from typing import Any

from hubwarden_jupyterhub import HubwardenMixin
from hubwarden_jupyterhub.refusal import Refusal
from jupyterhub.auth import Authenticator
from test_people import text


class Believing(Authenticator):
    """Believes everybody, also that they are admins."""

    async def authenticate(self, handler: Any, data: dict[str, str]) -> Any:
        return {"name": data["username"], "admin": True} if data["username"] != "mallory" else None


class Login(HubwardenMixin, Believing):
    """What is tested."""


class MixinTest(unittest.IsolatedAsyncioTestCase):
    def setUp(self) -> None:
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.path = os.path.join(directory.name, "hub.json")
        self.say()
        self.login = self.made()

    def made(self, **settings: Any) -> Login:
        """JupyterHub 5 lets nobody in by itself, and asks nobody who is let in by this."""
        everybody = {"allow_all": True} if hasattr(Authenticator, "allow_all") else {}
        return Login(hubwarden_people=self.path, **{**everybody, **settings})

    def say(self, **other: Any) -> None:
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(text(**{"written_at": now, **other}))

    async def log_in(self, name: str) -> Any:
        return await self.login.get_authenticated_user(None, {"username": name})

    async def refresh(self, name: str, admin: bool) -> Any:
        return await self.login.refresh_user(SimpleNamespace(name=name, admin=admin))

    async def test_the_file_says_who_is_an_admin(self) -> None:
        self.assertIs(False, (await self.log_in("alice"))["admin"])
        self.assertIs(True, (await self.log_in("dana"))["admin"])
        self.assertIs(True, (await self.log_in("DANA"))["admin"], "names are the hub's")

    async def test_who_is_not_listed_is_told_so(self) -> None:
        with self.assertRaises(Refusal) as refused:
            await self.log_in("eve")
        self.assertEqual(403, refused.exception.status_code)
        shown = refused.exception.log_message % refused.exception.args
        self.assertIn("eve is not among the users of this hub", shown)
        with self.assertRaises(Refusal) as odd:
            await self.log_in("100%s")
        self.assertIn("100%s is not", odd.exception.log_message % odd.exception.args)

    async def test_who_is_nobody_is_asked_no_further(self) -> None:
        self.assertIsNone(await self.log_in("mallory"))

    async def test_what_the_authenticator_demands_is_still_demanded(self) -> None:
        if hasattr(Authenticator, "allow_all"):
            self.login.allow_all = False
        self.login.allowed_users = {"dana"}
        self.assertIsNone(await self.log_in("alice"))
        self.assertIsNotNone(await self.log_in("dana"))
        self.login.blocked_users = {"dana"}
        self.assertIsNone(await self.log_in("dana"))

    async def test_the_hubs_own_admins_do_not_count(self) -> None:
        self.login = self.made(admin_users={"alice"})
        self.assertEqual(set(), self.login.admin_users)
        self.assertIs(False, (await self.log_in("alice"))["admin"])

    async def test_a_hook_does_not_make_admins(self) -> None:
        async def hook(authenticator: Any, handler: Any, authentication: Any) -> Any:
            return {**authentication, "admin": True, "seen": True}

        self.login.post_auth_hook = hook
        got = await self.log_in("alice")
        self.assertTrue(got["seen"])
        self.assertIs(False, got["admin"])

    async def test_who_stays_as_they_were_is_left_alone(self) -> None:
        self.assertIs(True, await self.refresh("alice", False))
        self.assertIs(True, await self.refresh("dana", True))

    async def test_rights_come_and_go(self) -> None:
        self.assertEqual({"name": "alice", "admin": False}, await self.refresh("alice", True))
        self.assertEqual({"name": "dana", "admin": True}, await self.refresh("dana", False))
        self.say(users=["dana"])
        self.assertIs(False, await self.refresh("alice", False))

    async def test_what_the_authenticator_refreshes_is_kept(self) -> None:
        async def refreshed(user: Any, handler: Any = None) -> Any:
            return answer

        for answer, expected in (
            (False, False),
            ({"auth_state": 1, "admin": True}, {"auth_state": 1, "name": "alice", "admin": False}),
        ):
            with self.subTest(answer), unittest.mock.patch.object(
                Believing, "refresh_user", staticmethod(refreshed)
            ):
                self.assertEqual(expected, await self.refresh("alice", False))

    async def test_where_nothing_is_said_nobody_is_let_in(self) -> None:
        os.unlink(self.path)
        with self.assertRaises(Refusal) as refused:
            await self.log_in("dana")
        self.assertEqual(503, refused.exception.status_code)
        self.assertIs(False, await self.refresh("dana", True))
        self.say(written_at="2020-01-01T00:00:00Z")
        with self.assertRaises(Refusal):
            await self.log_in("dana")


if __name__ == "__main__":
    unittest.main()
