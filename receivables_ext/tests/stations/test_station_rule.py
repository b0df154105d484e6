import itertools

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .station_common import StationCommon


@tagged("post_install", "-at_install")
class TestStationRule(StationCommon):
    """Documents of other stations may be hidden."""

    def documents(self):
        """An invoice and a payment of each shop and of none."""
        users = (self.clerk, self.there, self.env.user)
        invoices = self.env["account.move"].union(*map(self.invoice, users))
        payments = self.env["account.payment"].union(*map(self.enter, users))
        payments.sudo().action_post()
        return invoices.sudo(), payments.sudo()

    def seen(self, user, records):
        """Codes of the stations of those of ``records`` that ``user`` sees."""
        model = records.with_user(user).sudo(False)
        found = model.search([("id", "in", records.ids)], order="id")
        return [record.station_id.code for record in found.sudo()]

    def test_everything_is_seen_until_the_company_decides_otherwise(self):
        for records in self.documents():
            self.assertEqual(self.seen(self.clerk, records), ["LYON", "PARIS", False])
        domain = self.env["ir.rule"].with_user(self.clerk)._compute_domain("account.payment")
        self.assertNotIn("station", str(domain))

    def test_a_user_sees_the_documents_of_his_stations_and_of_none(self):
        invoices, payments = self.documents()
        self.seen(self.clerk, invoices)  # the rules are kept in memory from here on
        self.company.station_restricted = True
        for records in (invoices, payments):
            with self.subTest(model=records._name):
                self.assertEqual(self.seen(self.clerk, records), ["LYON", False])
                self.assertEqual(self.seen(self.there, records), ["PARIS", False])
        lines = (invoices + payments.move_id).line_ids
        seen = lines.with_user(self.clerk).sudo(False).search([("id", "in", lines.ids)])
        self.assertEqual(len(seen), len(lines) * 2 // 3)
        with self.assertRaises(AccessError):
            self.call(self.clerk, "account.move", "read", invoices[1].ids, ["name"])
        with self.assertRaises(AccessError):
            self.call(self.clerk, "account.payment", "read", payments[1].ids, ["amount"])

    def test_what_happened_at_another_station_is_hidden_with_it(self):
        """Allocations, their history, corrections and returns bear amounts and names too."""
        self.company.station_restricted = True
        kept = {}
        for user in (self.clerk, self.there):
            invoice, payment = self.invoice(user), self.enter(user)
            payment.action_post()
            self.settle_by_core(invoice.sudo(), payment.sudo())
            kept[user] = self.receivable(payment.sudo()).matched_debit_ids
            corrected, returned = (self.enter(user, amount) for amount in (10.0, 20.0))
            (corrected + returned).action_post()
            self.env["receivables.payment.correction"].with_user(user)._request(
                corrected, "x", fields.Date.today()
            )
            reason = self.env["receivables.return.reason"].search([], limit=1)
            self.env["receivables.payment.return"].with_user(user)._return(
                returned, fields.Date.today(), reason
            )
        for user, model in itertools.product(
            kept,
            (
                *("receivables.allocation.event", "receivables.payment.correction"),
                *("receivables.payment.return", "account.partial.reconcile"),
            ),
        ):
            rows = self.call(user, model, "search_read", [], ["create_uid"])
            with self.subTest(user=user.login, model=model):
                self.assertTrue(rows)
                self.assertFalse([row for row in rows if row["create_uid"][0] != user.id])
        # Of what is seen, all of it: an invoice here that was paid there.
        invoice, payment = self.invoice(self.clerk), self.enter(self.there)
        payment.action_post()
        self.settle_by_core(invoice.sudo(), payment.sudo())
        partial = self.receivable(payment.sudo()).matched_debit_ids
        self.assertTrue(self.call(self.clerk, partial._name, "read", partial.ids, ["amount"]))

    def test_managers_and_accountants_see_everything(self):
        self.company.station_restricted = True
        invoices, payments = self.documents()
        for user in (self.manager, self.auditor):
            for records in (invoices, payments):
                self.assertEqual(self.seen(user, records), ["LYON", "PARIS", False])

    def test_who_has_no_station_sees_everything(self):
        self.company.station_restricted = True
        _invoices, payments = self.documents()
        self.lyon.user_ids -= self.clerk
        self.assertEqual(self.seen(self.clerk, payments), ["LYON", "PARIS", False])
        self.paris.user_ids += self.clerk
        self.assertEqual(self.seen(self.clerk, payments), ["PARIS", False])
        self.company.station_restricted = False
        self.assertEqual(self.seen(self.clerk, payments), ["LYON", "PARIS", False])

    def test_an_invoice_settled_at_another_station_opens(self):
        """Its payment is hidden, what it owes is not."""
        self.company.station_restricted = True
        invoice = self.invoice(self.clerk)
        payment = self.enter(self.there)
        payment.action_post()
        self.settle_by_core(invoice.sudo(), payment.sudo())
        self.env.invalidate_all()
        form = Form(invoice.with_user(self.clerk))
        self.assertEqual(form.amount_residual, 0.0)
        with self.assertRaises(AccessError):
            self.call(self.clerk, "account.payment", "read", payment.ids, ["amount"])

    def test_the_form_costs_no_more_with_stations(self):
        payment = self.enter(self.clerk)
        self.env.flush_all()
        self.env.invalidate_all()
        payment.with_user(self.clerk).web_read({"name": {}})
        counts = []
        for spec in (
            {"amount": {}},
            {"amount": {}, "station_id": {"fields": {"display_name": {}}}},
        ):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            payment.with_user(self.clerk).web_read(spec)
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1] - counts[0], 2)
