from odoo import api, models


class ReceivablesInstallmentWording(models.AbstractModel):
    """What is said of an installment, so that no colour has to."""

    _name = "receivables.installment.wording"
    _description = "Wording of installments"

    @api.model
    def _situation(self, installment):
        """How late or how soon it is, and whether a part is paid already."""
        said = [self._time(installment)]
        if installment.amount_received and not installment.settled:
            said.append(self.env._("partly paid"))
        if installment.settled_outside and not installment.settled:
            said.append(self.env._("marked as paid"))
        return ", ".join(said)

    @api.model
    def _time(self, installment):
        days = installment.days_late
        if installment.status == "settled":
            return self.env._("Paid")
        if days > 1:
            return self.env._("%(days)s days late", days=days)
        if days == 1:
            return self.env._("1 day late")
        if days == 0:
            return self.env._("Due today")
        if days == -1:
            return self.env._("Due tomorrow")
        return self.env._("Due in %(days)s days", days=-days)
