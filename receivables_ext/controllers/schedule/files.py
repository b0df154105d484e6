import io

from werkzeug.exceptions import BadRequest

from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import content_disposition, request

from ...models.issuing import limits
from ...models.ledger.asked import ID
from ...writers import XLSX


class InstallmentController(http.Controller):
    """Spreadsheets of the installment schedule, for those who asked for them."""

    @http.route(
        f"/receivables/installments/<{ID}:extract_id>/xlsx",
        type="http",
        auth="user",
        readonly=True,
    )
    def download_xlsx(self, extract_id, **_kwargs):
        """The installments of an extract of the user's own, as a spreadsheet."""
        extract = request.env["receivables.installment.extract"].browse(extract_id)
        try:
            extract.check_access("read")
            is_own = extract._is_own()
        except (AccessError, MissingError):
            is_own = False
        if not is_own:
            raise request.not_found()
        try:
            extract._check_count(limits.MAX_ROWS)
        except UserError as refusal:
            raise BadRequest(refusal.args[0]) from None
        with io.BytesIO() as output:
            extract._write_xlsx(output)
            content = output.getvalue()
        name = extract._get_file_name()
        return request.make_response(
            content,
            headers=[
                ("Content-Type", XLSX),
                ("Content-Length", len(content)),
                ("Content-Disposition", content_disposition(f"{name}.xlsx")),
                ("Cache-Control", "no-store"),
            ],
        )
