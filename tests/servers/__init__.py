"""Local servers for the tests."""

from tests.servers.bad_server import BadServer, Request, answer

__all__ = ["BadServer", "Request", "answer"]
