import io
import tempfile
from urllib.parse import quote

from werkzeug.exceptions import BadRequest
from werkzeug.wsgi import wrap_file

from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import content_disposition, request
from odoo.tools.pdf import merge_pdf

from ...models.ledger.asked import ID, ids_in
from ...models.receipts import archive_zip


def code_in(text):
    """What somebody typed as the code of a document: the code, or the whole address."""
    return quote(text.strip().rstrip("/").rpartition("/")[2], safe="")


class ReceiptController(http.Controller):
    """Files of archived receipts, and what anybody may know of one of them."""

    @http.route(
        "/receivables/verify/<string:token>",
        type="http",
        auth="public",
        website=True,
        multilang=False,
        sitemap=False,
        readonly=True,
        methods=["GET"],
    )
    def verify(self, token, **_kwargs):
        """Whether a document is valid: nothing else leaves."""
        values = request.env["receivables.receipt"]._verify(token)
        response = request.render("receivables_ext.receipt_verification", values)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        if values["status"] == "unknown":
            response.status_code = 404
        return response

    @http.route(
        "/receivables/verify",
        type="http",
        auth="public",
        website=True,
        multilang=False,
        sitemap=False,
        readonly=True,
        methods=["GET"],
    )
    def verify_typed(self, code=None, **_kwargs):
        """A page to type the code of a document; it leads to the answer.

        Who has no camera reads the end of the address below the code of the document.
        """
        if token := code_in(code or ""):
            return request.redirect(f"/receivables/verify/{token}")
        response = request.render("receivables_ext.receipt_verification_form", {})
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    @http.route("/receivables/receipts/<string:ids>.pdf", type="http", auth="user")
    def print_receipts(self, ids, **_kwargs):
        """Several archived files as one PDF, each once."""
        numbers = ids_in(ids)
        try:
            request.env["receivables.receipt"]._check_printed_at_once(len(numbers))
        except UserError as refusal:
            raise BadRequest(refusal.args[0]) from None
        receipts = request.env["receivables.receipt"].browse(numbers).exists()
        try:
            receipts.check_access("read")
        except AccessError:
            raise request.not_found() from None
        archive = request.env["receivables.receipt.archive"]
        files = [content for receipt in receipts if (content := archive._file_content(receipt))]
        if not files:
            raise request.not_found()
        try:
            receipts.filtered("attachment_id")._check_intact()
        except UserError as refusal:
            raise BadRequest(refusal.args[0]) from None
        request.env["receivables.receipt.access"]._note_accesses(receipts, "print")
        content = merge_pdf(files)
        return request.make_response(
            content,
            headers=[
                ("Content-Type", "application/pdf"),
                ("Content-Length", len(content)),
                ("Content-Disposition", content_disposition("receipts.pdf", "inline")),
                ("Cache-Control", "no-store"),
            ],
        )

    @http.route(f"/receivables/receipts/export/<{ID}:export_id>", type="http", auth="user")
    def export(self, export_id, **_kwargs):
        """The archive that the user asked for, as a ZIP."""
        export = request.env["receivables.receipt.export"].browse(export_id)
        try:
            export.check_access("read")
            receipts = export._receipts() if export.create_uid == request.env.user else None
        except (AccessError, MissingError):
            receipts = None
        except UserError as refusal:  # a period that holds nothing, or too much
            raise BadRequest(refusal.args[0]) from None
        if not receipts:
            raise request.not_found()
        request.env["receivables.receipt.access"]._note_accesses(receipts, "export")
        # On disk, and gone as soon as it is sent.
        output = tempfile.TemporaryFile()  # noqa: SIM115  closed by the response
        archive_zip.write_archive(receipts, output)
        size = output.seek(0, io.SEEK_END)
        output.seek(0)
        return http.Response(
            wrap_file(request.httprequest.environ, output),
            headers=[
                ("Content-Type", "application/zip"),
                ("Content-Length", size),
                ("Content-Disposition", content_disposition(export._get_file_name())),
                ("Cache-Control", "no-store"),
            ],
            direct_passthrough=True,
        )
