#!/usr/bin/env python3
"""What a version's results are: a hash for every scenario, and the mean and spread of every outcome over 30 seeds.

Usage: baselines.py check GONGJIAN        are the hashes those of the baseline? (seconds)
       baselines.py statistics GONGJIAN   do 30 other seeds of every scenario agree with its 30? (minutes)
       baselines.py update GONGJIAN       writes the baseline of this version anew (minutes)

A baseline is changed by `update` alone. Where what it has differs now, that is only together with an entry of CHANGELOG.md
tagged **[results]** or **[hash]** that was not there when it was written before; a scenario that it has not is just added.
Each version has its own, VERSION.json beside this script.
"""
import json
import math
import os
import re
import statistics
import subprocess
import sys
import tempfile

import h5py
from scipy import stats

FOLDER = os.path.dirname(os.path.abspath(__file__))
CHANGELOG = os.path.join(FOLDER, "..", "..", "CHANGELOG.md")
SEEDS = 30
LEVEL = 0.001  # chance that a check of all scenarios and outcomes fails though nothing has changed (Holm)
SIZES = {"workshop": ["--population", "workshop"], "district": ["--population", "district", "--weeks", "104"]}
MERGER = ["--set", "population.member_share=0.02"]  # needs Shanghai's districts


def gongjian(program, *arguments):
    result = subprocess.run([program, *arguments], capture_output=True, text=True)
    assert result.returncode == 0, f"gongjian {' '.join(arguments)}: {result.stderr}"
    return result.stdout


def scenarios(program):
    return [line.split()[0] for line in gongjian(program, "list", "scenarios").splitlines()]


def hashes(program):
    found = {}
    for scenario in scenarios(program):
        sizes = {"shanghai": [*MERGER, "--weeks", "208"]} if scenario == "district_merger" else SIZES
        found[scenario] = {name: json.loads(gongjian(program, "run", scenario, "--no-log", "--json", *size))["hash"]
                           for name, size in sizes.items()}
    return found


def outcomes(program, first_seed):
    """{scenario: {outcome: [mean, standard deviation, seeds in which it was to be had]}}"""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for scenario in scenarios(program):
            path = os.path.join(folder, "results.h5")
            size = MERGER if scenario == "district_merger" else SIZES["district"][:2]
            gongjian(program, "compare", scenario, "-n", str(SEEDS), "--seed", str(first_seed), "-o", path, "--force", *size)
            with h5py.File(path) as results:
                found[scenario] = {}
                for name, values in results.items():
                    if not isinstance(values, h5py.Dataset) or values.ndim != 3 or values.dtype.kind != "f" or name == "seconds":
                        continue
                    known = [float(value) for value in values[0, 0] if not math.isnan(value)]
                    if known:
                        spread = statistics.stdev(known) if len(known) > 1 else 0
                        found[scenario][name] = [statistics.fmean(known), spread, len(known)]
            print(f"{scenario}: {len(found[scenario])} outcomes of {SEEDS} seeds", flush=True)
    return found


def difference(one, other):
    """The p-value of Welch's test; of outcomes that hardly vary, whether they are the same."""
    (mean_a, sd_a, n_a), (mean_b, sd_b, n_b) = one, other
    if min(n_a, n_b) < 2 or sd_a + sd_b < 1e-9 * (abs(mean_a) + abs(mean_b)):
        return 1.0 if math.isclose(mean_a, mean_b, rel_tol=1e-6, abs_tol=1e-9) else 0.0
    return float(stats.ttest_ind_from_stats(mean_a, sd_a, n_a, mean_b, sd_b, n_b, equal_var=False).pvalue)


def changes_of_results():
    """The tagged entries of the changelog, as often as they are there."""
    with open(CHANGELOG, encoding="utf-8") as text:
        return len(re.findall(r"^- \*\*\[(?:results|hash)\]\*\*", text.read(), re.MULTILINE))


def path_of(program):
    return os.path.join(FOLDER, gongjian(program, "--version").split()[1] + ".json")


def read(program):
    with open(path_of(program), encoding="utf-8") as file:
        return json.load(file)


def tell_hashes(before, now):
    """Prints what differs; how many do, and how many of these the baseline has."""
    differing = changed = 0
    for scenario in sorted(before.keys() | now.keys()):
        for size in sorted(before.get(scenario, {}).keys() | now.get(scenario, {}).keys()):
            was, is_now = before.get(scenario, {}).get(size, "none"), now.get(scenario, {}).get(size, "none")
            if was != is_now:
                differing += 1
                changed += was != "none"
                print(f"DIFFERENT {scenario}, {size}: the baseline has {was}, this build gives {is_now}")
    return differing, changed


def check(program):
    baseline = read(program)
    now = hashes(program)
    differing, changed = tell_hashes(baseline["hashes"], now)
    print(f"{sum(map(len, now.values()))} hashes of {len(now)} scenarios, {differing} other than the baseline's")
    if baseline["tagged_entries"] != changes_of_results():
        differing += 1
        print(f"CHANGELOG.md has {changes_of_results()} entries tagged [results] or [hash]; when the baseline was written "
              f"it had {baseline['tagged_entries']}")
    if changed:
        print("If results are meant to change, say so in CHANGELOG.md with an entry tagged [results] (or [hash], where only "
              "state hashes do), and run `baselines.py update GONGJIAN`.")
    elif differing:
        print("Run `baselines.py update GONGJIAN`.")
    return differing == 0


def check_statistics(program):
    before, now = read(program)["outcomes"], outcomes(program, 1 + SEEDS)
    tests = sorted((difference(before[scenario][name], of[name]), scenario, name)
                   for scenario, of in now.items() for name in of if name in before.get(scenario, {}))
    missing = sum(len(of) for of in before.values()) - len(tests)
    failed = []
    for rank, (p, scenario, name) in enumerate(tests):
        if p * (len(tests) - rank) >= LEVEL:
            break
        failed.append((p, scenario, name))
    for p, scenario, name in failed:
        print(f"DIFFERENT {scenario}, {name}: {before[scenario][name][0]:.6g} in the baseline, {now[scenario][name][0]:.6g} "
              f"over other seeds (p = {p:.2g})")
    print(f"{len(tests)} outcomes of {len(now)} scenarios, {SEEDS} seeds against {SEEDS} others: {len(failed)} differ "
          f"(Welch's test, Holm, {LEVEL}); the least p is {tests[0][0]:.2g}; {missing} of the baseline are missing")
    return not failed and not missing


def update(program):
    path, tagged, now = path_of(program), changes_of_results(), hashes(program)
    if os.path.exists(path):
        baseline = read(program)
        differing, changed = tell_hashes(baseline["hashes"], now)
        if not differing and baseline["tagged_entries"] == tagged:
            print("Nothing has changed.")
            return True
        if changed and tagged <= baseline["tagged_entries"]:
            print(f"Not written: CHANGELOG.md has no new entry tagged [results] or [hash] (it has {tagged}, as when the baseline "
                  "was written). Say what changes, in which direction, and why; then run this again.")
            return False
    whole = {"tagged_entries": tagged, "hashes": now, "outcomes": outcomes(program, 1)}
    with open(path + ".part", "w", encoding="utf-8") as file:  # a line for each scenario
        parts = [f'"tagged_entries": {tagged}']
        for name in ("hashes", "outcomes"):
            lines = ",\n".join(f" {json.dumps(scenario)}: {json.dumps(of)}" for scenario, of in whole[name].items())
            parts.append(f'"{name}": {{\n{lines}\n}}')
        file.write("{" + ",\n".join(parts) + "}\n")
    os.replace(path + ".part", path)
    print(f"Written: {path}")
    return True


COMMANDS = {"check": check, "statistics": check_statistics, "update": update}

if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    sys.exit(0 if COMMANDS[sys.argv[1]](sys.argv[2]) else 1)
