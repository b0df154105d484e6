"""Users who work at the same moment, each in a transaction of their own, as over RPC."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from unittest.mock import patch

from psycopg2 import OperationalError

from odoo import api
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.service import model as rpc

TIMEOUT = 60  # seconds before a test that waits for nobody fails


@dataclass
class User:
    """Somebody with a login; their calls go through Odoo's RPC service, with its retries."""

    database: str
    login: str
    uid: int

    @classmethod
    def create(cls, registry, cr, login, groups=("receivables_ext.group_receivables_user",)):
        env = api.Environment(cr, api.SUPERUSER_ID, {})
        user = env["res.users"].search([("login", "=", login)])
        if not user:
            user = env["res.users"].create(
                {
                    "name": login,
                    "login": login,
                    "password": login,
                    "group_ids": [Command.link(env.ref(group).id) for group in groups],
                }
            )
        return cls(registry.db_name, login, user.id)

    def call(self, records, method, *args):
        """Call a public method on ``records``; return its result or its refusal."""
        if records.ids:
            args = (records.ids, *args)
        try:
            return rpc.dispatch(
                "execute_kw",
                [self.database, self.uid, self.login, records._name, method, args],
            )
        except (UserError, OperationalError) as error:
            return error
        finally:
            # A thread of a server ends with its request.
            threading.current_thread().__dict__.pop("uid", None)


def together(*acts):
    """Start all ``acts`` at the same moment; return their results in order."""
    barrier = threading.Barrier(len(acts), timeout=TIMEOUT)

    def start(act):
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool, without_pause():
        return [future.result(TIMEOUT) for future in [pool.submit(start, act) for act in acts]]


def without_pause():
    """Core pauses for seconds before it tries again; its tries stay, the pauses shrink."""
    return patch.object(rpc.random, "uniform", lambda start, end: 0.05)


class Meeting:
    """Two users in a chosen order: one is kept waiting at a given method until released."""

    def __init__(self, registry):
        self.registry = registry
        self.pool = ThreadPoolExecutor(1)
        self.arrived, self.go = threading.Event(), threading.Event()

    @contextmanager
    def waiting(self, model, method, act, *, after=False):
        """``act`` runs in another thread and waits at ``method``; go on when the block ends.

        Before the method, it has already read the database, whose picture is then fixed for
        the whole transaction; after the method, everything is written and nothing committed.

        :return: the function that gives the result of ``act``, to call after the block
        """
        original = getattr(self.registry[model], method)
        waiter = []

        @wraps(original)  # what a remote call reads on the method stays on it
        def wait(records, *args, **kwargs):
            mine = threading.get_ident() in waiter and not self.arrived.is_set()
            if mine and not after:
                self._wait(records)
            result = original(records, *args, **kwargs)
            if mine and after:
                self._wait(records)
            return result

        def start():
            waiter.append(threading.get_ident())
            return act()

        with patch.object(self.registry[model], method, wait), without_pause():
            future = self.pool.submit(start)
            try:
                assert self.arrived.wait(TIMEOUT), "the other user never came: " + str(
                    future.done() and future.result()
                )
                yield lambda: future.result(TIMEOUT)
            finally:
                self.go.set()
                future.exception(TIMEOUT)
                self.pool.shutdown()

    def _wait(self, records):
        records.env.flush_all()
        records.env.cr.execute("SELECT 1")
        self.arrived.set()
        assert self.go.wait(TIMEOUT)
