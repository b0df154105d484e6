"""Play without the addon, or without its guards, in a database where it is installed.

What is bypassed are the methods: the columns that the addon adds stay.
"""

from contextlib import ExitStack, contextmanager
from unittest.mock import patch

ADDON = "odoo.addons.receivables_ext."
CORRECTIONS = f"{ADDON}models.payments.corrections"
GUARDS = {
    "lock": ("check_system_fields", "check_payment_write", "check_undo"),
    "entry_lock": (
        *("check_entries", "check_entries_write"),
        *("check_items_write", "check_partials"),
    ),
}


@contextmanager
def without_addon(registry, *models):
    """Let every method of ``models`` that the addon extends be core's alone."""
    with ExitStack() as stack:
        for model in models:
            for cls in registry[model].mro():
                if cls.__module__.startswith(ADDON):
                    for name in _extended(cls, registry[model]):
                        stack.enter_context(patch.object(cls, name, _straight_to_core(cls, name)))
        yield


@contextmanager
def without_guards():
    """Let nothing be checked before a registered payment or its entry is written."""
    with ExitStack() as stack:
        for module, names in GUARDS.items():
            for name in names:
                guard = f"{CORRECTIONS}.{module}.{name}"
                stack.enter_context(patch(guard, lambda *args: None))
        yield


def _extended(cls, model):
    """Names of the methods of ``cls`` that call those of the classes behind it."""
    mro = model.mro()
    behind = mro[mro.index(cls) + 1 :]
    return [
        name
        for name, value in vars(cls).items()
        if callable(value) and not name.startswith("__") and any(name in vars(c) for c in behind)
    ]


def _straight_to_core(cls, name):
    def method(records, *args, **kwargs):
        return getattr(super(cls, records), name)(*args, **kwargs)

    return method
