"""The staff console under /staff: who waits, what was said and why, and the way to answer.

Routes read, check, call one service and answer. `lists` and `service` (conversations) and
`accounts` (people) are the services; `identity` says who is at the door; `words` turns codes into
sentences.
"""

from __future__ import annotations

from web.console import routes
from web.console.blueprint import blueprint

__all__ = ["blueprint", "routes"]
