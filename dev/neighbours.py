"""`dev/run neighbours`: suites of Odoo's own modules end the same with the module as without."""

import re
import tomllib
from contextlib import contextmanager

from dev import ports
from dev.console import progress, say
from dev.database import copy, drop, odoo, template
from dev.errors import SetupError
from dev.locking import lock
from dev.odoo_env import python_command
from dev.paths import ADDON, ROOT, short_hash
from dev.recording import record

OTHERS = "point_of_sale,hr_expense,website_sale,sale_stock,l10n_fr_pos_cert"
# What touches payments, their dialog, reconciliation and customers. Suites with pages are left
# out: they build every asset first, which takes longer than all of these.
CORE = (
    *("account:TestAccountPayment", "account:TestAccountPaymentRegister"),
    *("account:TestAccountPaymentItems", "account:TestAccountPaymentDuplicateMoves"),
    *("account:TestAccountPaymentMethodLine", "account:TestAccountMoveReconcile"),
    *("account:TestAccountEarlyPaymentDiscount", "account:TestAccountMergeWizard"),
    *("account:TestMergePartner", "account:TestCompanyBranch"),
    *("account:TestAccountMovePaymentsWidget", "account:TestAccountBankStatementLine"),
    "account_payment:TestAccountPayment",
)
# Split payments, sales on account, orders invoiced; expenses that the company paid.
THEIRS = (
    *("point_of_sale:TestPoSBasicConfig", "point_of_sale:TestPoSMultipleReceivableAccounts"),
    *("point_of_sale:TestPointOfSaleFlow", "point_of_sale:TestPoSOtherCurrencyConfig"),
    *("hr_expense:TestExpenses", "hr_expense:TestExpensesStates"),
    *("sale_stock:TestValuationReconciliationCommon", "l10n_fr_pos_cert:TestHash"),
)
OURS = (
    f"{ADDON}/tests/payments/entry/test_duplicate_reason.py",
    f"{ADDON}/tests/allocation/test_allocation.py",
)
SMALL = ("account:TestAccountPayment", "point_of_sale:TestPoSMultipleReceivableAccounts")
WITHHELD = (
    "l10n_account_withholding_tax:TestL10nAccountWithholdingTaxesFlows",
    "l10n_account_withholding_tax:TestL10nAccountWithholdingTaxesAmounts",
)
# Run nowhere else: they need the module of the others.
TAGGED = (f"withholding/{ADDON}/tests/payments/deductions/test_withholding.py",)
# What is installed first and then, the suites, and those that only the end has.
COMPARISONS = {
    "core": ("", ADDON, CORE, OURS),
    "they-first": (OTHERS, ADDON, (*CORE, *THEIRS), OURS),
    "withholding": (
        "l10n_account_withholding_tax",
        ADDON,
        WITHHELD,
        TAGGED,
    ),
    "we-first": (ADDON, OTHERS, SMALL, ()),
}
FOLDER = ROOT / "build" / "neighbours"
KNOWN = ROOT / "dev" / "neighbours.toml"
STARTED = re.compile(r" INFO \S+ odoo\.addons\.(\w+)\S*: Starting (\w+\.\w+) ")
BROKEN = re.compile(
    r" ERROR \S+ odoo\.addons\.(\w+)\S*: (?:FAIL|ERROR): (?:Subtest )?(\w+(?:\.\w+)?)"
)


def neighbours(steps):
    """Run the comparisons of these names, or all; returns 1 when one ends in an unknown way."""
    if unknown := set(steps) - COMPARISONS.keys():
        raise SetupError(f"{', '.join(unknown)}: choose among {', '.join(COMPARISONS)}.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    surprises = []
    with lock(f"neighbours-{short_hash(ROOT)[:6]}"):
        for name in steps or COMPARISONS:
            say(f"--- {name}")
            surprises += compare(*compared(name), known_differences())
    print(f"neighbours: {len(surprises)} unexpected" if surprises else "neighbours: as expected")
    return 1 if surprises else 0


def compared(step):
    """How the tests of a comparison end before the second installation, and after it."""
    first, second, suites, more = COMPARISONS[step]
    with database(step, first) as name:
        before = {} if first == ADDON else results(name, f"{step}-before", suites)
        install(name, second)
        return before, results(name, f"{step}-after", (*suites, *more))


@contextmanager
def database(name, modules):
    """A new database of this clone with these modules, dropped at the end."""
    name = f"receivables_neighbours_{short_hash(ROOT)[:6]}_{name}"
    drop(name)
    copy(template(), name)
    try:
        if modules:
            install(name, modules)
        yield name
    finally:
        drop(name)


def install(name, modules):
    """Install modules beside those that the database has."""
    with progress(f"Database {name}: installing {modules}"):
        odoo(["-d", name, "-i", modules, "--stop-after-init", "--no-http", "--log-level=warn"])


def results(name, title, suites):
    """How each test of these suites ends: ``{"module Class.test": has it passed}``."""
    log = FOLDER / f"{title}.log"
    tags = ",".join(suite if suite in TAGGED else f"/{suite}" for suite in suites)
    options = ["--test-enable", "--test-tags", tags, "--stop-after-init", "--max-cron-threads=0"]
    command = python_command("-m", "odoo", "-d", name, f"--http-port={ports.any_free()}", *options)
    with progress(f"{title}: {len(suites)} suites"):
        record(["nice", "-n", "10", *command], log)
    found = read_results(log.read_text())
    if not found:
        raise SetupError(f"{title}: no test was run (what Odoo printed is in {log}).")
    return found


def read_results(log):
    """Read Odoo's log; a class that could not be set up is a test of its own."""
    passed = {f"{module} {test}": True for module, test in STARTED.findall(log)}
    return passed | {f"{module} {test}": False for module, test in BROKEN.findall(log)}


def known_differences(text=None):
    """Tests that end differently, with the reason: ``{"module Class.test": reason}``."""
    reasons = tomllib.loads(KNOWN.read_text() if text is None else text)
    return {test: reason for reason, tests in reasons.items() for test in tests["tests"]}


def compare(before, after, known):
    """Print what ends differently; return the tests for which no reason is known, or no longer.

    :param before: how tests end without the module; ``{}`` where all must pass
    :param after: how they end with it; its tests that ``before`` lacks must pass
    """
    different = {test for test, passed in before.items() if after.get(test) != passed}
    different |= {test for test, passed in after.items() if not passed and test not in before}
    healed = {test for test in known if after.get(test) is True} - different
    for test in sorted(different | healed):
        state = "ends as without the module: forget it" if test in healed else known.get(test)
        print(f"  {test}: {state or 'UNEXPECTED'}")
    print(f"  {len(after)} tests, {len(different)} end differently", flush=True)
    return sorted((different - known.keys()) | healed)
