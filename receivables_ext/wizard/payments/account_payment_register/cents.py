from odoo import models


class AccountPaymentRegister(models.TransientModel):
    """What is paid whole in the currency of the company has no cents left in its own."""

    _inherit = "account.payment.register"

    def _reconcile_payments(self, to_process, edit_mode=False):
        """Settle to the end what the amount of a payment, converted and rounded, was asked for.

        443.10 at a rate of 13 is 34.08, and 34.08 at that rate is 443.04: core leaves 0.06 open.
        """
        # Core forces a rate itself when the difference goes to exchange differences.
        parts = [
            part
            for process in to_process
            for part in ([process] if "rate" in process else self._parts_settled_whole(process))
        ]
        return super()._reconcile_payments(parts, edit_mode=edit_mode)

    def _parts_settled_whole(self, process):
        """The same payment, item by item, each at the rate at which its share settles it whole.

        :param dict process: of core: ``payment``, ``to_reconcile`` and others
        :return: list of such dicts; ``[process]`` when the payment is not just what its first
            items have left
        """
        payment, lines = process["payment"], process["to_reconcile"]
        own, foreign = payment.company_id.currency_id, lines.currency_id
        if payment.currency_id != own or len(foreign) != 1 or foreign == own:
            return [process]
        items = payment.move_id.line_ids.filtered(
            lambda line: line.account_id in lines.account_id and not line.reconciled
        )
        balance, parts, settled = sum(items.mapped("balance")), [], lines.browse()
        due = asked = 0.0
        for line in lines.sorted(lambda line: (line.date_maturity or line.date, line.id)):
            residual = line.amount_residual_currency
            due += abs(residual)
            before, asked = asked, foreign._convert(due, own, payment.company_id, payment.date)
            if own.compare_amounts(asked, before) <= 0 or residual * balance >= 0:
                break  # too small for a share, or to be taken off the others: left to core
            settled += line
            rate = abs(residual) / own.round(asked - before)
            parts.append({**process, "to_reconcile": line, "rate": rate})
            if own.compare_amounts(asked, abs(balance)) == 0:
                rest = lines - settled
                return [*parts, {**process, "to_reconcile": rest}] if rest else parts
        return [process]
