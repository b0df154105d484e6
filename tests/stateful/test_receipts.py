"""Receipts made by several workers, beside people who settle, by a process that dies."""

import signal
import subprocess
import sys
import time
from collections import Counter
from unittest.mock import patch

import pytest

from odoo.fields import Domain

from odoo.addons.base.models.ir_mail_server import IrMail_Server

from tests.stateful.model import INVOICE, PAYMENT
from tests.stateful.receipt_run import ISSUE, printing, work
from tests.stateful.test_two_users import apply, book
from tests.stateful.users import Meeting, together
from tests.stateful.world import CUSTOMERS


@pytest.fixture
def sending(world):
    """A company that sends receipts; what others left in the queue is made first."""
    world.company.write({"receipt_policy": "send", "receipt_clearing": "registration"})
    world.partners[CUSTOMERS[0]].email = "acme@example.com"
    world.cr.commit()
    with printing():
        work(world.registry)
    return world


@pytest.fixture
def waiting(sending):
    """Four invoices just settled: ids of their documents."""
    keys = [book(sending, (INVOICE, 1000), (PAYMENT, 1000)) for _number in range(4)]
    settle(sending, *((invoice, payment, 1000) for invoice, payment in keys))
    return receipts(sending, *(invoice for invoice, _payment in keys)).ids


def settle(world, *rows):
    world.env["receivables.allocation"].apply([world.row(*row) for row in rows])
    world.cr.commit()


def receipts(world, *invoices):
    """The documents of some invoices, as committed."""
    world.cr.rollback()
    world.env.invalidate_all()
    moves = [world.records[name].id for name, _rank in invoices]
    return world.env["receivables.receipt"].search(Domain("move_id", "in", moves), order="id")


def committed(world, ids):
    world.cr.rollback()
    world.env.invalidate_all()
    return world.env["receivables.receipt"].browse(ids)


def mails(world, ids):
    """How many mails each document has."""
    moves = committed(world, ids).move_id
    found = world.env["mail.mail"].sudo().search([("model", "=", "account.move")])
    return Counter(mail.res_id for mail in found if mail.res_id in moves.ids)


def test_two_workers_never_make_the_same(sending, waiting):
    made = Counter()

    def render(receipt):
        made[receipt.id] += 1
        time.sleep(0.1)

    with printing(render):
        together(*[lambda: work(sending.registry)] * 2)
        work(sending.registry)  # what they left to each other
    assert {made[receipt_id] for receipt_id in waiting} == {1}
    assert {*committed(sending, waiting).mapped("state")} == {"issued"}
    assert {*mails(sending, waiting).values()} == {1}


def test_who_settles_does_not_wait_for_what_is_being_made(sending, users):
    """What was made meanwhile is dropped: there is one document, of the last state."""
    invoice, one, two = book(sending, (INVOICE, 1000), (PAYMENT, 400), (PAYMENT, 600))
    settle(sending, (invoice, one, 400))
    act = apply(sending, users[0], (invoice, two, 600))
    with (
        printing(),
        Meeting(sending.registry).waiting(
            ISSUE, "_prepare_file_vals", lambda: work(sending.registry)
        ),
    ):
        start = time.monotonic()
        assert len(act()) == 1
        assert time.monotonic() - start < 10
    sending.adopt()
    [receipt] = receipts(sending, invoice)
    assert (receipt.kind, receipt.state) == ("receipted", "queued")
    with printing():
        work(sending.registry)
    [receipt] = receipts(sending, invoice)
    assert (receipt.state, receipt.data) == ("issued", {"remaining": 0.0})


def test_two_payments_at_the_same_moment_have_one_document(sending, users):
    invoice, one, two = book(sending, (INVOICE, 1000), (PAYMENT, 400), (PAYMENT, 600))
    first = apply(sending, users[0], (invoice, one, 400))
    second = apply(sending, users[1], (invoice, two, 600))
    for act, result in zip((first, second), together(first, second), strict=True):
        if isinstance(result, Exception):  # told that the invoice is in use
            assert len(act()) == 1
    sending.adopt()
    [receipt] = receipts(sending, invoice)
    assert (receipt.kind, receipt.state) == ("receipted", "queued")


@pytest.mark.parametrize(
    ("model", "method"),
    [(ISSUE, "_prepare_content"), (ISSUE, "_prepare_file_vals"), (ISSUE, "_deliver_receipt")],
)
def test_a_killed_process_loses_nothing_and_sends_nothing_twice(
    request, sending, waiting, model, method
):
    """Killed in the third document: once computed, once printed, once mailed and not committed."""
    command = [sys.executable, "-m", "tests.stateful.receipt_run", sending.registry.db_name]
    run = subprocess.run(
        [*command, model, method, "3"], cwd=request.config.rootpath, check=False, timeout=120
    )
    assert run.returncode == -signal.SIGKILL
    states = committed(sending, waiting).mapped("state")
    assert states == ["issued", "issued", "queued", "queued"]
    assert [*mails(sending, waiting).values()] == [1, 1]
    with printing():
        work(sending.registry)
    done = committed(sending, waiting)
    assert {*done.mapped("state")} == {"issued"}
    assert len({*done.mapped("name")}) == 4
    assert [*mails(sending, waiting).values()] == [1, 1, 1, 1]
    assert len(send_all(sending, done)) == 4
    assert {*committed(sending, waiting).mapped("state")} == {"sent"}


def send_all(world, done):
    """Let core's queue send; return the subjects that the mail server accepted."""
    sent = []

    def accept(server, message, *args, **kwargs):
        sent.append(message["Subject"])
        return message["Message-Id"]

    with (
        patch.object(IrMail_Server, "send_email", accept),
        patch.object(IrMail_Server, "_connect__", lambda *args, **kwargs: None),
        patch.object(IrMail_Server, "_disable_send", lambda self: False),
    ):
        done.sudo().mail_id.send()
    world.cr.commit()
    assert len({*sent}) == len(sent)
    return sent
