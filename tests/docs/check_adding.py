#!/usr/bin/env python3
"""The pages docs/adding_*.md, followed literally in a copy of the repository.

    check_adding.py REPOSITORY GONGJIAN                  a minute: changes apply, files are valid, changed C++ compiles
    check_adding.py REPOSITORY --long [FOLDER]           builds it all and runs every command; FOLDER is kept, to go on in
    check_adding.py REPOSITORY --write [FOLDER]          the same, and writes what the commands print into the pages

What a page says to a machine: a block ```diff is applied; a block ```cpp PATH (or another language) is a new file; in a
block ```console each line that begins with `$ ` is run in the copy, with build/release first in the PATH, and what it
prints, without blank lines at its end, must be the lines below it, where a line `…` stands for any lines and `…` at a
line's end for its rest. The pages follow each other in one copy, so they do not touch the same
lines. Ends with status 1 where one can't be followed.
"""
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)
LEFT_OUT = "…"


class Failed(Exception):
    pass


def run(command, folder, **options):
    return subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)


def copy(repository, folder):
    """All but what is built, a result, or hidden; what is the same already keeps its time."""
    for parent, folders, names in os.walk(repository):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in ("build", "results", "__pycache__")]
        for name in names:
            source = Path(parent) / name
            target = folder / source.relative_to(repository)
            if source.suffix != ".h5" and not (target.exists() and target.read_bytes() == source.read_bytes()):
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)


def blocks(text):
    """(line, language, path, content) of each block."""
    for match in BLOCK.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match[1], match[2], match[3]


def apply(page, repository, folder):
    """Makes the page's changes in the copy; the paths that it has changed."""
    changed = []
    text = page.read_text()
    for line, language, path, content in blocks(text):
        where = f"{page.name}:{line}"
        if language == "diff":
            done = run(["git", "apply", "-"], folder, input=content, env={**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)})
            if done.returncode:
                raise Failed(f"{where}: the change does not apply:\n{done.stdout}")
            changed += re.findall(r"^\+\+\+ b/(.*)$", content, re.M)
        elif path:
            if (repository / path).exists():
                raise Failed(f"{where}: {path} is there already")
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(content)
            changed.append(path)
    untold = [path for path in changed if f"`{path}`" not in text and Path(path).suffix not in (".cpp", ".hpp")]
    if untold:
        raise Failed(f"{page.name}: no text of the page names {', '.join(untold)}")
    return changed


def check_files(changed, folder, gongjian):
    """Scenarios and lessons are valid, and C++ compiles; of pages that change C++, the C++ alone."""
    sources = sorted({path for page in changed.values() for path in page if path.endswith(".cpp")})
    for paths in changed.values():
        files = [path for path in paths if path.endswith(".toml")]
        if files and not any(path.startswith(("engine/", "viz/", "cli/", "analysis/")) for path in paths):
            done = run([gongjian, "check", *files], folder)
            if done.returncode:
                raise Failed(done.stdout)
    done = run(["cmake", "--preset", "release", "-DGONGJIAN_TESTS=ON"], folder)
    if done.returncode:
        raise Failed(done.stdout)
    commands = {entry["file"]: entry for entry in json.loads((folder / "build/release/compile_commands.json").read_text())}
    waiting = [(path, commands[str(folder / path)]) for path in sources]
    running = []
    while waiting or running:
        while waiting and len(running) < (os.cpu_count() or 1):
            path, entry = waiting.pop(0)
            command = [word for word in shlex.split(entry["command"]) if not word.endswith("ccache")]
            running.append((path, subprocess.Popen([*command, "-fsyntax-only"], cwd=entry["directory"], stdout=subprocess.PIPE,
                                                   stderr=subprocess.STDOUT, text=True)))
        path, process = running.pop(0)
        told = process.communicate()[0]
        if process.returncode:
            raise Failed(f"{path} does not compile:\n{told}")
        print(f"ok      {path} compiles", flush=True)


def build(folder):
    """As every page tells: a page may run the program before it comes to that."""
    for command in (["cmake", "--preset", "release", "-DGONGJIAN_TESTS=ON"], ["cmake", "--build", "--preset", "release"]):
        done = run(command, folder, env=environment(folder))
        if done.returncode:
            raise Failed(done.stdout[-4000:])


def environment(folder):
    path = f"{folder / 'build/release'}:{Path(sys.executable).parent}:{os.environ['PATH']}"  # this Python has what tests need
    return {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", "LANGUAGE": "en",
            "CCACHE_BASEDIR": str(folder), "CCACHE_NOHASHDIR": "1"}


def sessions(content):
    """(command, lines shown) of a block ```console."""
    found = []
    for line in content.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def pattern(shown):
    """A regular expression for what is printed: `…` alone stands for lines, at a line's end for its rest."""
    parts = [r"(?:.*\n)*?" if line == LEFT_OUT
             else re.escape(line[:-1]) + r".*\n" if line.endswith(LEFT_OUT)
             else re.escape(line) + r"\n" for line in shown]
    return re.compile("".join(parts))


def rewritten(shown, printed):
    """The lines shown as they are printed now: found again by their words before the first number."""
    if LEFT_OUT not in shown:
        return printed
    begin = lambda line: re.split(r"\s{2,}|\d", line.strip())[0]
    return [line if line.endswith(LEFT_OUT) else next((new for new in printed if begin(line) and begin(new) == begin(line)), line)
            for line in shown]


def follow(page, folder, write):
    """Runs the page's commands in the copy; what went wrong."""
    problems = []
    text = page.read_text()
    for line, language, _, content in blocks(text):
        if language != "console":
            continue
        new = []
        for command, shown in sessions(content):
            done = run(["bash", "-euo", "pipefail", "-c", command], folder, env=environment(folder), stdin=subprocess.DEVNULL)
            printed = [printed.rstrip() for printed in done.stdout.rstrip().splitlines()]
            as_shown = pattern(shown).fullmatch("".join(f"{line}\n" for line in printed)) is not None
            print(f"{'ok     ' if done.returncode == 0 and as_shown else 'FAILED '} {page.name}:{line}: {command}", flush=True)
            if done.returncode or not as_shown:
                problems.append(f"{page.name}:{line}: {command}\n" + ("" if as_shown else "prints otherwise than shown:\n") +
                                f"{done.stdout[-4000:]}(exit status {done.returncode})")
            new += [f"$ {command}", *(shown if as_shown else rewritten(shown, printed))]
        if write:
            page.write_text(page.read_text().replace(f"```console\n{content}```", "```console\n" + "\n".join(new) + "\n```"))
    return problems


def main():
    arguments = sys.argv[1:]
    if len(arguments) < 2:
        sys.exit(__doc__)
    repository, what = Path(arguments[0]).resolve(), arguments[1]
    is_long = what in ("--long", "--write")
    pages = sorted((repository / "docs").glob("adding_*.md"))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(arguments[2] if len(arguments) > 2 else scratch).resolve()
        folder.mkdir(exist_ok=True)
        try:
            copy(repository, folder)
            changed = {page.name: apply(page, repository, folder) for page in pages}
            print(f"ok      {sum(map(len, changed.values()))} changes of {len(pages)} pages apply", flush=True)
            if not is_long:
                check_files(changed, folder, Path(what).resolve())
                return 0
            build(folder)
            problems = [problem for page in pages for problem in follow(page, folder, what == "--write")]
            print("\n".join(problems))
            return 1 if problems else 0
        except Failed as failure:
            print(f"FAILED  {failure}")
            return 1


if __name__ == "__main__":
    sys.exit(main())
