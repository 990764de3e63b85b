"""The determinism contract across builds: every scenario has one hash, whatever the compiler, build type, instruction
set, number of threads, and with or without a log.

Usage: check_builds.py [--long] GONGJIAN [OTHER_GONGJIAN…]; builds named by GONGJIAN_ASAN (Debug, with sanitizers) and GONGJIAN_CLANG are
added. --long takes a district and ten years instead of a workshop and four.
"""
import json
import os
import subprocess
import sys
import tempfile

THREADS = [1, 2, 3, 8]
INSTRUCTION_SETS = ["baseline", "avx2", "avx512"]  # at most; of those, a machine takes what it has
SKIPPED = 77  # all that could be compared is the same


def run(program, scenario, *options, instruction_set=INSTRUCTION_SETS[-1]):
    result = subprocess.run([program, "run", scenario, "--json", *options], capture_output=True, text=True,
                            env={**os.environ, "GONGJIAN_INSTRUCTION_SET": instruction_set})
    assert result.returncode == 0, f"{program} run {scenario} {' '.join(options)}: {result.stderr}"
    return json.loads(result.stdout)["hash"]


def main():
    long = "--long" in sys.argv
    programs = [name for name in sys.argv[1:] if name != "--long"] + [os.environ[name] for name in ("GONGJIAN_ASAN", "GONGJIAN_CLANG") if os.environ.get(name)]
    listed = subprocess.run([programs[0], "list", "scenarios"], capture_output=True, text=True, check=True).stdout
    scenarios = [line.split()[0] for line in listed.splitlines()]
    failures = 0

    def compare(what, hashes):
        nonlocal failures
        same = len(set(hashes.values())) == 1
        failures += not same
        print(f"{'same' if same else 'DIFFERENT':9} {next(iter(hashes.values()))}  {what}")
        if not same:
            for how, value in hashes.items():
                print(f"          {value}  {how}")

    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "log.h5")
        for scenario in scenarios:
            size = ["--population", "district", "--weeks", "520"] if long else ["--population", "workshop", "--weeks", "208"]
            if scenario == "district_merger":  # needs Shanghai's districts
                size = ["--set", "population.member_share=0.02", "--set", "event.0.week=100", "--weeks", "208"]
            hashes = {program: run(program, scenario, *size, "--no-log", "--threads", "1") for program in programs}
            for narrower in INSTRUCTION_SETS[:-1]:
                hashes[narrower] = run(programs[0], scenario, *size, "--no-log", "--threads", "1", instruction_set=narrower)
            compare(f"{scenario}: {len(programs)} builds and {len(INSTRUCTION_SETS)} instruction sets", hashes)
        size = ["--population", "district", "--weeks", "120"]
        hashes = {}
        for program in programs:
            for threads in THREADS:
                for logging in (["--no-log"], ["-o", log, "--force"]):
                    how = f"{program} --threads {threads} {'without' if logging[0] == '--no-log' else 'with'} a log"
                    hashes[how] = run(program, "full_package", *size, *logging, "--threads", str(threads))
        compare(f"full_package, district: {len(hashes)} ways (builds, threads {THREADS}, log on and off)", hashes)
    print(f"{len(programs)} builds: {' '.join(programs)}")
    if len(programs) < 2:
        print("only one build was there to compare; ./test builds the others and names them")
    return 1 if failures else SKIPPED if len(programs) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
