#!/usr/bin/python3
"""A server that says whose it is and nothing else: fifty notebooks would take a test machine
minutes.
"""

import getpass
import os
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlparse


class Saying(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"{getpass.getuser()} {os.environ['JUPYTERHUB_USER']}\n".encode())


place = urlparse(os.environ["JUPYTERHUB_SERVICE_URL"])
HTTPServer((place.hostname, place.port), Saying).serve_forever()
