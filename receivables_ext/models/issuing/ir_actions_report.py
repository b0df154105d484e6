from odoo import api, models
from odoo.exceptions import UserError

from . import drawing

OURS = "receivables_ext."
ALONE = "receivables_drawn_alone"


class IrActionsReport(models.Model):
    """Our documents are drawn without access to other hosts."""

    _inherit = "ir.actions.report"

    @api.model
    def _run_wkhtmltopdf(self, bodies, report_ref=False, header=None, footer=None, **options):
        """Draw pages; those of our documents fetch nothing from elsewhere."""
        if report_ref and self._get_report(report_ref).report_name.startswith(OURS):
            own = self._own_urls()
            bodies = [drawing.without_other_hosts(body, own) for body in bodies]
            header = drawing.without_other_hosts(header, own)
            footer = drawing.without_other_hosts(footer, own)
            self = self.with_context(**{ALONE: True})  # noqa: PLW0642  as core does
        return super()._run_wkhtmltopdf(
            bodies, report_ref=report_ref, header=header, footer=footer, **options
        )

    def _get_rendering_context(self, report, docids, data):
        """Values of a template.

        :raises UserError: an address asks for what does not exist, or only its service draws
        """
        if report.report_name in drawing.HANDED_OVER and not drawing.drawing.is_open(self.env):
            raise UserError(
                self.env._(
                    "This document is drawn once, when it is issued: download its archived PDF."
                )
            )
        if docids and report.report_name.startswith(OURS):
            records = self.env[report.model].browse(docids)
            if len(records.exists()) < len(set(docids)):
                raise UserError(self.env._("What is to be printed no longer exists."))
        return super()._get_rendering_context(report, docids, data)

    def _build_wkhtmltopdf_args(self, *args, **kwargs):
        arguments = super()._build_wkhtmltopdf_args(*args, **kwargs)
        if self.env.context.get(ALONE):
            arguments += drawing.program_arguments(self._own_urls())
        return arguments

    @api.model
    def _own_urls(self):
        """Addresses of this server: where documents fetch styles, and the public one."""
        return [self._get_report_url(), self.get_base_url()]
