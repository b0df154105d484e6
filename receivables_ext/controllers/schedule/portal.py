from odoo import http
from odoo.exceptions import MissingError, UserError
from odoo.fields import Domain
from odoo.http import request
from odoo.tools import consteq
from odoo.tools.image import base64_to_image

from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.portal.controllers.portal import pager as portal_pager

from ...models.ledger.asked import ID

AGREEMENT = "receivables.agreement"
MAX_SIGNATURE = 500_000
"""Characters of a drawing in base64: a signature has some tens of thousands."""
MAX_NAME = 200


def is_drawing(text):
    """Whether ``text`` is a picture in base64, of the size of a signature."""
    if not isinstance(text, str) or not 0 < len(text) <= MAX_SIGNATURE:
        return False
    try:
        return bool(base64_to_image(text))
    except UserError:
        return False


class AgreementPortal(CustomerPortal):
    """Customers read what was proposed to them on their installments, and sign it."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "agreement_count" in counters:
            values["agreement_count"] = self._agreements().search_count(self._agreements_domain())
        if "agreements_to_sign_count" in counters:
            proposed = self._agreements_domain() & Domain("state", "=", "proposed")
            signable = self._agreements().search(proposed).filtered(lambda one: one._is_signable())
            values["agreements_to_sign_count"] = len(signable)
        return values

    def _agreements(self):
        # Customers have no right on the model, whose notes are the house's: these pages show them
        # what was proposed to them, and ``_agreements_domain()`` or a secret address lets them in.
        return request.env[AGREEMENT].sudo()

    def _agreements_domain(self):
        """Of the visitor's company; employees find theirs in the application."""
        customer = request.env.user.partner_id.commercial_partner_id
        return Domain("partner_id.commercial_partner_id", "=", customer.id) & Domain(
            "state", "!=", "draft"
        )

    def _agreement_of(self, agreement_id, access_token):
        """The agreement of an address, as superuser: one of the visitor's, or by its token.

        :raises MissingError: for nobody else, and never a draft
        """
        domain = Domain("id", "=", agreement_id) & Domain("state", "!=", "draft")
        agreement = self._agreements().search(domain)
        token = agreement.access_token
        is_known = token and isinstance(access_token, str) and consteq(token, access_token)
        if not is_known and not agreement.filtered_domain(self._agreements_domain()):
            raise MissingError(request.env._("This agreement does not exist."))
        return agreement

    @http.route(
        ["/my/agreements", f"/my/agreements/page/<{ID}:page>"],
        type="http",
        auth="user",
        website=True,
        readonly=True,
    )
    def portal_my_agreements(self, page=1, **_kwargs):
        """The agreements of the visitor's company, the last one first."""
        agreements, domain = self._agreements(), self._agreements_domain()
        pager = portal_pager(
            url="/my/agreements",
            total=agreements.search_count(domain),
            page=page,
            step=self._items_per_page,
        )
        found = agreements.search(domain, limit=self._items_per_page, offset=pager["offset"])
        return request.render(
            "receivables_ext.portal_my_agreements",
            {
                **self._prepare_portal_layout_values(),
                "page_name": "agreement",
                "default_url": "/my/agreements",
                "agreements": found,
                "pager": pager,
            },
        )

    @http.route(
        f"/my/agreements/<{ID}:agreement_id>",
        type="http",
        auth="public",
        website=True,
    )
    def portal_my_agreement(
        self,
        agreement_id,
        access_token=None,
        report_type=None,
        download=False,
        message=None,
        **_kwargs,
    ):
        """One agreement, with the place to sign it, or its PDF."""
        try:
            agreement = self._agreement_of(agreement_id, access_token)
        except MissingError:
            return request.redirect("/my")
        if report_type == "pdf" and (file := agreement._kept_file()):
            return request.env["ir.binary"]._get_stream_from(file).get_response(as_attachment=True)
        if report_type == "pdf":
            return self._show_report(
                agreement, "pdf", "receivables_ext.action_report_agreement", bool(download)
            )
        language = agreement.partner_id.lang
        if request.env.user._is_public() and language:
            agreement = agreement.with_context(lang=language)
        values = self._get_page_view_values(
            agreement,
            access_token,
            {
                "page_name": "agreement",
                "agreement": agreement,
                "o": agreement,
                "contact": agreement._contact(),
                "message": message,
            },
            "my_agreements_history",
            False,
        )
        return request.render("receivables_ext.portal_my_agreement", values)

    @http.route(
        f"/my/agreements/<{ID}:agreement_id>/accept",
        type="jsonrpc",
        auth="public",
        website=True,
    )
    def accept(self, agreement_id, access_token=None, name=None, signature=None):
        """Let the agreement hold, signed by the visitor.

        :return: what core's form of signatures shows: a sentence, or where to go
        """
        env = request.env
        access_token = access_token or request.httprequest.args.get("access_token")
        try:
            agreement = self._agreement_of(agreement_id, access_token)
        except MissingError:
            return {"error": env._("This agreement does not exist.")}
        if env.user._is_internal():
            return {"error": env._("Only the customer signs. Note it with: The customer agreed.")}
        if not agreement._is_signable():
            return {"error": env._("This agreement can no longer be signed. Ask us for a new one.")}
        name = name.replace("\0", "").strip()[:MAX_NAME] if isinstance(name, str) else ""
        if not name:
            return {"error": env._("Enter your name.")}
        if not is_drawing(signature):
            return {"error": env._("Draw your signature.")}
        try:
            with env.cr.savepoint():
                agreement._agree(name, signature)
        except UserError as refusal:
            return {"error": refusal.args[0]}
        agreement._kept_file()
        agreement.message_post(
            body=env._("Signed by %(name)s", name=name),
            author_id=(agreement.partner_id if env.user._is_public() else env.user.partner_id).id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        return {
            "force_refresh": True,
            "redirect_url": agreement.get_portal_url(query_string="&message=signed"),
        }
