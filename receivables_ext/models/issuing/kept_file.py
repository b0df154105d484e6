"""The PDF of a record, made once: the same file is printed ever after."""

import logging

from odoo.exceptions import UserError

from ..ledger.permit import permit

_logger = logging.getLogger(__name__)


def make_once(record, report):
    """Make the PDF of ``record`` and keep it in its ``attachment_id``, unless it has one.

    It is no part of what was decided: where the server cannot make it now, it is made when it is
    asked for.

    :param record: one record, which the caller was let through to
    :param str report: external id of the report, never one that a caller names
    :return: the file that was made now, ``ir.attachment``; empty where none was
    """
    made = record.env["ir.attachment"]
    if record.attachment_id:
        return made
    record.env.flush_all()
    try:
        with record.env.cr.savepoint():
            # The record and its report are those above; nothing else is written.
            known = permit.opened(record.sudo())
            reports = record.env["ir.actions.report"].sudo()
            content, kind = reports._render_qweb_pdf(report, record.ids)
            if kind == "pdf":
                made = known.attachment_id = known.env["ir.attachment"].create(
                    {
                        "name": f"{record._get_report_base_filename()}.pdf",
                        "raw": content,
                        "mimetype": "application/pdf",
                        "res_model": record._name,
                        "res_id": record.id,
                    }
                )
    except UserError as refusal:
        _logger.warning("No PDF of %s yet: %s", record.display_name, refusal)
    return made
