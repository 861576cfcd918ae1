"""The spawner, without a daemon: what it sends, what it keeps, and what it makes of answers."""

from __future__ import annotations

import os
import socket
import unittest
from types import SimpleNamespace
from typing import Any

from hubwarden_jupyterhub import HubwardenSpawner
from hubwarden_jupyterhub.daemon import Account, Fault
from hubwarden_jupyterhub.listening import listeners
from hubwarden_jupyterhub.refusal import Refusal
from traitlets.config import Config

NOT_DECLARED = Fault("org.hubwarden1.Error.NotDeclared", "eve is not listed")
ABSENT = Fault("org.freedesktop.DBus.Error.NoReply", "the daemon cannot be reached")
BUSY = Fault("org.hubwarden1.Error.Busy", "try again in a moment")


class Answering:
    """Answers as it is told to; starts a server by listening on its port."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.sockets: list[socket.socket] = []

    def _next(self, member: str) -> Any:
        self.asked.append(member)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def ensure_user(self, name: str) -> Account:
        return self._next("ensure")

    async def start_server(self, name: str, variables: dict[str, str]) -> None:
        if self._next("start"):
            port = int(variables["JUPYTERHUB_SERVICE_URL"].split(":")[2].split("/")[0])
            self.sockets.append(socket.create_server(("127.0.0.1", port)))

    async def stop_server(self, name: str) -> None:
        self._next("stop")

    async def server_state(self, name: str) -> str:
        return self._next("state")


def account(uid: int) -> Account:
    return Account("jupyter-alice", uid, "/home/jupyter-alice", "jupyter@alice.service")


class SpawnerTest(unittest.IsolatedAsyncioTestCase):
    def spawner(self, *answers: Any, name: str = "", **settings: Any) -> HubwardenSpawner:
        self.daemon = Answering(*answers)
        self.addCleanup(lambda: [each.close() for each in self.daemon.sockets])
        HubwardenSpawner._shared = self.daemon  # type: ignore[assignment]
        return HubwardenSpawner(
            config=Config(HubwardenSpawner=settings),
            user=SimpleNamespace(name="alice", url="/user/alice/", escaped_name="alice"),
            hub=SimpleNamespace(
                public_host="", api_url="http://127.0.0.1:8081/hub/api", base_url="/hub/"
            ),
            orm_spawner=SimpleNamespace(name=name, server=None, oauth_client=None),
            oauth_client_id="jupyterhub-user-alice",
            api_token="secret",
        )

    def test_only_what_a_hub_may_set_is_sent(self) -> None:
        os.environ["PYTHONPATH"] = "/tmp"
        self.addCleanup(lambda: os.environ.pop("PYTHONPATH"))
        spawner = self.spawner(
            environment={
                "JUPYTER_X": 1,
                "LD_PRELOAD": "/tmp/x.so",
                "BASH_ENV": "x",
                "JUPYTERHUB_A-B": "x",
            },
            mem_limit="1G",
        )
        with self.assertLogs(spawner.log, "WARNING") as told:
            sent = spawner.get_env()
        self.assertEqual("1", sent["JUPYTER_X"])
        self.assertEqual("secret", sent["JUPYTERHUB_API_TOKEN"])
        self.assertEqual(str(1 << 30), sent["MEM_LIMIT"])
        for never in ("LD_PRELOAD", "BASH_ENV", "PYTHONPATH", "PATH", "JUPYTERHUB_A-B"):
            self.assertNotIn(never, sent)
        self.assertIn("LD_PRELOAD of Spawner.environment", "".join(told.output))
        self.assertTrue(all(isinstance(value, str) for value in sent.values()))

    async def test_a_server_starts_and_is_remembered(self) -> None:
        spawner = self.spawner(account(os.getuid()), BUSY, True, "active")
        ip, port = await spawner.start()
        self.assertEqual("127.0.0.1", ip)
        self.assertEqual({os.getuid()}, listeners(port))
        self.assertIsNone(await spawner.poll())
        later = self.spawner("active")
        later.load_state(spawner.get_state())
        self.assertIsNone(await later.poll())
        later.clear_state()
        self.assertEqual({}, later.get_state())

    async def test_a_port_that_somebody_else_took_is_not_served(self) -> None:
        spawner = self.spawner(account(os.getuid() + 1), True)
        with self.assertRaisesRegex(Refusal, "took the port"):
            await spawner.start()

    async def test_a_server_that_ends_at_once_is_not_waited_for(self) -> None:
        spawner = self.spawner(account(os.getuid()), False, "activating", "failed")
        with self.assertRaisesRegex(Refusal, "journalctl -u jupyter@alice.service"):
            await spawner.start()

    async def test_what_the_daemon_says_is_shown(self) -> None:
        for fault, status in ((NOT_DECLARED, 403), (ABSENT, 503)):
            with self.assertRaises(Refusal) as refused:
                await self.spawner(fault).start()
            self.assertEqual(status, refused.exception.status_code)
            self.assertEqual(str(fault), refused.exception.jupyterhub_message)
            refused.exception.reason = "error"
            self.assertIsNone(refused.exception.reason, "the hub would show a text of its own")

    async def test_a_second_server_is_refused(self) -> None:
        with self.assertRaisesRegex(Refusal, "one server here"):
            await self.spawner(name="second").start()
        self.assertEqual([], self.daemon.asked)

    async def test_what_was_never_started_costs_no_question(self) -> None:
        self.assertEqual(0, await self.spawner().poll())
        self.assertEqual([], self.daemon.asked)

    async def test_not_to_know_is_not_to_be_dead(self) -> None:
        spawner = self.spawner(ABSENT, "deactivating", "inactive", "failed")
        spawner.load_state({"unit": "jupyter@alice.service"})
        self.assertEqual([None, None, 0, 1], [await spawner.poll() for _ in range(4)])

    async def test_a_server_is_stopped(self) -> None:
        spawner = self.spawner(BUSY, None)
        await spawner.stop()
        self.assertEqual(["stop", "stop"], self.daemon.asked)


if __name__ == "__main__":
    unittest.main()
