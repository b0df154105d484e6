from odoo import models

# What makes a file what it is: its owner and its content.
CONTENT_FIELDS = {"res_model", "res_id", "res_field", "type", "url", "raw", "datas", "db_datas"}
# The name and the type are what the customer received too; and it is not for everybody.
ISSUED_FIELDS = {*CONTENT_FIELDS, "name", "mimetype", "public"}


class IrAttachment(models.Model):
    """What rooms that keep files ask: which files are of their records, and what would change.

    They refuse in ``unlink()`` and ``write()``, not by ``ondelete``, which a remote call can
    switch off.
    """

    _inherit = "ir.attachment"

    def _files_of(self, model):
        """Those of these files that belong to records of ``model``, as superuser."""
        # Files are kept whatever the rights of the user, who may not even see the record.
        return self.sudo().filtered(
            lambda file: file.res_model == model and file.res_id and not file.res_field
        )

    def _would_change(self, vals, names):
        """Those of these files of which ``vals`` would change one of the fields ``names``."""
        written = names & vals.keys()
        return self.filtered(lambda file: any(file[name] != vals[name] for name in written))
