import logging
from itertools import groupby

from odoo import api, models
from odoo.fields import Domain

_logger = logging.getLogger(__name__)


class ReceivablesAllocationRun(models.AbstractModel):
    """Allocate the open credits of many customers: the scheduled action and the button."""

    _name = "receivables.allocation.run"
    _description = "Allocation of the credits of many customers"

    @api.model
    def _allocate(self, partners, company):
        """Settle what the credits of ``partners`` can settle, by strategy, in one plan.

        :return: number of allocations made
        """
        Line = self.env["account.move.line"].with_company(company)
        service = self.env["receivables.allocation"].with_company(company)
        lines = Line.search(
            Line._open_receivable_domain(partners) & Domain("company_id", "=", company.id)
        )
        return len(service.apply(service.propose(lines.ids)))

    @api.model
    def _candidates(self):
        """Customers who have both something to use and something to settle.

        :return: list of (company, customer), sorted by company
        """
        Line = self.env["account.move.line"]
        companies = self.env["res.company"].search([])
        scope = Line.with_context(allowed_company_ids=companies.ids)._receivable_domain()
        return Line._read_group(
            scope & Line._open_domain() & Domain("partner_id", "!=", False),
            ["company_id", "partner_id"],
            having=[("amount_residual:min", "<", 0.0), ("amount_residual:max", ">", 0.0)],
            order="company_id, partner_id",
        )

    @api.model
    def _cron_allocate_credits(self, batch_size=100):
        """Allocate the open credits of all customers, one transaction a batch.

        It can stop between any two batches: the next run goes on with what is still open.
        """
        IrCron = self.env["ir.cron"]
        candidates = self._candidates()
        IrCron._commit_progress(remaining=len(candidates))
        for company, pairs in groupby(candidates, key=lambda pair: pair[0]):
            ids = [partner.id for _company, partner in pairs]
            for start in range(0, len(ids), batch_size):
                batch = ids[start : start + batch_size]
                if not self._allocate_batch(batch, company):
                    return

    @api.model
    def _allocate_batch(self, partner_ids, company):
        """Allocate a batch; when it fails, one customer after the other.

        :return: seconds left to the scheduled action
        """
        Partner = self.env["res.partner"]
        try:
            self._allocate(Partner.browse(partner_ids), company)
            return self._commit(len(partner_ids))
        except Exception:
            self.env.cr.rollback()
            _logger.info("A batch of credits is allocated customer by customer.", exc_info=True)
        left = True
        for partner in Partner.browse(partner_ids):
            try:
                self._allocate(partner, company)
            except Exception:
                self.env.cr.rollback()
                _logger.exception("The credits of customer %s could not be allocated.", partner.id)
            if not (left := self._commit(1)):
                break
        return left

    @api.model
    def _commit(self, processed):
        """Commit what was done, and forget what was read: memory stays flat."""
        left = self.env["ir.cron"]._commit_progress(processed)
        self.env.invalidate_all()
        return left
