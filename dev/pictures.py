"""`make pictures`: the screens of the documentation, from the examples, in English and French.

The browser and what reads the views run inside the environment; this file does both parts.
"""

import shutil
import sys
from typing import NamedTuple

from dev import ports
from dev.console import progress, say
from dev.database import inside
from dev.demo import DATABASE, prepare_database
from dev.locking import lock
from dev.odoo_env import odoo_port
from dev.paths import ADDON, ROOT
from dev.server import serving
from dev.sql import query
from dev.system import BROWSER, need

FOLDER = ROOT / "docs" / "images"
STORE = ROOT / ADDON / "static" / "description"
PROGRAM = "/usr/bin/chromium"
WIDTH = 1366
SETTLE = 2500  # milliseconds
MOST_RUNS = 5
# The language of the screens, and what the names of its pictures end with.
LANGUAGES = {"en_US": "", "fr_FR": ".fr"}
TABLE = ".o_receivables_statement table"


class Picture(NamedTuple):
    """A page: where it is, what is clicked, what says that it is all there, and its height."""

    name: str
    path: str
    ready: str
    height: int
    click: str = ""


PICTURES = (
    Picture("payment", "customer-payments/{demo_blanc_cheque}", ".o_data_row", 1150),
    Picture("payments", "customer-payments", ".o_data_row", 860),
    Picture("statement", "receivables-statements", TABLE, 800, ".o_nocontent_help .btn-primary"),
    Picture("receipts", "receivables-receipts", ".o_data_row", 560),
    Picture("schedule", "receivables-schedule", ".o_data_row", 780),
)


def pictures(database=""):
    """Serve the examples, take every picture, and write down which columns they show.

    :param database: one that has the examples already; by default that of `make demo`
    """
    need(BROWSER)
    port = ports.any_free()
    with lock("demo"):
        if not database:
            prepare_database(f"http://localhost:{odoo_port()}")
        log = ROOT / "build" / "pictures.log"
        log.parent.mkdir(exist_ok=True)
        with serving(database or DATABASE, port, log, "--max-cron-threads=0"):
            inside("dev.pictures", f"http://{ports.HOST}:{port}", database or DATABASE)
    for picture in PICTURES:
        shutil.copy(FOLDER / f"{picture.name}.png", STORE)
    say(f"pictures are in {FOLDER.relative_to(ROOT)}/ and on the store page")


# === In the browser === #


def take(url, paths):
    """Take each picture in each language.

    :param dict paths: ``{name of the picture: path}``
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        context = browser.new_context(reduced_motion="reduce")
        page = context.new_page()
        page.set_default_timeout(90_000)
        _log_in(page, url)
        try:
            for lang, suffix in LANGUAGES.items():
                _speak(page, lang)
                for picture in PICTURES:
                    with progress(f"{picture.name}{suffix}.png"):
                        file = FOLDER / f"{picture.name}{suffix}.png"
                        _take_one(page, url + paths[picture.name], picture, file)
        finally:
            _speak(page, "en_US")
            browser.close()


def _take_one(page, address, picture, file):
    page.set_viewport_size({"width": WIDTH, "height": picture.height})
    page.goto(address)
    if picture.click:
        page.locator(picture.click).click()
    page.locator(picture.ready).first.wait_for()
    page.wait_for_timeout(SETTLE)  # figures and images that come after the lines
    page.evaluate("document.activeElement.blur()")
    page.screenshot(path=str(file), animations="disabled")
    _shrink(file)


def _shrink(file):
    """A screen has few colours: a palette says them in a third of the bytes."""
    from PIL import Image

    Image.open(file).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(
        file, optimize=True
    )


def _log_in(page, url):
    page.goto(f"{url}/web/login")
    page.fill("input[name='login']", "admin")
    page.fill("input[name='password']", "admin")
    page.locator(".oe_login_form button[type='submit']").first.click()
    page.locator(".o_web_client").wait_for()


def _speak(page, lang):
    """Give the user of the browser another language, as their preferences do."""
    page.evaluate(
        """async (lang) => {
            const call = async (method, args) => {
                const params = {model: "res.users", method, args, kwargs: {}};
                const answer = await fetch("/web/dataset/call_kw", {
                    method: "POST",
                    headers: {"Content-Type": "application/json"},
                    body: JSON.stringify({jsonrpc: "2.0", method: "call", params}),
                });
                return (await answer.json()).result;
            };
            const [user] = await call("search", [[["login", "=", "admin"]]]);
            await call("write", [[user], {lang}]);
        }""",
        lang,
    )


def _paths(database):
    """``{name of the picture: path}``, with the ids of the records that paths name."""
    known = "SELECT name || '=' || res_id FROM ir_model_data WHERE module = :'addon'"
    ids = dict(row.split("=") for row in query(known, database, addon=ADDON))
    return {picture.name: f"/odoo/{picture.path.format(**ids)}" for picture in PICTURES}


def _issue_receipts(env):
    """Make the documents that wait, which have no number yet; a run makes as many as it may."""
    receipts, waiting = env["receivables.receipt"], [("state", "=", "queued")]
    for _run in range(MOST_RUNS):
        if not receipts.search_count(waiting):
            break
        env.ref(f"{ADDON}.ir_cron_issue_receipts").method_direct_trigger()


def main(url, database):
    """The part that runs inside the environment."""
    from dev.inside_odoo import environment_of
    from dev.pictured import write

    with environment_of(database) as env:
        env["ir.config_parameter"].set_param("report.url", url)
        _issue_receipts(env)
    take(url, _paths(database))
    with environment_of(database) as env:
        write(env)


if __name__ == "__main__":
    main(*sys.argv[1:])
