"""The open directory: HSDS 3.1 over HTTP under /directory, for everybody, read only."""

from gateway.directory.application import routes, setup

__all__ = ["routes", "setup"]
