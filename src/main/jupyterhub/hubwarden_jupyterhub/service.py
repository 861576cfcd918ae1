"""Keeps the hub's own database from out-voting hubwarden: a service that the hub runs beside
itself.

JupyterHub remembers everybody who ever came, and who was made an admin. When the daemon says that
something changed, and every few minutes, whoever is not served any more is removed from the hub
with their server and tokens, and whoever is no admin any more is none in the hub. Where the daemon
says nothing, nobody is touched. The daemon is told who was deleted in the hub and is served all
the same.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
from typing import Any
from urllib.parse import quote, urlencode

from dbus_next import Message, MessageType
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest

from .daemon import INTERFACE, NAME, PATH, Daemon, connected
from .deletions import Deletions
from .people import FILE, People, PeopleFile, Silence

LOG = logging.getLogger("hubwarden")

PAGE = 200

QUIET = 0.3
"""Seconds in which further news is gathered."""

REGULAR = 120.0
"""Seconds between two looks when there is no news."""

SOON = 3.0
"""Seconds until the next look when the last one left something undone."""


class Hub:
    """The hub's API, as far as it is needed."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url.rstrip("/")
        self._headers = {
            "Authorization": f"token {token}",
            "Accept": "application/jupyterhub-pagination+json",
            "Content-Type": "application/json",
        }
        self._client = AsyncHTTPClient()

    async def users(self) -> list[dict[str, Any]]:
        """Everybody whom the hub remembers."""
        users: list[dict[str, Any]] = []
        offset: int | None = 0
        while offset is not None:
            page = await self._ask("GET", "/users?" + urlencode({"offset": offset, "limit": PAGE}))
            users.extend(page["items"])
            following = page["_pagination"]["next"]
            offset = following["offset"] if following else None
        return users

    async def remove(self, name: str) -> None:
        """Ends the user's server, and forgets the user and all their tokens."""
        await self._ask("DELETE", f"/users/{quote(name, safe='')}")

    async def demote(self, name: str) -> None:
        """Makes an ordinary user of an admin."""
        await self._ask("PATCH", f"/users/{quote(name, safe='')}", {"admin": False})

    async def _ask(self, method: str, path: str, body: Any = None) -> Any:
        request = HTTPRequest(
            self._url + path,
            method,
            self._headers,
            body=None if body is None else json.dumps(body),
            allow_nonstandard_methods=True,
            request_timeout=120,
        )
        answer = await self._client.fetch(request)
        return json.loads(answer.body) if answer.body else None


async def agree(hub: Hub, users: list[dict[str, Any]], people: People) -> bool:
    """Makes the hub forget what hubwarden took away. False where something is left to be done."""
    done = True
    for user in users:
        name = user["name"]
        if name not in people.users:
            done &= await _tried(
                hub.remove(name), f"{name} is removed: no user of this hub any more"
            )
        elif user.get("admin") and name not in people.admins:
            done &= await _tried(hub.demote(name), f"{name} is no admin any more")
    return done


async def _tried(deed: Any, sentence: str) -> bool:
    try:
        await deed
    except HTTPClientError as fault:
        if fault.code == 404:  # gone already
            return True
        LOG.warning("tried again in a moment: %s (%s)", sentence, fault)
        return False
    LOG.info("%s", sentence)
    return True


class Ear:
    """Hears the daemon say that something changed. A connection that was lost is made again."""

    def __init__(self, news: asyncio.Event) -> None:
        self._news = news

    async def listen(self) -> None:
        """Does so for ever."""
        while True:
            try:
                bus = await connected()
                bus.add_message_handler(self._hear)
                # The bus gives on only what the owner of the name says.
                await bus.call(
                    Message(
                        destination="org.freedesktop.DBus",
                        path="/org/freedesktop/DBus",
                        interface="org.freedesktop.DBus",
                        member="AddMatch",
                        signature="s",
                        body=[
                            f"type='signal',sender='{NAME}',path='{PATH}',"
                            f"interface='{INTERFACE}',member='Changed'"
                        ],
                    )
                )
                # What was said before is not heard any more.
                self._news.set()
                await bus.wait_for_disconnect()
            except (OSError, EOFError) as fault:
                LOG.warning("the bus is not there: %s", fault)
            await asyncio.sleep(SOON)

    def _hear(self, message: Message) -> bool:
        if message.message_type is MessageType.SIGNAL and message.interface == INTERFACE:
            self._news.set()
        return False


async def serve(hub: Hub, file: PeopleFile) -> None:
    """Does so for ever. What cannot be done is tried again, less and less often."""
    news = asyncio.Event()
    deletions = Deletions(Daemon())
    ear = asyncio.ensure_future(Ear(news).listen())
    try:
        pause, again = 0.0, SOON
        while True:
            await _until(news, pause)
            if await _agreed(hub, file, deletions):
                pause, again = REGULAR, SOON
            else:
                pause, again = again, min(2 * again, REGULAR)
    finally:
        ear.cancel()


async def _until(news: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(news.wait(), seconds)
        await asyncio.sleep(QUIET)
    except asyncio.TimeoutError:
        pass
    news.clear()


async def _agreed(hub: Hub, file: PeopleFile, deletions: Deletions) -> bool:
    try:
        people = file.read()
        users = await hub.users()
        done = await agree(hub, users, people)
        await deletions.look({user["name"] for user in users}, people)
        return done
    except Silence as silence:
        LOG.warning("nobody is touched: %s", silence)
        return True
    except (HTTPClientError, OSError) as fault:
        LOG.warning("the hub does not answer as it should: %s", fault)
        return False


def main() -> None:
    """The service, with what the hub gives it to begin with."""
    logging.basicConfig(level=logging.INFO, format="hubwarden: %(message)s")
    hub = Hub(os.environ["JUPYTERHUB_API_URL"], os.environ["JUPYTERHUB_API_TOKEN"])
    asyncio.run(serve(hub, PeopleFile(os.environ.get("HUBWARDEN_PEOPLE", FILE))))


if __name__ == "__main__":
    main()
