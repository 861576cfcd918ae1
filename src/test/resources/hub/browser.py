"""Does with a hub what a browser does: the login form, the wait for a server, the way there and
back by OAuth, kernels and terminals.

    browser.py USER PASSWORD ORDER [ARGUMENT...]

Prints what came of it, and ends with 0 even where the hub refuses: what it shows then is printed.
"""

from __future__ import annotations

import asyncio
import html
import json
import re
import sys
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urljoin, urlparse

import requests
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

HUB = "http://127.0.0.1:8000"
PATIENCE = 110
CODE = (
    "import subprocess; print(subprocess.run({!r}, shell=True, capture_output=True,"
    " text=True).stdout, end='')"
)


class Refused(Exception):
    """The hub shows this instead."""


class Browser:
    """One person's."""

    def __init__(self, user: str, password: str) -> None:
        self.user = user
        self.password = password
        self.session = requests.Session()

    def log_in(self) -> requests.Response:
        """Fills in the form; ends where the hub leads."""
        form = self.session.get(HUB + "/hub/login", timeout=PATIENCE)
        action = html.unescape(re.search(r'<form action="([^"]+)"', form.text)[1])
        hidden = dict(
            re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form.text)
        )
        fields = {**hidden, "username": self.user, "password": self.password}
        answer = self.session.post(urljoin(form.url, action), data=fields, timeout=PATIENCE)
        if "/hub/login" in answer.url:
            raise Refused(shown(answer))
        return answer

    def server(self) -> str:
        """Logs in and waits for the server; its address."""
        answer = self.log_in()
        if "/spawn" not in answer.url and f"/user/{self.user}/" not in answer.url:
            answer = self.session.get(HUB + "/hub/spawn", timeout=PATIENCE)
        end = time.monotonic() + PATIENCE
        while "/spawn" in answer.url and time.monotonic() < end:
            if not answer.ok:
                raise Refused(shown(answer))
            time.sleep(0.5)
            answer = self.session.get(answer.url, timeout=PATIENCE)
        if not answer.ok or f"/user/{self.user}/" not in answer.url:
            raise Refused(shown(answer))
        return f"{HUB}/user/{self.user}/"

    def api(self, method: str, address: str, body: Any = None) -> Any:
        """A call as the pages of a notebook server make it."""
        headers = {"X-XSRFToken": self.token(address), "Referer": address}
        answer = self.session.request(
            method, address, json=body, headers=headers, timeout=PATIENCE
        )
        if not answer.ok or "application/json" not in answer.headers.get("Content-Type", ""):
            raise Refused(shown(answer))
        return answer.json()

    def token(self, address: str) -> str:
        """What shows that a page of this address asks: it is in the cookie of the longest path."""
        tokens = [each for each in self.session.cookies if each.name == "_xsrf"]
        fitting = [each for each in tokens if urlparse(address).path.startswith(each.path)]
        return max(fitting, key=lambda each: len(each.path)).value if fitting else ""

    async def socket(self, address: str) -> Any:
        prepared = self.session.prepare_request(requests.Request("GET", address))
        request = HTTPRequest(
            address.replace("http:", "ws:", 1),
            headers={"Cookie": prepared.headers.get("Cookie", "")},
        )
        return await websocket_connect(request)

    async def kernel(self, code: str) -> str:
        """What a cell prints: in the kernel that runs, or in a new one."""
        address = self.server()
        kernels = self.api("GET", address + "api/kernels") or [
            self.api("POST", address + "api/kernels", {})
        ]
        socket = await self.socket(
            f"{address}api/kernels/{kernels[0]['id']}/channels?session_id={uuid.uuid4().hex}"
        )
        header = {
            "msg_id": uuid.uuid4().hex,
            "username": "",
            "session": uuid.uuid4().hex,
            "msg_type": "execute_request",
            "version": "5.3",
        }
        await socket.write_message(
            json.dumps(
                {
                    "header": header,
                    "parent_header": {},
                    "metadata": {},
                    "channel": "shell",
                    "content": {
                        "code": code,
                        "silent": False,
                        "store_history": False,
                        "allow_stdin": False,
                    },
                }
            )
        )
        printed = ""
        while True:
            text = await asyncio.wait_for(socket.read_message(), PATIENCE)
            message = json.loads(text)
            if message["parent_header"].get("msg_id") != header["msg_id"]:
                continue
            content = message["content"]
            if message["msg_type"] == "stream":
                printed += content["text"]
            elif message["msg_type"] == "error":
                printed += f"{content['ename']}: {content['evalue']}\n"
            elif message["msg_type"] == "status" and content["execution_state"] == "idle":
                return printed

    async def terminal(self, line: str) -> str:
        """What a line of shell prints in a terminal."""
        address = self.server()
        name = self.api("POST", address + "api/terminals")["name"]
        socket = await self.socket(f"{address}terminals/websocket/{name}")
        # The terminal echoes the line, so the mark must not stand in it as it will be printed.
        await socket.write_message(json.dumps(["stdin", f"{line}; printf 'e%s\\n' nd-of-it\r"]))
        printed = ""
        while "end-of-it\r\n" not in printed:
            kind, *text = json.loads(await asyncio.wait_for(socket.read_message(), PATIENCE))
            printed += text[0] if kind == "stdout" else ""
        return printed


def shown(answer: requests.Response) -> str:
    """What a page says: its messages, or all of its text."""
    if "application/json" in answer.headers.get("Content-Type", ""):
        return f"{answer.status_code}: {answer.text}\n"
    body = re.sub(r"(?s)<(script|style|head)\b.*?</\1>|<!--.*?-->", " ", answer.text)
    return (
        f"{answer.status_code}: "
        + " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body)).split())
        + "\n"
    )


async def obey(browser: Browser, order: str, arguments: list[str]) -> str:
    if order == "login":
        return shown(browser.log_in())
    if order == "spawn":
        return browser.server() + "\n"
    if order == "kernel":
        return await browser.kernel(arguments[0])
    if order == "sh":
        return await browser.kernel(CODE.format(arguments[0]))
    if order == "terminal":
        return await browser.terminal(arguments[0])
    if order == "stay":
        return stay(browser)
    if order == "page":
        browser.log_in()
        return shown(browser.session.get(HUB + arguments[0], timeout=PATIENCE))
    if order == "while":
        return as_long_as(browser, arguments[0], HUB + "/hub/api" + arguments[1])
    if order == "crowd":
        return crowd(browser, int(arguments[0]))
    if order == "hub":
        browser.log_in()
        return json.dumps(browser.api(arguments[0], HUB + "/hub/api" + arguments[1])) + "\n"
    raise SystemExit(f"no order: {order}")


def stay(browser: Browser) -> str:
    """Stays in the hub until it is thrown out, and says so when it is in."""
    address = browser.server()
    print("in", flush=True)
    while True:
        time.sleep(0.5)
        hub = browser.session.get(HUB + "/hub/home", timeout=PATIENCE)
        if "/hub/login" in hub.url:
            return "out of the hub\n" + shown(
                browser.session.get(address + "api/status", timeout=PATIENCE)
            )


def as_long_as(browser: Browser, method: str, address: str) -> str:
    """Asks the hub's API the same until it is refused, in one session; says so when it is in."""
    browser.log_in()
    browser.api(method, address)
    print("in", flush=True)
    while True:
        time.sleep(0.5)
        browser.api(method, address)


def crowd(one: Browser, people: int) -> str:
    """So many log in at the same moment, u0 and so on, with the same password, and wait for their
    servers; what those say.
    """
    together = threading.Barrier(people)

    def arrive(number: int) -> str:
        browser = Browser(f"u{number}", one.password)
        together.wait()
        return browser.session.get(browser.server(), timeout=PATIENCE).text

    with ThreadPoolExecutor(people) as everybody:
        return "".join(everybody.map(arrive, range(people)))


def main() -> None:
    user, password, order, *arguments = sys.argv[1:]
    try:
        print(asyncio.run(obey(Browser(user, password), order, arguments)), end="")
    except Refused as refused:
        print(refused, end="")


if __name__ == "__main__":
    main()
