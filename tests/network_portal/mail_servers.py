"""Mail servers that fail in their own ways, on 127.0.0.1 and a port of their own."""

import contextlib
import socket
import socketserver
import threading

GREETING = b"220 here\r\n"


class Conversation(socketserver.StreamRequestHandler):
    """The bare minimum of SMTP; ``server.dies_after`` names the command after which it hangs up without a word."""

    def handle(self):
        self.wfile.write(GREETING)
        for line in self.rfile:
            command = line.split(b":")[0].split()[0].upper().decode()
            if command == self.server.dies_after:
                return
            if command == "DATA":
                self.wfile.write(b"354 go on\r\n")
                self.server.mails.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
                if self.server.dies_after == "MAIL TAKEN":
                    return
            self.wfile.write(b"221 bye\r\n" if command == "QUIT" else b"250 ok\r\n")


@contextlib.contextmanager
def mail_server(dies_after=None):
    """A running server with its ``port`` and the ``mails`` it took."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.daemon_threads, server.mails, server.dies_after = True, [], dies_after
        server.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@contextlib.contextmanager
def silent_server():
    """A server that takes the call and never says a word; gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]
