from odoo import api, models
from odoo.fields import Command
from odoo.models import BaseModel

from .asked import check_texts


class ReceivablesDialog(models.AbstractModel):
    """What a dialog is about is what its user may read.

    **How to use**: every dialog inherits it. **How it works**: a dialog shows fields of the
    records that it is about, which Odoo reads for it with all rights. Whoever names a record in it,
    by a context, a form or a remote call, must be able to read that record.
    """

    _name = "receivables.dialog"
    _description = "Dialog about records that its user may read"

    @api.model
    def default_get(self, fields):
        """Defaults, which a context may give.

        :raises AccessError: one of them is a record that the user may not read
        """
        values = super().default_get(fields)
        self._check_named(values)
        return values

    @api.model_create_multi
    def create(self, vals_list):
        """Open dialogs.

        :raises AccessError: one is about a record that the user may not read
        """
        for vals in vals_list:
            self._check_named(vals)
        return super().create(vals_list)

    def write(self, vals):
        """Fill in dialogs.

        :raises AccessError: a record is named that the user may not read
        """
        self._check_named(vals)
        return super().write(vals)

    def onchange(self, values, field_names, fields_spec):
        """Compute what a form shows.

        :raises AccessError: a record is named that the user may not read
        """
        self._check_named(values)
        return super().onchange(values, field_names, fields_spec)

    @api.model
    def _check_named(self, vals):
        """Refuse ``vals`` that name records which the user may not read, or that cannot be kept."""
        check_texts(self.env, vals)
        if self.env.su:
            return
        for name, value in vals.items():
            field = self._fields.get(name)
            if field and field.relational and value:
                self._check_records(self.env[field.comodel_name], value)

    @api.model
    def _check_records(self, model, value):
        """Check a value of a field of records of ``model``: an id, records, ids or commands."""
        ids = []
        values = value if isinstance(value, list | tuple) else [value]
        for each in values:
            if isinstance(each, BaseModel):
                ids += each.ids
            elif not isinstance(each, list | tuple):
                ids.append(each)
            elif each[0] == Command.SET:
                ids += each[2]
            else:
                ids += [each[1]] if each[0] in (Command.LINK, Command.UPDATE) else []
                if each[0] in (Command.CREATE, Command.UPDATE) and hasattr(model, "_check_named"):
                    model._check_named(each[2])
        # Those without a number exist in the form only.
        model.browse([each for each in ids if isinstance(each, int)]).check_access("read")
