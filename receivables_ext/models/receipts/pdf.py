"""Receipted invoices, balance documents and payment receipts as PDF.

**How it works**: what is printed was prepared before, see ``content.py``.
A receipted invoice is the invoice itself, drawn by core's template or that of the country,
which our blocks complete; the others have a layout of their own.
"""

from odoo.exceptions import UserError
from odoo.tools import image

from ..issuing.drawing import HANDED_OVER, drawing
from ..issuing.qr_code import qr_drawing

REPORT = "receivables_ext.action_report_receipt"
HANDED_OVER.add("receivables_ext.report_receipt")


def render_receipt(env, receipt, draft=False):
    """The PDF of ``receipt``, from what it is to say.

    :param receipt: one ``receivables.receipt``, with its ``data``
    :param draft: mark every page so
    :return: bytes
    :raises UserError: the program is missing or fails
    """
    receipt.ensure_one()
    reports = env["ir.actions.report"].with_context(webp_as_jpg=True, debug=False)
    if reports.get_wkhtmltopdf_state() == "install":
        raise UserError(env._("The program that makes PDFs is missing on the server: wkhtmltopdf."))
    html = render_html(env, receipt, draft)
    company = receipt.company_id
    # What is printed was read under the rights of the user; the report's settings are not theirs.
    report = env.ref(REPORT).sudo().with_company(company)
    report = report.with_context(webp_as_jpg=True, debug=False)
    bodies, _ids, header, footer, paper = report._prepare_html(html, report_model=False)
    return reports.with_company(company)._run_wkhtmltopdf(
        bodies,
        report_ref=REPORT,
        header=header,
        footer=footer,
        specific_paperformat_args=paper,
    )


def render_html(env, receipt, draft=False):
    """The page that the PDF program draws, in the language and company of ``receipt``."""
    lang, company = receipt.data["lang"], receipt.company_id
    reports = drawing.opened(env["ir.actions.report"]).with_company(company)
    reports = reports.with_context(lang=lang, webp_as_jpg=True, debug=False)
    env = env(context={**env.context, "lang": lang})
    values = _template_values(env, receipt, draft)
    html, _type = reports._render_qweb_html(REPORT, None, data=values)
    return html


def _template_values(env, receipt, draft):
    content = receipt.data
    company = receipt.company_id
    signature = company.sudo().receipt_signature  # printed, and given to nobody otherwise
    parameters = env["ir.config_parameter"].sudo()  # how documents look is no secret
    is_rtl = content["direction"] == "rtl"
    return {
        "report_type": "pdf",
        "debug": False,
        # The number at the foot of each page of an invoice, as core prints it.
        "display_name_in_footer": receipt.kind == "receipted"
        and parameters.get_param("account.display_name_in_footer"),
        "receivables_receipt": content,
        "receivables_draft_style": draft and env["account.payment"]._draft_style(),
        "receivables_qr": qr_drawing(content["verification_url"]),
        "receivables_signature": image.image_data_uri(signature) if signature else "",
        # Not classes: they follow the direction only where the server has rtlcss
        "start": "right" if is_rtl else "left",
        "end": "left" if is_rtl else "right",
        "invoice": receipt.move_id.with_context(lang=content["lang"]),
        "addressee": addressee_of(receipt),
        "receipt_company": company,
    }


def addressee_of(receipt):
    """Whose address is on the document: a payment receipt goes to the payer."""
    if receipt.kind != "payment":
        return receipt.move_id.partner_id
    payment = receipt.payment_ids._origin
    return payment.payer_id if payment._has_third_party() else payment.partner_id
