"""Who asks, what they ask with, and what an answer may be.

A few examples, the same ones each time; ``make random`` plays many, new ones each time.
"""

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from psycopg2 import IntegrityError

from odoo.exceptions import AccessDenied, RedirectWarning, UserError
from odoo.tools import SQL

from odoo.addons.receivables_ext.tests.receipts.receipt_archive_common import ReceiptArchiveCommon

LONG = os.environ.get("LONG") == "yes"
ROLES = {
    "clerk": "base.group_user,receivables_ext.group_receivables_user",
    "manager": "base.group_user,receivables_ext.group_receivables_manager",
    "invoicing": "base.group_user,account.group_account_invoice",
    "salesperson": "base.group_user,sales_team.group_sale_salesman",
    "portal": "base.group_portal",
}
WATCHED = (
    *("account_move", "account_move_line", "account_payment", "account_partial_reconcile"),
    *("receivables_receipt", "receivables_receipt_access", "receivables_statement_copy"),
    *("receivables_installment_note", "res_partner", "ir_attachment", "mail_message"),
)
"""Tables in which a refusal must leave nothing."""
REFUSALS = (UserError, RedirectWarning, AccessDenied, IntegrityError)
"""The last one is worded by core, as for every form that leaves a mandatory field empty."""

texts = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["", "\0", "some day", "2026-01-01", "id desc", "x" * 5000, "tax_included"]),
)
numbers = st.one_of(
    st.integers(-3, 50),
    st.sampled_from([2**31 - 1, 2**31, 2**63, 10**30, 1e300, float("inf"), float("nan"), 0.5]),
)
scalars = st.one_of(st.none(), st.booleans(), numbers, texts)
anything = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(texts, st.integers(0, 9)), inner, max_size=3),
    ),
    max_leaves=5,
)


def examples(short):
    """How many examples, and which: the same ones in a short run."""
    return settings(
        max_examples=short * 6 if LONG else short,
        derandomize=not LONG,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        print_blob=True,
        suppress_health_check=[*HealthCheck],
    )


class FuzzCommon(ReceiptArchiveCommon):
    """A customer with something of everything, and a person of each role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.book(
            """
            2026-01-05 invoice B 300 2026-02-28=50,2026-03-31=50
            2026-01-12 payment P 100
            2026-01-13 draft D 50
            """
        )
        cls.receipt("REC/1")
        contact = cls.env["res.partner"].create({"name": "Ann", "parent_id": cls.customer.id})
        cls.people = {
            role: cls.member(
                f"fuzz_{role}", groups, **({"partner_id": contact.id} if role == "portal" else {})
            )
            for role, groups in ROLES.items()
        }
        cls.env.flush_all()

    def traces(self):
        """What the watched tables hold: rows, and when one was written last."""
        self.env.flush_all()
        rows = (
            SQL(
                "SELECT %s, COUNT(*), MAX(id), SUM(hashtext(item::text)::bigint) FROM %s item",
                table,
                SQL.identifier(table),
            )
            for table in WATCHED
        )
        return sorted(self.env.execute_query(SQL(" UNION ALL ").join(rows)))
