from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from ..common import ReceivablesCommon

# The manual's own words
TITLES = {
    "code": "Code",
    "date_expected": "Date de règlement",
    "document": "Titre / Document",
    "partner_id": "Tiers",
    "date_due": "Date d'échéance",
    "settled": "Versé",
}


@tagged("post_install", "-at_install")
class TestInstallmentViews(ReceivablesCommon):
    """The views of the schedule, as the browser is given them."""

    def test_the_columns_have_the_french_titles_of_the_manual(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        module = self.env["ir.module.module"].search([("name", "=", "receivables_ext")])
        module._update_translations(["fr_FR"], overwrite=True)
        schedule = self.env["receivables.installment"].with_context(lang="fr_FR")
        arch = etree.fromstring(schedule.get_view(view_type="list")["arch"])
        titles = schedule.fields_get(TITLES, ["string"])
        for name, title in TITLES.items():
            (column,) = arch.xpath(f"//field[@name='{name}']")
            self.assertEqual(column.get("string") or titles[name]["string"], title)

    def test_each_preset_is_understood_and_agrees_with_the_status(self):
        self.book("""
            2026-01-01 invoice LATE   100 2026-01-31
            2026-01-01 invoice FUTURE 200 2099-01-31
        """)
        schedule = self.env["receivables.installment"]
        search = self.env.ref("receivables_ext.view_installment_search")
        found = {}
        for preset in etree.fromstring(search.arch).xpath("//filter[@domain]"):
            found[preset.get("name")] = schedule.search(
                [
                    ("partner_id", "=", self.customer.id),
                    *safe_eval(preset.get("domain"), {"uid": self.env.uid}),
                ]
            ).mapped("status")
        self.assertEqual(found["status_late"], ["overdue"])
        self.assertEqual(found["status_to_collect"], ["overdue", "due"])
        for empty in ("status_paid", "status_partly", "status_promised", "period_week"):
            self.assertEqual(found[empty], [], empty)
