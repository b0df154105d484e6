import json
import re

from lxml import etree

from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools import file_open
from odoo.tools.safe_eval import safe_eval

from ...rules import installments
from .installment_common import InstallmentCommon

PRESETS = {"status_late": {"overdue"}, "status_paid": {"settled"}}
PRESETS["status_to_collect"] = {*installments.STATUSES} - PRESETS["status_paid"]


def domains_of_screen():
    """The domain of each status in the zone of filters, as it is written for the browser."""
    with file_open("receivables_ext/static/src/schedule/criteria.js") as script:
        text = script.read()
    parts = {name: re.search(rf"const {name} = (\[.*?\]);", text)[1] for name in ("OPEN", "TO_PAY")}
    block = re.search(r"const STATUS_DOMAINS = (\{.*?\});", text, re.DOTALL)[1]
    block = re.sub(r"(\w+): ", r'"\1": ', block)
    for name, part in parts.items():
        block = block.replace(name, part)
    return json.loads(re.sub(r",(\s*\})", r"\1", block))


@tagged("post_install", "-at_install")
class TestInstallmentStatus(InstallmentCommon):
    """Database, filters and presets say of an installment what the rule says of it."""

    def setUp(self):
        super().setUp()
        docs = self.book(
            "\n".join(
                f"2026-05-01 invoice INV{rank} {amount} 2026-06-{day:02}"
                for rank, (day, amount) in enumerate(
                    (day, amount) for day in (8, 9, 10, 11, 12) for amount in (10.0, 20.0, 30.0)
                )
            )
        )
        for rank in range(15):
            money = self.book(f"2026-05-02 payment PAY{rank} 10.00")[f"PAY{rank}"]
            if rank % 2:
                self.settle_by_core(docs[f"INV{rank}"], money)
        self.env.user.group_ids += self.env.ref("receivables_ext.group_settle_outside")
        for rank in (0, 5, 14):  # late, partly paid and late, not due
            docs[f"INV{rank}"]._mark_settled_outside("Paid at the counter")

    def test_sql_says_what_the_rule_says(self):
        found = self.installments()
        self.assertEqual(len(found), 15)
        today = self.env["receivables.installment.query"]._today()
        for each in found:
            units = round(each.amount * 100), round(each.amount_to_collect * 100)
            self.assertEqual(
                each.status, installments.status(each.date_due, *units, today, each.settled_outside)
            )
        self.assertEqual({*found.mapped("status")}, {*installments.STATUSES})

    def test_filters_find_the_statuses_that_they_name(self):
        domains = domains_of_screen()
        self.assertEqual({*domains}, {*installments.STATUSES})
        for status, domain in domains.items():
            found = self.installments(Domain(domain))
            self.assertEqual(found, self._in_status({status}), status)

    def test_presets_find_the_statuses_that_they_name(self):
        view = self.env.ref("receivables_ext.view_installment_search")
        tree = etree.fromstring(self.Installment.get_view(view.id, "search")["arch"])
        presets = {node.get("name"): node.get("domain") for node in tree.iter("filter")}
        for name, statuses in PRESETS.items():
            found = self.installments(Domain(safe_eval(presets[name])))
            self.assertEqual(found, self._in_status(statuses), name)

    def _in_status(self, statuses):
        return self.installments().filtered(lambda each: each.status in statuses)
