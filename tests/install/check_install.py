#!/usr/bin/env python3
"""What `cmake --install` leaves works wherever it is moved to, and a model of one's own builds on it.

    check_install.py CMAKE BUILD-FOLDER SOURCE-FOLDER

Where strace may trace, it tells whether an installed program looks at the tree it was built in.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def run(*command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=600, **options)
    assert done.returncode == 0, f"{command}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


def installed(cmake, build, work):
    """The prefix, moved after the installation."""
    run(cmake, "--install", build, "--prefix", work / "first")
    return (work / "first").rename(work / "moved")


def check_model(cmake, source, prefix, work):
    """The example is built outside the tree, against the installed library alone."""
    shutil.copytree(source / "docs/examples/own_model", work / "own_model")
    built = work / "built"
    run(cmake, "-S", work / "own_model", "-B", built, f"-DCMAKE_PREFIX_PATH={prefix}", "-DCMAKE_BUILD_TYPE=Release")
    cache = (built / "CMakeCache.txt").read_text()
    assert f"gongjian_DIR:PATH={prefix}/" in cache, re.findall("gongjian_DIR.*", cache)
    run(cmake, "--build", built)
    one, two = run(built / "ponds", 1), run(built / "ponds", 2)
    assert re.search(r"^hash [0-9a-f]{16}$", one, re.M) and one.count("week ") == 4, one
    assert one == two, f"one thread: {one}two: {two}"


def check_program(source, prefix, work):
    """In an empty folder, by names alone; no file of the source tree is looked at."""
    here, program, trace = work / "elsewhere", prefix / "bin/gongjian", work / "trace"
    here.mkdir()
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(here)}
    traces = shutil.which("strace") and subprocess.run(["strace", "-o", trace, "true"], capture_output=True).returncode == 0
    if not traces:
        print("strace cannot trace here: whether the source tree is looked at was not seen")
    for words in (["run", "leader_leaves", "--weeks", "60", "--population", "workshop"],
                  ["run", "baseline_stable", "--weeks", "4", "--population", "shanghai", "--no-log"],
                  ["check", "leader_leaves", "reforms_robust"],
                  ["list", "lessons"]):
        tracer = ["strace", "-f", "-qq", "-e", "trace=%file", "-o", trace] if traces else []
        run(*tracer, program, *words, cwd=here, env=environment)
        if not traces:
            continue
        seen = trace.read_text()
        assert str(prefix) in seen, "strace saw nothing"
        assert f'"{source}/' not in seen, [line for line in seen.splitlines() if str(source) in line][:5]
    assert (here / "leader_leaves.h5").stat().st_size > 0


def check_module(prefix, work):
    """Python finds the module, and the module the scenarios of its own installation."""
    for packages in prefix.glob("lib/python3*/dist-packages"):
        found = run("/usr/bin/python3", "-c", "import gongjian; print(gongjian.Scenario('leader_leaves').path, gongjian.__file__)",
                    cwd=work, env={**os.environ, "PYTHONPATH": str(packages)})
        assert found == f"{prefix}/share/gongjian/scenarios/leader_leaves.toml {packages}/gongjian/__init__.py\n", found
        print("the module is installed")


def check_files(prefix):
    for file in ("share/man/man1/gongjian.1.gz", "share/man/man1/gongjian-run.1.gz",
                 "share/man/zh_CN/man1/gongjian-run.1.gz", "share/gongjian/schema/scenario.json",
                 "share/gongjian/schema/zh/lesson.json",
                 "share/bash-completion/completions/gongjian", "share/zsh/vendor-completions/_gongjian",
                 "share/fish/vendor_completions.d/gongjian.fish", "share/doc/gongjian/copyright",
                 "share/doc/gongjian/README.md", "share/doc/gongjian/docs/window.md",
                 "include/gongjian/engine/core/rng.hpp"):
        assert (prefix / file).stat().st_size > 0, file


def main():
    cmake, build, source = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        prefix = installed(cmake, build, work)
        check_files(prefix)
        check_program(source, prefix, work)
        check_module(prefix, work)
        check_model(cmake, source, prefix, work)
    print("an installation that was moved runs, and a model builds on it")


if __name__ == "__main__":
    main()
