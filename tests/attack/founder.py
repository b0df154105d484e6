"""Books the town that is attacked, in a database of its own."""

import hashlib
import io
from unittest.mock import patch

from odoo import api
from odoo.fields import Command, Date
from odoo.tools.pdf import PdfFileWriter

from odoo.addons.receivables_ext.models.ledger.permit import permit
from odoo.addons.receivables_ext.models.receipts.issue import making

from tests.attack.booking import Booking
from tests.attack.town import AMOUNTS, AT_NORTH, GROUPS, NAMES, PORTAL, THRESHOLD, Town


def page(text):
    """A real PDF with one page, unlike any other."""
    writer, content = PdfFileWriter(), io.BytesIO()
    writer.add_blank_page(72, 72)
    writer.add_metadata({"/Title": text})
    writer.write(content)
    return content.getvalue()


class Founder(Booking):
    """Books a town in a new database, and commits it."""

    def __init__(self, registry, cr):
        self.env = api.Environment(cr, api.SUPERUSER_ID, {"tracking_disable": True})
        self.company = self.env.ref("base.main_company")
        self.town = Town(registry.db_name, self.company.id)
        self.ids = self.town.ids

    def found(self):
        """Book everything.

        :return: the ``Town``
        """
        foreign = self._company("Beta")
        self.town.foreign_company = foreign.id
        both = [self.company.id, foreign.id]
        self.env = self.env(context={**self.env.context, "allowed_company_ids": both})
        self.company = self.company.with_env(self.env)
        for company in (self.company, foreign):
            company.write(
                {
                    "duplicate_days": 0,
                    "credit_policy": "propose",
                    "station_restricted": True,
                    "receipt_clearing": "registration",
                }
            )
        self.company.correction_approval_amount = THRESHOLD
        self._customers(foreign.with_env(self.env))
        self._people()
        self._stations()
        self._documents(foreign.with_env(self.env))
        self._others()
        self._issue_receipts()
        self.env.flush_all()
        return self.town

    def _company(self, name):
        values = {"name": name, "country_id": self.company.country_id.id}
        company = self.env["res.company"].create(
            {**values, "currency_id": self.company.currency_id.id}
        )
        self.env["account.chart.template"].try_loading("fr", company, install_demo=False)
        return company

    def _customers(self, foreign):
        self.partners = self.env["res.partner"].create(
            [{"name": name, "email": f"{kind}@example.com"} for kind, name in NAMES.items()]
        )
        self.partners = dict(zip(NAMES, self.partners, strict=True))
        self.partners["foreign"].company_id = foreign
        self.ids |= {f"{kind}_customer": partner.id for kind, partner in self.partners.items()}
        contact = self.env["res.partner"].create(
            {"name": "Ann", "parent_id": self.partners["ours"].id, "email": "ann@example.com"}
        )
        self.ids["contact"] = contact.id

    def _people(self):
        for role, group in GROUPS.items():
            groups = [self.env.ref(group).id]
            if role != PORTAL:
                groups.append(self.env.ref("base.group_user").id)
            user = self.env["res.users"].create(
                {
                    "name": f"The {role}",
                    "login": role,
                    "password": role,
                    "email": f"{role}@example.com",
                    "company_id": self.company.id,
                    "company_ids": [Command.set(self.company.ids)],
                    "group_ids": [Command.set(groups)],
                    **({"partner_id": self.ids["contact"]} if role == PORTAL else {}),
                }
            )
            self.ids[f"{role}_user"] = user.id

    def _stations(self):
        north, south = self.env["receivables.station"].create(
            [
                {"code": code, "name": f"Shop {code}", "company_id": self.company.id}
                for code in ("NORTH", "SOUTH")
            ]
        )
        north.user_ids = [self.ids[f"{role}_user"] for role in AT_NORTH]
        self.ids |= {"north": north.id, "south": south.id}

    # === Documents === #

    def _documents(self, foreign):
        stations = {"ours": "north", "other": "north", "south": "south", "foreign": None}
        amounts = {"ours": (1000.0, 650.0), "other": (300.0, 300.0)}
        for kind, station in stations.items():
            company = foreign if kind == "foreign" else self.company
            due, paid = amounts.get(kind) or (AMOUNTS[kind], AMOUNTS[kind])
            invoice = self.invoice(kind, due, company, station)
            payment = self.payment(kind, paid, company, station)
            payment.action_post()
            self._evidence(payment)
            service = self.env["receivables.allocation"].with_company(company)
            service.apply(service.propose((self.items(invoice) + self.items(payment)).ids))
            self._issue_statement(kind, invoice)
            self.ids |= {
                f"{kind}_invoice": invoice.id,
                f"{kind}_payment": payment.id,
                f"{kind}_entry": payment.move_id.id,
                f"{kind}_item": self.items(payment).id,
                f"{kind}_bank_item": (payment.move_id.line_ids - self.items(payment)).id,
                f"{kind}_debt": self.items(invoice).id,
                f"{kind}_match": self.items(payment).matched_debit_ids.id,
                f"{kind}_full": self.items(payment).full_reconcile_id.id,
            }

    def _evidence(self, payment):
        payment.attachment_ids = [
            Command.create(
                {
                    "name": "notice.pdf",
                    "raw": page(f"evidence {payment.id}"),
                    "res_model": payment._name,
                    "res_id": payment.id,
                }
            )
        ]
        self.ids[f"evidence_{payment.id}"] = payment.attachment_ids.id

    def _issue_statement(self, kind, invoice):
        """A statement as it was issued, with its file."""
        content = page(f"{kind} {invoice.amount_total}")
        issued = permit.opened(self.env["receivables.statement.copy"]).create(
            {
                "name": f"SOA/{kind}",
                "partner_id": invoice.partner_id.id,
                "company_id": invoice.company_id.id,
                "issued_on": "2026-01-31 10:00:00",
                "sha256": hashlib.sha256(content).hexdigest(),
                "lang": "en_US",
                "state": "issued",
                "date_from": "2026-01-01",
                "date_to": "2026-01-31",
                "mode": "activity",
                "basis": "tax_included",
                "user_id": self.env.uid,
            }
        )
        issued.attachment_id = self.env["ir.attachment"].create(
            {
                "name": f"{kind}.pdf",
                "raw": content,
                "res_model": issued._name,
                "res_id": issued.id,
            }
        )
        self.ids |= {
            f"{kind}_statement": issued.id,
            f"{kind}_statement_file": issued.attachment_id.id,
        }

    def _issue_receipts(self):
        """The receipts that the ledger asks for, as the scheduled action makes them."""
        self.env.cr.commit()
        draw = lambda env, receipt: page(f"receipt {receipt.id}")
        with patch.object(making, "render_receipt", draw):
            self.env["receivables.receipt.issue"]._cron_issue()
        for kind in NAMES:
            receipt = self.env["receivables.receipt"].search(
                [("move_id", "=", self.ids[f"{kind}_invoice"]), ("attachment_id", "!=", False)]
            )
            self.ids |= {
                f"{kind}_receipt": receipt.id,
                f"{kind}_receipt_file": receipt.attachment_id.id,
            }

    def _others(self):
        """What attackers use: drafts, a credit, a scheduled payment, suppliers, accounts."""
        supplier = self.env["res.partner"].create({"name": "Supplier"})
        self.partners["supplier"] = supplier
        bill = self.draft_invoice("supplier", 90.0, move_type="in_invoice")
        credit = self.payment("ours", 200.0, station="north")
        big = self.payment("other", 900.0, station="north")
        (credit + big).action_post()
        scheduled = self.payment("ours", 80.0, station="north")
        scheduled.date = Date.add(Date.today(), days=9)
        scheduled.action_schedule()
        journal = credit.journal_id
        misc = self.env["account.journal"].search(
            [("type", "=", "general"), ("company_id", "=", self.company.id)], limit=1
        )
        accounts = self.env["account.account"].with_company(self.company)
        account = lambda kind: accounts.search(
            [("account_type", "=", kind), ("company_ids", "in", self.company.ids)], limit=1
        )
        self.ids |= {
            "supplier": supplier.id,
            "bill": bill.id,
            "credit": credit.id,
            "big_payment": big.id,
            "credit_item": self.items(credit).id,
            "scheduled": scheduled.id,
            "draft_invoice": self.draft_invoice("other", 55.0).id,
            "bank": journal.id,
            "misc": misc.id,
            "method": journal.inbound_payment_method_line_ids[:1].id,
            "outbound_method": journal.outbound_payment_method_line_ids[:1].id,
            "currency": self.company.currency_id.id,
            "receivable": self.items(credit).account_id.id,
            "revenue": account("income").id,
            "equity": account("equity").id,
            "fixed": account("asset_fixed").id,
            "expense": account("expense").id,
            "reason": self.env.ref("receivables_ext.return_reason_am04").id,
        }
        for kind in ("ours", "other", "south", "foreign"):
            self.ids[f"{kind}_evidence"] = self.ids.pop(f"evidence_{self.ids[f'{kind}_payment']}")
        server_action = self.env["ir.actions.server"].create(
            {
                "name": "Register what is scheduled",
                "model_id": self.env.ref("base.model_res_partner").id,
                "state": "code",
                "code": "env['receivables.payment.schedule']._cron_register()",
            }
        )
        self.ids["register_scheduled"] = server_action.id
