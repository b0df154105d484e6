"""What versions cost: to install on years of invoices, to register many, to read the turnover."""

import pytest

from odoo.fields import Domain

from odoo.addons.receivables_ext.models.invoices.versions.content import DOCUMENTS
from odoo.addons.receivables_ext.models.invoices.versions.install import write_first_versions

from .measure import measure

pytestmark = pytest.mark.bench


def _forget_versions(env):
    """As the database was before the module came."""
    env.cr.execute("DELETE FROM receivables_revision")
    env.cr.execute(
        "UPDATE account_move SET revision_count = NULL, turnover_amount = NULL"
        " WHERE revision_count <> 0"
    )
    env.invalidate_all()


def test_versions_of_what_is_there(env, report):
    """Version 1.0 of every registered document, in one statement."""
    _forget_versions(env)
    count = env["account.move"].search_count(_registered())
    label = f"version 1.0 of {count:,} documents"
    ours = measure(env, label, lambda: write_first_versions(env), 1, 0)
    report.add(ours)
    assert ours.queries < 20
    assert ours.seconds < 60


def test_turnover_by_month(env, report):
    """The pivot: every document and every item on income of the ledger."""
    _forget_versions(env)
    write_first_versions(env)
    Turnover = env["receivables.turnover"]
    measures = ["turnover_amount:sum", "ledger_amount:sum", "difference:sum"]
    label = "turnover by month, of the whole ledger"
    report.add(
        measure(env, label, lambda: Turnover.formatted_read_group([], ["date:month"], measures))
    )
    label = "turnover, the first page of the list"
    report.add(measure(env, label, lambda: Turnover.search_read([], limit=80)))


def _registered():
    return Domain("move_type", "in", DOCUMENTS) & Domain("state", "=", "posted")
