"""D. By load and by odd input, and what was issued."""

from tests.attack.acts import PAYMENT, write
from tests.attack.attack import Attack
from tests.attack.town import ROLES

FILE = "ir.attachment"
FILES = ("ours_receipt_file", "ours_statement_file", "ours_evidence")
CHANGES = {
    "datas": "eHg=",
    "name": "other.pdf",
    "mimetype": "text/html",
    "public": True,
    "res_id": lambda town: town.credit,
    "res_field": "x",
    "url": "http://example.com",
    "company_id": lambda town: town.foreign_company,
}
PAGES = (
    *("/receivables/verify/%00", "/receivables/verify/x"),
    *("/report/html/receivables_ext.report_receipt/1", "/my/statement?company_id=2"),
    *("/my/statement/pdf?date_from=x", "/my/statements/1?access_token=x", "/my/receipts/2"),
    *("/receivables/statement/1/xlsx", "/receivables/installments/1/xlsx", "/my/receipts/page/999"),
)
CALLS = {
    "no filter": ("receivables.installment", "get_totals", [["date_due", "=", "some day"]]),
    "no list": ("receivables.allocation", "apply", True),
    "no rows": ("receivables.allocation", "apply", [1, 2]),
    "no ids": ("receivables.allocation", "propose", "abc"),
    "a number too large": ("receivables.allocation", "propose", [2**31]),
}


def copies(count):
    """One archived document, as often as an address can hold."""
    return lambda town, call: call.get(
        f"/receivables/receipts/{','.join([str(town.ours_receipt)] * count)}.pdf"
    )


def many(town, call):
    """More documents than one request may ask for."""
    call.get(f"/receivables/receipts/{','.join(map(str, range(1, 400)))}.pdf")


def unlink(name):
    return lambda town, call: call(FILE, "unlink", [getattr(town, name)])


def delete_by_discussion(name):
    return lambda town, call: call.rpc(
        "/mail/attachment/delete", {"attachment_id": getattr(town, name)}
    )


def out_of_the_payment(command):
    return lambda town, call: call(
        PAYMENT, "write", [town.ours_payment], {"attachment_ids": [command(town)]}
    )


ATTACKS = [
    Attack("D16 the same file a thousand times", copies(1000), (*ROLES[:-1],), refused=False),
    Attack("D16 399 files at once", many, (*ROLES[:-1],)),
    *(Attack(f"D17 {page}", lambda t, c, p=page: c.get(p), refused=False) for page in PAGES),
    *(Attack(f"D17 {name}", lambda town, call, a=asked: call(*a)) for name, asked in CALLS.items()),
    *(
        Attack(f"D18 {file} gets another {name}", write(FILE, file, **{name: value}))
        for file in FILES
        for name, value in CHANGES.items()
    ),
    *(Attack(f"D18 {file} is deleted", unlink(file)) for file in FILES),
    Attack("D18 evidence is taken out", out_of_the_payment(lambda t: [2, t.ours_evidence, 0])),
    Attack(
        "D18 evidence of another payment",
        lambda t, c: c(PAYMENT, "write", [t.credit], {"attachment_ids": [[4, t.ours_evidence]]}),
    ),
    Attack(
        "D18 an archived document is written on",
        write("receivables.receipt", "ours_receipt", amount_paid=1.0),
    ),
    Attack(
        "D18 an issued statement is written on",
        write("receivables.statement.copy", "ours_statement", balance="0"),
    ),
]
