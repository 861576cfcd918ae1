"""Who may log in and who is an admin, for any authenticator."""

from __future__ import annotations

from typing import Any

from jupyterhub.utils import maybe_future
from traitlets import Integer, Unicode
from traitlets.config import Configurable

from .people import FILE, People, PeopleFile, Silence
from .refusal import Refusal


class HubwardenMixin(Configurable):
    """Put before an authenticator, which goes on saying *who* somebody is; what they may comes
    from hubwarden alone.

    ``class MyAuthenticator(HubwardenMixin, GitHubOAuthenticator): pass``

    JupyterHub's own lists only ever add, so its ``admin_users`` is not obeyed. What else the
    authenticator demands, such as the domain of an address, is still demanded.
    """

    auth_refresh_age = Integer(
        60,
        help="""Seconds after which it is looked again whether somebody may still use the hub and
        is still an admin. It costs one look at a file, beside what the authenticator does.""",
    ).tag(config=True)

    hubwarden_people = Unicode(
        FILE, help="The file in which hubwarden says who the hub's people are."
    ).tag(config=True)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._people = PeopleFile(self.hubwarden_people)
        if self.admin_users:
            self.log.warning(
                "admin_users is not obeyed: who is an admin stands in hubwarden's state file"
            )
            self.admin_users = set()

    async def run_post_auth_hook(self, handler: Any, authentication: Any) -> Any:
        """The last word of a login. JupyterHub 5 asks check_allowed only where allow_all is off,
        and whatever made an admin of somebody before, the state file decides.
        """
        authentication = await super().run_post_auth_hook(handler, authentication)
        if not authentication:
            return authentication
        name = authentication["name"]
        try:
            people = self._people.read()
        except Silence as silence:
            raise Refusal(503, str(silence)) from silence
        if name not in people.users:
            self.log.warning("hubwarden does not list %r", name)
            raise Refusal(403, undeclared(name))
        return {**authentication, "admin": name in people.admins}

    async def refresh_user(self, user: Any, handler: Any = None) -> Any:
        """Whether somebody who is logged in may still be, and as what."""
        try:
            people = self._people.read()
        except Silence as silence:
            self.log.warning("%s", silence)
            return False
        if user.name not in people.users:
            self.log.warning("hubwarden does not list %r any more", user.name)
            return False
        fresh = await maybe_future(super().refresh_user(user, handler))
        return self._as_listed(user, fresh, people)

    @staticmethod
    def _as_listed(user: Any, fresh: Any, people: People) -> Any:
        is_admin = user.name in people.admins
        if not fresh or (fresh is True and bool(user.admin) == is_admin):
            return fresh
        answer = {} if fresh is True else dict(fresh)
        return {**answer, "name": user.name, "admin": is_admin}


def undeclared(name: str) -> str:
    """The sentence for somebody whom the state file does not list."""
    return (
        f"{name} is not among the users of this hub. An administrator of the machine can add the"
        " name under users in /etc/hubwarden/state.yaml"
    )
