"""Measure a function on a warm database: seconds, queries, memory; then compare two."""

import contextlib
import gc
import json
import statistics
import time
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measure:
    """Medians of some runs of one function.

    ``seconds`` and ``queries`` include what a commit adds (flush, messages); ``memory`` is the
    highest peak of resident memory above the start of a run, in MB. ``best`` is the shortest
    run, for information: ratios compare medians.
    """

    label: str
    seconds: float
    best: float
    queries: int
    memory: float
    runs: int


def measure(env, label, function, runs=3, warm=1):
    """Run ``function`` ``warm`` times, then ``runs`` times; each run is rolled back."""
    return _summary(label, [_run(env, function) for _number in range(warm + runs)][warm:])


def measure_pair(env, ours, core, runs=3, warm=1):
    """Measure two (label, function) as many times, in turn: what disturbs one disturbs both."""
    samples = [
        [_run(env, function) for _label, function in (ours, core)] for _number in range(warm + runs)
    ]
    return [
        _summary(label, list(column))
        for (label, _function), column in zip(
            (ours, core), zip(*samples[warm:], strict=True), strict=True
        )
    ]


def _summary(label, samples):
    seconds, queries, memory = zip(*samples, strict=True)
    return Measure(
        label,
        round(statistics.median(seconds), 4),
        round(min(seconds), 4),
        int(statistics.median(queries)),
        round(max(memory), 1),
        len(samples),
    )


def _run(env, function):
    env.invalidate_all()
    gc.collect()
    with contextlib.closing(env.cr.savepoint()):
        reset_peak_memory()
        memory, queries, start = resident_memory(), env.cr.sql_log_count, time.perf_counter()
        function()
        env.cr.flush()  # as a commit does: changes that the chatter tracks are written here
        seconds = time.perf_counter() - start
        sample = seconds, env.cr.sql_log_count - queries, peak_memory() - memory
        env.cr.precommit.clear()
        env.cr.postcommit.clear()
    return sample


NO_AIM = {"ratio": None, "aim": None, "met": None}


class Report:
    """The measures of a session: pairs (ours, core's), single ones, and facts."""

    def __init__(self):
        self.rows = []

    def compare(self, ours, core, aim):
        """Record both; the aim is that ours takes at most ``aim`` times core's median seconds."""
        ratio = round(ours.seconds / core.seconds, 3)
        if self.rows[-2:-1] != [{**asdict(core), **NO_AIM}]:
            self.rows.append({**asdict(core), **NO_AIM})
        self.rows.append({**asdict(ours), "ratio": ratio, "aim": aim, "met": ratio <= aim})

    def add(self, measured, **facts):
        self.rows.append({**asdict(measured), **NO_AIM, **facts})

    def table(self):
        """The rows as text, one a line."""
        head = f"{'':<62}{'median s':>9}{'best s':>8}{'queries':>9}{'MB':>7}"
        head += f"{'ours / core':>13}{'aim':>16}"
        return "\n".join([head, "-" * len(head), *map(self._line, self.rows)])

    def _line(self, row):
        aim = ""
        if row["aim"] is not None:
            aim = f"{'met' if row['met'] else 'MISSED'} <= {row['aim']:.2f}"
        ratio = "" if row["ratio"] is None else f"{row['ratio']:.2f}"
        return (
            f"{row['label']:<62}{row['seconds']:>9.3f}{row['best']:>8.3f}{row['queries']:>9}"
            f"{row['memory']:>7.0f}{ratio:>13}{aim:>16}"
        )

    def write(self, path: Path, **conditions):
        """Write everything to a JSON file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({**conditions, "measures": self.rows}, indent=1) + "\n")


def resident_memory():
    """Resident memory of this process, in MB."""
    return _process_status("VmRSS")


def peak_memory():
    """Highest resident memory since ``reset_peak_memory``, in MB."""
    return _process_status("VmHWM")


def reset_peak_memory():
    """Forget the peak so far; where Linux does not allow it, the peak is of the process."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _process_status(key):
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(key):
            return int(line.split()[1]) / 1024
    return 0.0
