"""How fast the part is that is ours: everything but waiting for WeCom.

`python -m benchmarks.offline` makes companies of 1,000 and 10,000 groups in a temporary folder, measures each step in a
fresh process, several times, and prints medians and ratios of this one run. Absolute times move between machines;
ratios hold.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.generate import NOW, Size, make_directory, make_live, make_past, write_corpus

# octodns-sync of octoDNS 1.x, dry run, YAML source against YAML target, 10,000 zones of 50 records each. Measured for
# this project in November 2026 on a 2-core Linux machine with CPython 3.11.7; peak memory 645 MB. Another machine than
# this run's: read the ratio as an order of magnitude.
OCTODNS_S: Final = 568.0
OCTODNS_ENTRIES: Final = 10_000 * 50

Measured = dict[str, float]


def main() -> None:
    """Run everything, or as a child process one step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--groups", type=int, default=10_000, help="size of the large company (default: 10000)")
    parser.add_argument("--members", type=int, default=100, help="people named in each group (default: 100)")
    parser.add_argument("--repeat", type=int, default=3, help="how often each step is measured (default: 3)")
    parser.add_argument("--huge", type=int, default=0, help="validate this many groups too, for the cost per group")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--root", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    size = Size(asked.groups, asked.members)
    if asked.step:
        sys.stdout.write(json.dumps(STEPS[asked.step](asked.root, size)))
        return
    with tempfile.TemporaryDirectory(prefix="reconciler-bench-") as folder:
        few, many = report(Path(folder), size, asked.repeat)
        if asked.huge:
            report_huge(Path(folder), Size(asked.huge, asked.members), few, many)


def report(folder: Path, large: Size, repeat: int) -> tuple[float, float]:
    """Measure everything and print it. Returns: seconds of validation per group in the small and the large company."""
    small = Size(max(1, large.groups // 10), large.members)
    print(f"CPython {platform.python_version()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}")
    print(f"medians of {repeat} runs, each in a fresh process\n")
    bare = statistics.median(_start([sys.executable, "-c", "pass"]) for _ in range(repeat))
    help_s = statistics.median(_start([sys.executable, "-m", "reconciler", "--help"]) for _ in range(repeat))
    print(f"reconciler --help            {help_s:7.2f} s   ({help_s / bare:.1f} × an interpreter that does nothing)\n")
    results = {size.groups: _measure(folder / f"{size.groups}", size, repeat) for size in (small, large)}
    for groups, measured in results.items():
        _print(groups, large.members, measured)
    few, many = results[small.groups], results[large.groups]
    print(f"cost per group, {large.groups:,} against {small.groups:,} groups (1.00 = grows in step with the work):")
    for name in ("load_s", "validate_s", "plan_s"):
        ratio = (many[name] / large.groups) / (few[name] / small.groups)
        print(f"  {name[:-2]:27}{ratio:7.2f}")
    ours, theirs = many["plan_s"] / (large.groups * large.members), OCTODNS_S / OCTODNS_ENTRIES
    print("\nbeside octoDNS (10,000 zones × 50 records, 568 s; see the source for how and where that was measured):")
    print(f"  per entry                  {theirs / ours:7.0f} times less")
    return few["validate_s"] / small.groups, many["validate_s"] / large.groups


def report_huge(folder: Path, size: Size, few: float, many: float) -> None:
    """Validate a huge company once, and say what a group costs beside the smaller ones."""
    root = folder / f"{size.groups}"
    _step("write", root, size)
    measured = _step("validate", root, size)
    each = measured["validate_s"] / size.groups
    print(
        f"\n{size.groups:,} groups: validate with every rule {measured['validate_s']:.2f} s, "
        f"peak {measured['validate_mb']:.0f} MB; per group {each / few:.2f} and {each / many:.2f} "
        "of what it costs in the smaller companies"
    )


def _print(groups: int, members: int, measured: Measured) -> None:
    print(f"{groups:,} groups × {members} people, {measured['differing']:.0f} of them differ")
    print(f"  write the files            {measured['write_s']:7.2f} s   (for comparison)")
    print(f"  load and validate          {measured['load_s']:7.2f} s   peak {measured['load_mb']:.0f} MB")
    print(f"  validate with every rule   {measured['validate_s']:7.2f} s   peak {measured['validate_mb']:.0f} MB")
    print(f"    of which the rules       {measured['rules_s']:7.2f} s   ({measured['findings']:.0f} findings)")
    print(f"  load, resolve, plan        {measured['plan_s']:7.2f} s   peak {measured['plan_mb']:.0f} MB")
    print(f"    of which resolve         {measured['resolve_s']:7.2f} s")
    print(f"    of which plan            {measured['assemble_s']:7.2f} s\n")


def _measure(root: Path, size: Size, repeat: int) -> Measured:
    merged = _step("write", root, size)
    for name in ("load", "validate", "plan"):
        runs = [_step(name, root, size) for _ in range(repeat)]
        merged |= {key: statistics.median(run[key] for run in runs) for key in runs[0]}
    return merged


def _step(name: str, root: Path, size: Size) -> Measured:
    """One step in a process of its own, so that its memory is its own."""
    words = ["--step", name, "--root", str(root), "--groups", str(size.groups), "--members", str(size.members)]
    done = subprocess.run([sys.executable, "-m", "benchmarks.offline", *words], check=True, stdout=subprocess.PIPE)
    measured: Measured = json.loads(done.stdout)
    return measured


def _start(words: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def _write(root: Path, size: Size) -> Measured:
    began = time.perf_counter()
    write_corpus(root, size)
    return {"write_s": time.perf_counter() - began}


def _load(root: Path, _size: Size) -> Measured:
    began = time.perf_counter()
    from reconciler.source.load import load

    loaded = load(root)
    taken_s = time.perf_counter() - began
    _require(loaded.desired is not None and not loaded.findings, f"{len(loaded.findings)} findings in the corpus")
    return {"load_s": taken_s, "load_mb": _peak_mb()}


def _validate(root: Path, _size: Size) -> Measured:
    """What `validate` does: load, then every rule that needs nothing but files."""
    began = time.perf_counter()
    from reconciler.engine.judging import judge_company
    from reconciler.source.load import load

    desired = load(root).desired
    if desired is None:
        raise SystemExit("the corpus has no company")
    before_rules = time.perf_counter()
    judged = judge_company(desired, NOW)
    ended = time.perf_counter()
    _require(len(judged.not_run) > 0, "every rule ran, even those that need WeCom")
    return {
        "validate_s": ended - began,
        "rules_s": ended - before_rules,
        "validate_mb": _peak_mb(),
        "findings": len(judged.findings),
    }


def _plan(root: Path, size: Size) -> Measured:
    """Everything that `plan` does but talking to WeCom; making the synthetic live state is not counted."""
    began = time.perf_counter()
    from reconciler.planning import Inputs, assemble
    from reconciler.resolve import resolve
    from reconciler.source.load import load
    from reconciler.wecom.capabilities import CAPABILITIES

    desired = load(root).desired
    if desired is None:
        raise SystemExit("the corpus has no company")
    loaded = time.perf_counter()
    directory = make_directory(size)
    before_resolve = time.perf_counter()
    resolved = resolve(desired, directory, NOW)
    after_resolve = time.perf_counter()
    live, past = make_live(resolved), make_past(resolved)
    before_plan = time.perf_counter()
    plan = assemble(Inputs(desired, resolved, directory, live, past, NOW, CAPABILITIES))
    ended = time.perf_counter()
    wanted = -(-size.groups // 100)
    _require(plan.summary.groups == wanted, f"{plan.summary.groups} groups differ instead of {wanted}")
    resolve_s, assemble_s = after_resolve - before_resolve, ended - before_plan
    return {
        "resolve_s": resolve_s,
        "assemble_s": assemble_s,
        "plan_s": loaded - began + resolve_s + assemble_s,
        "plan_mb": _peak_mb(),
        "differing": plan.summary.groups,
    }


def _require(holds: bool, complaint: str) -> None:
    """Nothing is worth measuring that does not do its work."""
    if not holds:
        raise SystemExit(complaint)


def _peak_mb() -> float:
    """Peak memory of this process and of its largest helper process, in MB, added up."""
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts in bytes, Linux in kilobytes
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(kind).ru_maxrss for kind in kinds) * unit / 1e6


STEPS: Final[dict[str, Callable[[Path, Size], Measured]]] = {
    "write": _write,
    "load": _load,
    "validate": _validate,
    "plan": _plan,
}

if __name__ == "__main__":
    main()
