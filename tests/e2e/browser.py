"""A browser that types and clicks as a person does: real keys, real pointer, real focus."""

import resource
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

from odoo.tests import HttpCase, new_test_user
from odoo.tests.common import TEST_CURSOR_COOKIE_NAME

from odoo.addons.receivables_ext.tests.common import ReceivablesCommon

from dev.paths import ROOT

PICTURES = ROOT / "build" / "test"
"""Where a failing test leaves a picture of what it saw."""
PROGRAM = "/usr/bin/chromium"
DESKTOP, PHONE = (1366, 768), (390, 844)
CLERK = "base.group_user,account.group_account_invoice"


@contextmanager
def room_for_a_browser():
    """A browser reserves more addresses than Odoo allows itself, and inherits that limit."""
    limits = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limits[1], limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, limits)


class Person:
    """Somebody at a page, whose clicks are counted; typing and reading are none."""

    def __init__(self, page):
        self.page = page
        self.clicks = 0

    def click(self, selector, **options):
        self.page.locator(selector).first.click(**options)
        self.clicks += 1

    def tick(self, row):
        """Tick a row of a list, and again when a list that was still loading forgot it."""
        for _attempt in range(20):
            self.click(f"{row}:not(.o_data_row_selected) .o_list_record_selector input")
            self.page.wait_for_timeout(500)
            if self.page.locator(f"{row}.o_data_row_selected").count():
                return
        raise AssertionError(f"{row} does not stay ticked")

    def see(self, selector):
        self.page.locator(selector).first.wait_for(timeout=60_000)

    def gone(self, selector):
        self.page.locator(selector).first.wait_for(state="detached", timeout=60_000)

    def type_in(self, selector, text):
        field = self.page.locator(selector).first
        field.fill(text)
        field.press("Tab")


class BrowserCase(ReceivablesCommon, HttpCase):
    """A database in the transaction of the test, and a browser that talks to it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = cls.user_with("browser_clerk", CLERK)

    @classmethod
    def user_with(cls, login, groups, **values):
        companies = {"company_id": cls.company.id, "company_ids": [cls.company.id]}
        return new_test_user(cls.env, login, groups=groups, **companies, **values)

    @classmethod
    def speak_french(cls):
        cls.env["res.lang"]._activate_lang("fr_FR")
        modules = cls.env["ir.module.module"].search([("state", "=", "installed")])
        modules._update_translations(["fr_FR"])

    @contextmanager
    def at(self, user, path="/odoo", size=DESKTOP):
        """``user`` at a page of theirs; the database is theirs alone until they leave."""
        self.authenticate(user.login, user.login)
        self.env.flush_all()
        self.env.invalidate_all()
        with (
            self.allow_requests(all_requests=True),
            room_for_a_browser(),
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(
                executable_path=PROGRAM, args=["--no-sandbox", "--disable-gpu"]
            )
            context = browser.new_context(
                viewport=dict(zip(("width", "height"), size, strict=True)),
                reduced_motion="reduce",
            )
            given = {
                "session_id": self.session.sid,
                TEST_CURSOR_COOKIE_NAME: self.http_request_key,
            }
            url = self.base_url()
            context.add_cookies(
                [{"name": name, "value": value, "url": url} for name, value in given.items()]
            )
            page = context.new_page()
            page.set_default_timeout(60_000)
            page.goto(url + path, wait_until="commit")
            try:
                yield Person(page)
            except Exception:
                PICTURES.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=PICTURES / f"{self._testMethodName}.png")
                raise
            finally:
                page.goto("about:blank")  # nothing asks for anything any more
                browser.close()
        self._wait_remaining_requests()
        self.env.invalidate_all()
