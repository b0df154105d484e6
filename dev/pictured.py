"""The columns of the screens that the documentation shows as pictures; read inside Odoo.

`make pictures` writes them beside the pictures, and a test compares them with the views: a
picture that shows another screen than the product is taken again.
"""

import json

from lxml import etree

from dev.paths import ADDON, ROOT

FOLDER = ROOT / "docs" / "images"
FILE = FOLDER / "columns.json"
# Picture -> model, view, and the field of the form whose grid it shows.
LISTS = {
    "payment": ("account.payment", "account.view_account_payment_form", "allocation_line_ids"),
    "payments": ("account.payment", "account.view_account_payment_tree", None),
    "receipts": ("receivables.receipt", f"{ADDON}.view_receipt_list", None),
    "schedule": ("receivables.installment", f"{ADDON}.view_installment_list", None),
}
STATEMENT = ROOT / ADDON / "static" / "src" / "statements" / "table.xml"


def columns(env):
    """``{picture: [column]}``: those that are shown to everybody at first."""
    found = {name: _columns_of_list(env, *where) for name, where in LISTS.items()}
    titles = etree.parse(STATEMENT).iterfind(".//thead/tr/th")
    return {**found, "statement": [title.text for title in titles]}


def _columns_of_list(env, model, view, field):
    arch = env[model].get_view(env.ref(view).id)["arch"]
    tree = etree.fromstring(arch)
    grid = tree.find(f".//field[@name='{field}']/list") if field else tree
    return [each.get("name") for each in grid.iterfind("field") if _is_shown(each)]


def _is_shown(field):
    return field.get("optional") != "hide" and field.get("column_invisible") not in ("1", "True")


def write(env):
    """Say which columns the pictures show now."""
    FILE.write_text(json.dumps(columns(env), indent=2, sort_keys=True) + "\n")


def read():
    return json.loads(FILE.read_text())
