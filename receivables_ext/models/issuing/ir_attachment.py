from odoo import models

from ..ledger.permit import Permit

# What makes a file what it is: its owner and its content.
CONTENT_FIELDS = {"res_model", "res_id", "res_field", "type", "url", "raw", "datas", "db_datas"}
# The name, the type and the company are what was received too; it is not for everybody, nor for a
# secret link. What is noted about a file is open.
ISSUED_FIELDS = {*CONTENT_FIELDS, "name", "mimetype", "company_id", "public", "access_token"}

secret_link = Permit("receivables_secret_link_permission")
"""Opened while core makes a link to a file, with a token that nobody chose."""


class IrAttachment(models.Model):
    """What rooms that keep files ask: which files are of their records, and what would change.

    They refuse in ``unlink()`` and ``write()``, not by ``ondelete``, which a remote call can
    switch off.
    """

    _inherit = "ir.attachment"

    def generate_access_token(self):
        """Make the token of a link; of what is kept as it is, for core's own mails only.

        They link to a file that is too heavy to be attached.
        """
        files = secret_link.opened(self) if self.env.su else self
        return super(IrAttachment, files).generate_access_token()

    def _put_in_message(self):
        """Do something once somebody has put these files in a message.

        For a module to know who gives its files away, it must override this method and call
        ``super()``.
        """

    def _files_of(self, model):
        """Those of these files that belong to records of ``model``, as superuser."""
        # Files are kept whatever the rights of the user, who may not even see the record.
        return self.sudo().filtered(
            lambda file: file.res_model == model and file.res_id and not file.res_field
        )

    def _would_change(self, vals, names):
        """Those of these files of which ``vals`` would change one of the fields ``names``."""
        written = names & vals.keys()
        if secret_link.is_open(self.env):
            written -= {"access_token"}
        return self.filtered(
            lambda file: any(
                file._fields[name].convert_to_write(file[name], file) != vals[name]
                for name in written
            )
        )
