"""Every public method of our models, called over RPC by each role with whatever they like."""

import inspect
import traceback
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from odoo.models import BaseModel
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger

from tests.fuzz.fuzz_common import REFUSALS, ROLES, FuzzCommon, anything, examples, scalars

OURS = "odoo.addons.receivables_ext."
LOGGERS = ("odoo.sql_db", "odoo.models.unlink", "odoo.addons.base.models.ir_actions_report")


def public_methods(registry):
    """``(model, method, names of its arguments)`` of ours alone, not of core."""
    for name, model in sorted(registry.items()):
        found = {}
        for base in model.mro():
            for method, function in vars(base).items():
                if method.startswith("_") or not inspect.isfunction(function):
                    continue
                found.setdefault(method, []).append((base.__module__, function))
        for method, definitions in sorted(found.items()):
            is_ours = all(module.startswith(OURS) for module, _function in definitions)
            if is_ours and not hasattr(BaseModel, method):
                function = definitions[0][1]
                yield name, method, [*inspect.signature(function).parameters][1:], function


@tagged("post_install", "-at_install")
class TestFuzzMethods(FuzzCommon):
    """Only sentences come back, and a refusal leaves nothing."""

    def test_every_method(self):
        methods = [*public_methods(self.env.registry)]
        self.assertGreater(len(methods), 60)
        bad = {}
        for role in ROLES:
            for model, method, names, function in methods:
                short = 8 if names else 3
                self._fuzz(role, model, method, self._arguments(model, names, function), short, bad)
        self.assertFalse(bad, "\n\n".join(f"{key}: {why}" for key, why in bad.items()))

    def _arguments(self, model, names, function):
        arguments = [self._argument(name) for name in names]
        given_names = st.tuples(*arguments) if arguments else st.just(())
        if getattr(function, "_api_model", False):
            return given_names.map(list)
        # As superuser: ids may be guessed.
        known = self.env[model].sudo().with_context(active_test=False).search([], limit=6).ids
        ids = st.lists(st.sampled_from([*known, 2**31 - 1]), max_size=2, unique=True)
        return st.tuples(ids, given_names).map(lambda both: [both[0], *both[1]])

    def _argument(self, name):
        lines = self.env["account.move.line"].search([("partner_id", "=", self.customer.id)])
        id_lists = st.lists(st.sampled_from([*lines.ids, 2**31 - 1]), max_size=4)
        fields = st.sampled_from(
            [*self.env["receivables.statement"]._fields, "date", "amount", "partner_id", "nothing"]
        )
        likely = {
            "line_ids": id_lists,
            "proposal": st.lists(
                st.fixed_dictionaries(
                    {
                        "debit_line_id": st.one_of(st.sampled_from(lines.ids), scalars),
                        "credit_line_id": st.one_of(st.sampled_from(lines.ids), scalars),
                        "amount": st.one_of(st.just(10.0), scalars),
                        "currency_id": st.one_of(st.just(self.company.currency_id.id), scalars),
                    },
                    optional={"reason": anything},
                ),
                max_size=2,
            ),
            "domain": st.lists(
                st.tuples(
                    st.sampled_from(["date_due", "amount", "partner_id", "code", "id", "nothing"]),
                    st.sampled_from(["=", "in", "<", "ilike", "any", "="]),
                    anything,
                ).map(list),
                max_size=2,
            ),
            "values": st.dictionaries(fields, anything, max_size=3),
        }
        return st.one_of(likely[name], anything) if name in likely else anything

    def _fuzz(self, role, model, method, arguments, short, bad):
        user = self.people[role]

        @examples(short)
        @given(arguments)
        def play(args):
            before = self.traces()
            # Closed, it undoes everything, as a server does after an error.
            with closing(self.env.cr.savepoint()), mute_logger(*LOGGERS):
                env = self.env(user=user, context={"allowed_company_ids": self.company.ids})
                why = self._call(env[model], method, args)
            self.env.invalidate_all()
            if why:
                bad.setdefault(f"{model}.{method}{args!r:.200} as {role}", why)
            self.assertEqual(self.traces(), before, "undone")

        play()

    def _call(self, records, method, args):
        """What went wrong with a call, or nothing."""
        try:
            call_kw(records, method, args, {})
            records.env.flush_all()
        except REFUSALS:
            return ""
        except TypeError as error:
            return "" if "positional argument" in str(error) else _last_lines(error)
        except ValueError as error:
            # Of another number of records than a method takes: by core, for all methods.
            return "" if "Expected singleton" in str(error) else _last_lines(error)
        except Exception as error:  # noqa: BLE001  any other is what this test looks for
            return _last_lines(error)
        return ""


def _last_lines(error):
    return "".join(traceback.format_exception(error)[-4:])
