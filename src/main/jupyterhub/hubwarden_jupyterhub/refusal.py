"""What the hub shows to somebody who does not get what they asked for."""

from __future__ import annotations

from tornado.web import HTTPError


class Refusal(HTTPError):
    """A sentence for the hub's pages, wherever the hub shows it: at once, after a while, or in the
    answer of its API.

    The hub writes "error" into the reason of whatever goes wrong in a spawner, and shows a text of
    its own in place of the message of whatever has a reason. So this one has none.
    """

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(status, sentence)
        self.jupyterhub_message = sentence

    @property
    def reason(self) -> None:
        return None

    @reason.setter
    def reason(self, text: object) -> None:
        pass
