"""What a JupyterHub beside hubwarden needs. Load it from jupyterhub_config.py, and say after it
what is to be otherwise:

    load_subconfig("/usr/share/hubwarden/jupyterhub/jupyterhub_config.d/hubwarden.py")
    c.JupyterHub.bind_url = "http://127.0.0.1:8000"
"""

import sys

from jupyterhub._version import version_info

HUBWARDEN = "/usr/share/hubwarden/jupyterhub"
if HUBWARDEN not in sys.path:
    sys.path.insert(0, HUBWARDEN)

c = get_config()  # noqa: F821, which JupyterHub defines

c.JupyterHub.spawner_class = "hubwarden_jupyterhub.HubwardenSpawner"

# Passwords that an administrator hands out. For your organisation's login, put the mixin before
# its authenticator:
#
#     from hubwarden_jupyterhub import HubwardenMixin
#     from oauthenticator.github import GitHubOAuthenticator
#
#     class Login(HubwardenMixin, GitHubOAuthenticator):
#         pass
#
#     c.JupyterHub.authenticator_class = Login
c.JupyterHub.authenticator_class = "hubwarden_jupyterhub.HubwardenAuthenticator"
if version_info >= (5,):
    # Whoever has a password, and whom hubwarden lists. Another authenticator is to be told whom it
    # lets in by its own settings.
    c.HubwardenAuthenticator.allow_all = True

# The admin console says what counts.
c.JupyterHub.template_paths.insert(0, f"{HUBWARDEN}/templates")

# Looked at once more before a server starts, and not only every minute.
c.Authenticator.refresh_pre_spawn = True

# Servers are units of systemd and outlive the hub.
c.JupyterHub.cleanup_servers = False

# A server's unit is there once systemd has started it; a notebook takes a while longer to listen.
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 60

# Takes whoever is not served any more out of the hub's database, with server and tokens, within
# seconds.
c.JupyterHub.services.append(
    {
        "name": "hubwarden",
        # Since 4.1.6 and 5.1.0 JupyterHub lets nobody but admins change an admin, whatever their
        # scopes are, and to take the flag away is such a change.
        "admin": True,
        "command": [sys.executable, "-m", "hubwarden_jupyterhub.service"],
        "environment": {"PYTHONPATH": HUBWARDEN},
    }
)
c.JupyterHub.load_roles.append(
    {
        "name": "hubwarden",
        "description": "Remove users and demote admins whom hubwarden does not list",
        "scopes": ["admin:users", "admin:servers", "list:users", "delete:users"],
        "services": ["hubwarden"],
    }
)
