# A JupyterHub beside hubwarden: to be copied to /etc/jupyterhub.
load_subconfig("/usr/share/hubwarden/jupyterhub/jupyterhub_config.d/hubwarden.py")

# Only this machine reaches it. A web server with a certificate stands before it, or c.JupyterHub.ssl_key and ssl_cert.
c.JupyterHub.bind_url = "http://127.0.0.1:8000"

# Debian 12 has the notebook without JupyterLab. Where JupyterLab is installed, take this out.
c.Spawner.environment = {"JUPYTERHUB_SINGLEUSER_APP": "notebook.notebookapp.NotebookApp"}
