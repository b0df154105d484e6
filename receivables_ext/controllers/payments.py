from odoo.addons.account.controllers.portal import PortalAccount


class PaymentPortal(PortalAccount):
    """A customer is not asked to pay what is marked as paid."""

    def _get_overdue_invoices_domain(self, partner_id=None):
        domain = super()._get_overdue_invoices_domain(partner_id)
        return [*domain, ("settled_outside", "=", False)]
