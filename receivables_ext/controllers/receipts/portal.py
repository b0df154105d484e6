from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.account.controllers.portal import PortalAccount
from odoo.addons.portal.controllers.portal import pager as portal_pager

from ...models.ledger.asked import ID

RECEIPT = "receivables.receipt"


class ReceiptPortal(PortalAccount):
    """Customers read the documents issued to them when their money came in."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "receipt_count" in counters:
            receipts = request.env[RECEIPT]
            values["receipt_count"] = (
                receipts.search_count(self._receipts_domain()) if receipts.has_access("read") else 0
            )
        return values

    def _receipts_domain(self):
        """Issued documents of the visitor's company; employees find theirs in the application."""
        customer = request.env.user.partner_id.commercial_partner_id
        return (
            Domain("partner_id.commercial_partner_id", "=", customer.id)
            & self._issued_receipts_domain()
        )

    def _issued_receipts_domain(self):
        # One whose mail failed is issued all the same: here the customer has it.
        return Domain("attachment_id", "!=", False) & Domain("issued_on", "!=", False)

    def _receipt_sortings(self):
        return {
            "date": {"label": request.env._("Date"), "order": "issued_on desc, id desc"},
            "name": {"label": request.env._("Number"), "order": "name desc, id desc"},
            "invoice": {"label": request.env._("Invoice"), "order": "move_id desc, id desc"},
        }

    def _invoice_get_page_view_values(self, invoice, access_token, **kwargs):
        values = super()._invoice_get_page_view_values(invoice, access_token, **kwargs)
        # A visitor who may open the invoice may know its documents, and nothing else of them.
        domain = self._issued_receipts_domain() & Domain("move_id", "=", invoice.id)
        return {**values, "receipts": request.env[RECEIPT].sudo().search(domain)}

    # === Pages === #

    @http.route(
        ["/my/receipts", f"/my/receipts/page/<{ID}:page>"],
        type="http",
        auth="user",
        website=True,
        readonly=True,
    )
    def portal_my_receipts(self, page=1, sortby=None, **_kwargs):
        """The documents of the visitor's company, the last one first."""
        receipts, sortings = request.env[RECEIPT], self._receipt_sortings()
        sortby = sortby if sortby in sortings else "date"
        domain = self._receipts_domain() if receipts.has_access("read") else Domain.FALSE
        pager = portal_pager(
            url="/my/receipts",
            url_args={"sortby": sortby},
            total=receipts.search_count(domain),
            page=page,
            step=self._items_per_page,
        )
        found = receipts.search(
            domain,
            order=sortings[sortby]["order"],
            limit=self._items_per_page,
            offset=pager["offset"],
        )
        return request.render(
            "receivables_ext.portal_my_receipts",
            {
                **self._prepare_portal_layout_values(),
                "page_name": "receipt",
                "default_url": "/my/receipts",
                # The visitor may know the invoices of documents that they may read.
                "receipts": found.sudo(),
                "pager": pager,
                "searchbar_sortings": sortings,
                "sortby": sortby,
            },
        )

    @http.route(
        f"/my/receipts/<{ID}:receipt_id>", type="http", auth="public", website=True, methods=["GET"]
    )
    def portal_my_receipt(self, receipt_id, access_token=None, download=None, **_kwargs):
        """A document, for its customer or a visitor with its link."""
        receipt = self._portal_receipt(receipt_id, access_token)
        if not receipt:
            return request.redirect("/my")
        if download:
            files = request.env["ir.binary"].sudo()  # the link is the right to this very file
            stream = files._get_stream_from(receipt.attachment_id)
            return stream.get_response(as_attachment=True)
        if request.env.user._is_public():  # a visitor reads what the PDF is written in
            service = request.env["receivables.receipt.issue"]
            request.update_context(lang=service._localized(receipt).env.lang)
            receipt = receipt.with_env(request.env(su=True))
        return request.render(
            "receivables_ext.portal_my_receipt", {"page_name": "receipt", "receipt": receipt}
        )

    def _portal_receipt(self, receipt_id, access_token):
        """The document, as superuser; nothing when it is not for this visitor."""
        try:
            receipt = self._document_check_access(RECEIPT, receipt_id, access_token)
        except (AccessError, MissingError):
            return None
        return receipt.filtered_domain(self._issued_receipts_domain()) or None
