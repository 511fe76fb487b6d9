"""The port of the web server."""

import http.server
import socket
import threading

import pytest

from machine import ports
from machine.errors import MachineError


def test_a_port_on_which_something_listens_is_not_free():
    with socket.socket() as server:
        server.bind((ports.HOST, 0))
        server.listen()
        port = server.getsockname()[1]

        assert not ports.is_free(port)

    assert ports.is_free(port)


@pytest.mark.parametrize("text", ["", "0", "65536", "-1", "8000a", "８０００", "http"])
def test_what_is_no_port_is_refused_by_name(text):
    with pytest.raises(MachineError, match="PORT is"):
        ports.parse(text)


def test_a_port_is_a_number_up_to_65535():
    assert (ports.parse("1"), ports.parse("8000"), ports.parse("65535")) == (1, 8000, 65535)


def test_the_status_of_a_web_server_is_seen_and_silence_as_well():
    class Teapot(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(418)
            self.end_headers()

        def log_message(self, *arguments):
            """Say nothing."""

    with http.server.HTTPServer((ports.HOST, 0), Teapot) as server:
        port = server.server_address[1]
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        answered = ports.status(port)
        thread.join()

    assert answered == 418
    assert ports.status(port) is None
