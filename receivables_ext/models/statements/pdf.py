"""Statements of account as PDF, for one customer or thousands.

**How it works**: the documents of a batch of customers go to the PDF program in one call,
which is where its time goes; a program that takes one document at a time gets them so.
"""

import io

from odoo.exceptions import UserError
from odoo.tools.pdf import PdfFileReader, PdfFileWriter, merge_pdf

from odoo.addons.base.models.ir_actions_report import _wkhtml

from ..issuing.drawing import drawing
from .document import BATCH, iter_results, template_values

REPORT = "receivables_ext.action_report_statement"


def render_request(request):
    """One PDF of all statements of ``request``, each in the language of its customer."""
    env = request.env
    parts = [
        part
        for results in iter_results(request, size=batch_size())
        for part in render_together(env, results)
    ]
    if not parts:
        raise UserError(
            env._("There is nothing to print: no customer has a balance or a movement.")
        )
    return parts[0] if len(parts) == 1 else merge_pdf(parts)


def render_each(env, results):
    """One PDF for each of ``results`` (see ``document.py``).

    :return: list of bytes, in the same order
    """
    parts = render_together(env, results)
    if len(parts) == len(results):
        return parts
    parts = split_pdf(parts[0], len(results))
    return parts or [render_together(env, [result])[0] for result in results]


def render_together(env, results):
    """The PDFs of ``results``: all in one or, if the program cannot, one for each."""
    if not results:
        return []
    documents = template_values(env, results)
    if batch_size() == 1 and len(documents) > 1:
        return [run_pdf_program(env, [document]) for document in documents]
    return [run_pdf_program(env, documents)]


def batch_size():
    """Documents for one call of the PDF program."""
    return BATCH if _wkhtml().is_patched_qt else 1


def run_pdf_program(env, documents):
    """One call of the PDF program.

    :raise UserError: the program is missing or fails
    """
    reports = drawing.opened(env["ir.actions.report"]).with_context(webp_as_jpg=True, debug=False)
    if reports.get_wkhtmltopdf_state() == "install":
        raise UserError(env._("The program that makes PDFs is missing on the server: wkhtmltopdf."))
    data = {"documents": documents, "report_type": "pdf", "debug": False}
    html, _type = reports._render_qweb_html(REPORT, None, data=data)
    # What is printed was read under the rights of the user; the report's settings are not theirs.
    report = env.ref(REPORT).sudo().with_context(webp_as_jpg=True, debug=False)
    bodies, _ids, header, footer, paper = report._prepare_html(html, report_model=False)
    return reports._run_wkhtmltopdf(
        bodies,
        report_ref=REPORT,
        header=header,
        footer=footer,
        specific_paperformat_args=paper,
    )


def split_pdf(content, count):
    """Cut a PDF where documents begin, or return nothing when that is not clear.

    The PDF program makes an outline of titles, and a document has one.
    """
    reader = PdfFileReader(io.BytesIO(content), strict=False)
    root = reader.trailer["/Root"]
    node = root.get("/Outlines", {}).get("/First")
    starts = set()
    while node:
        starts.add(root["/Dests"][node["/Dest"]][0])
        node = node.get("/Next")
    starts = sorted(starts)
    if len(starts) != count or starts[0] != 0:
        return []
    ends = [*starts[1:], reader.getNumPages()]
    return [cut_pages(reader, start, end) for start, end in zip(starts, ends, strict=True)]


def cut_pages(reader, start, end):
    writer = PdfFileWriter()
    for rank in range(start, end):
        writer.addPage(reader.getPage(rank))
    with io.BytesIO() as output:
        writer.write(output)
        return output.getvalue()
