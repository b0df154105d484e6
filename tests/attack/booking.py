"""Documents that are booked in the town, and for races."""

from odoo.fields import Command, Date


class Booking:
    """Books invoices and payments; its heir gives ``env``, ``company``, ``partners``, ``ids``."""

    def invoice(self, kind, amount, company=None, station=None, move_type="out_invoice"):
        """A posted invoice."""
        invoice = self.draft_invoice(kind, amount, company, station, move_type)
        invoice.action_post()
        return invoice

    def draft_invoice(self, kind, amount, company=None, station=None, move_type="out_invoice"):
        work = {"name": "Work", "price_unit": amount, "tax_ids": [Command.clear()]}
        return (
            self.env["account.move"]
            .with_company(company or self.company)
            .create(
                {
                    "move_type": move_type,
                    "partner_id": self.partners[kind].id,
                    "invoice_date": "2026-01-10",
                    "date": "2026-01-10",
                    "station_id": self.ids[station] if station else False,
                    "invoice_line_ids": [Command.create(work)],
                }
            )
        )

    def payment(self, kind, amount, company=None, station=None, **values):
        """A draft payment."""
        company = company or self.company
        journal = self.env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", company.id)], limit=1
        )
        return (
            self.env["account.payment"]
            .with_company(company)
            .create(
                {
                    "payment_type": "inbound",
                    "partner_type": "customer",
                    "partner_id": self.partners[kind].id,
                    "amount": amount,
                    "date": "2026-01-20",
                    "journal_id": journal.id,
                    "memo": f"P{company.name.upper()[:4]} {kind}",
                    "station_id": self.ids[station] if station else False,
                    **values,
                }
            )
        )

    @property
    def tomorrow(self):
        return Date.add(Date.today(), days=1)

    def let_a_night_pass(self, payments):
        """What is scheduled for tomorrow is due."""
        self.env.flush_all()
        query = "UPDATE account_payment SET date = %s, scheduled_date = %s WHERE id IN %s"
        self.env.cr.execute(query, [Date.today(), Date.today(), tuple(payments.ids)])
        self.env.cr.commit()
        self.env.invalidate_all()

    def items(self, document):
        """Its journal items on the account of its customer."""
        move = document.move_id if document._name == "account.payment" else document
        return move.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
