"""Run the scheduled action on a database as the scheduler does, in a process of its own.

Usage: ``python -m tests.bench.cron_run DATABASE``; prints one line of JSON.
"""

import json
import sys
import time
from unittest.mock import patch

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import SQL, config

from .checks import count_differences
from .measure import resident_memory


def main(database):
    """Allocate all credits of ``database``, for good, and return what it took."""
    config.parse_config(["-d", database, "--log-level=warn"], setup_logging=True)
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        before, memory = count_credits(env), []
        seconds, queries = _run_noting_memory(env, memory)
        return {
            "seconds": seconds,
            "queries": queries,
            "credits_before": before,
            "credits_left": count_credits(env),
            "memory_after_each_batch": [round(megabytes) for megabytes in memory],
            "differences": {rule: n for rule, n in count_differences(env).items() if n},
        }


def count_credits(env):
    """Open credits of customers who still owe something: what the action can use."""
    return env.execute_query(
        SQL(
            """
            SELECT coalesce(sum(credits), 0)::int FROM (
                SELECT count(*) FILTER (WHERE line.amount_residual < 0) AS credits
                  FROM account_move_line AS line
                  JOIN account_account AS account ON account.id = line.account_id
                 WHERE account.account_type = 'asset_receivable'
                   AND line.parent_state = 'posted' AND line.reconciled IS NOT TRUE
                 GROUP BY line.partner_id HAVING max(line.amount_residual) > 0) AS customer
            """
        )
    )[0][0]


def _run_noting_memory(env, memory):
    """Return (seconds, queries); ``memory`` gets the resident memory after each commit."""
    IrCron = type(env["ir.cron"])
    commit_progress = IrCron._commit_progress

    def commit_and_note(self, *args, **kwargs):
        left = commit_progress(self, *args, **kwargs)
        memory.append(resident_memory())
        return left

    with patch.object(IrCron, "_commit_progress", commit_and_note):
        queries, start = env.cr.sql_log_count, time.perf_counter()
        env.ref("receivables_ext.ir_cron_allocate_credits").ir_actions_server_id.run()
        env.cr.commit()
        return time.perf_counter() - start, env.cr.sql_log_count - queries


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
