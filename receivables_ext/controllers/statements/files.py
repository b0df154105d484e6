import io

from werkzeug.exceptions import BadRequest

from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import content_disposition, request

from ...models.ledger.asked import ID
from ...models.statements.spreadsheet import write_spreadsheet
from ...writers import XLSX


class StatementController(http.Controller):
    """Files of statements of account, for those who asked for them."""

    @http.route(
        f"/receivables/statement/<{ID}:statement_id>/xlsx", type="http", auth="user", readonly=True
    )
    def download_xlsx(self, statement_id, by_customer=None, **_kwargs):
        """The statements of a request of the user's own, as a spreadsheet."""
        statement = request.env["receivables.statement"].browse(statement_id)
        try:
            statement.check_access("read")
            is_own = statement.create_uid == request.env.user
        except (AccessError, MissingError):
            is_own = False
        if not is_own:
            raise request.not_found()
        try:
            statement._check_printable()
            statement._check_customers()
        except UserError as refusal:
            raise BadRequest(refusal.args[0]) from None
        name = statement._get_file_name()
        with io.BytesIO() as output:
            write_spreadsheet(statement, output, by_customer=bool(by_customer))
            content = output.getvalue()
        return request.make_response(
            content,
            headers=[
                ("Content-Type", XLSX),
                ("Content-Length", len(content)),
                ("Content-Disposition", content_disposition(f"{name}.xlsx")),
                ("Cache-Control", "no-store"),
            ],
        )
