#!/usr/bin/env python3
"""Completions and manual pages say what the command line is: each check is a sentence that holds.

    check_completion.py GONGJIAN

Completion is tried in bash itself, and in fish and zsh where they are installed; pages are read by groff.
"""
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))
from check_cli import hold_all

BINARY = str(Path(sys.argv[1]).resolve())


def output_of(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, **options)
    assert done.returncode == 0, f"{command}: {done.returncode} {done.stderr}"
    assert done.stderr == "", f"{command} told {done.stderr}"
    return done.stdout


def help_of(*command):
    return output_of(BINARY, *command, "--help")


def commands():
    """As the help lists them, which CLI11 writes."""
    return re.findall(r"^  ([a-z]+) ", help_of().split("Subcommands:")[1], re.M)


def options_in(text):
    return set(re.findall(r"^  (?:-\w,)?(--[a-z-]+)", text, re.M))


def in_bash(*words):
    """What pressing Tab after these words offers in bash."""
    script = f"""source <("$0" completion bash)
COMP_WORDS=(gongjian "${{@:2}}") COMP_CWORD=$#
((COMP_CWORD--))
compopt() {{ :; }}
_gongjian "$0"
printf '%s\\n' "${{COMPREPLY[@]}}" """
    return output_of("bash", "-c", script, BINARY, "", *words).split("\n")[:-1]


def bash_offers_what_may_stand_there():
    assert set(in_bash("")) == {*commands(), "help"}, in_bash("")
    assert in_bash("swe") == ["sweep"]
    assert in_bash("run", "leader_l") == ["leader_leaves"]
    assert in_bash("run", "--no-log", "--weeks", "4", "leader_l") == ["leader_leaves"]
    assert in_bash("--lang", "z") == ["zh"] and in_bash("--lang", "=", "z") == ["zh"]
    assert in_bash("analyse", "--method", "pr") == ["prcc", "prim"]
    assert in_bash("run", "--population", "") == ["workshop", "district", "shanghai"]
    assert "--checkpoint-every" in in_bash("run", "--check") and "--lang" in in_bash("run", "--l")
    assert in_bash("help", "com") == ["compare", "completion"]
    assert "two_way" in in_bash("describe", "activity", "two")
    assert in_bash("sweep", "reforms_m") == ["reforms_morris"]
    assert in_bash("run", "nothing_begins_so") == [""]


def bash_offers_files():
    with tempfile.TemporaryDirectory() as folder:
        for name in ("mine.toml", "other file.h5"):
            (Path(folder) / name).touch()
        assert in_bash("run", f"{folder}/m") == [f"{folder}/mine.toml"]
        assert in_bash("info", f"{folder}/o") == [f"{folder}/other file.h5"]


def every_option_is_offered():
    for command in commands():
        wanted, offered = options_in(help_of(command)), set(in_bash(command, "--"))
        assert wanted <= offered, f"{command}: {wanted - offered}"


def shells_take_their_scripts():
    for shell, check in (("bash", ["bash", "-n"]), ("zsh", ["zsh", "-n"]), ("fish", ["fish", "-n"])):
        script = output_of(BINARY, "completion", shell)
        if shutil.which(shell):
            output_of(*check, "/dev/stdin", input=script)


def fish_offers_names():
    if not shutil.which("fish"):
        return
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "gongjian").symlink_to(BINARY)
        script = f"set -x PATH {folder} $PATH; gongjian completion fish | source; complete -C 'gongjian run leader_l'"
        assert "leader_leaves" in output_of("fish", "-c", script, env={"HOME": folder, "PATH": "/usr/bin:/bin"})


def pages_are_good_troff():
    with tempfile.TemporaryDirectory() as folder:
        output_of(BINARY, "man", "--all", folder)
        pages = sorted(Path(folder).iterdir())
        assert [page.name for page in pages] == sorted(["gongjian.1", *(f"gongjian-{c}.1" for c in commands())])
        for page in pages:
            output_of("groff", "-k", "-man", "-Tutf8", "-ww", "-z", str(page))


def pages_name_everything():
    def text(*words):
        troff = output_of(BINARY, "man", *words)
        return subprocess.run(["groff", "-k", "-man", "-Tutf8", "-P-cbou"], input=troff, capture_output=True,
                              text=True).stdout
    whole = text()
    for command in commands():
        assert f"gongjian-{command}(1)" in whole.replace("‐", "-"), command
        page = text(command)
        for option in options_in(help_of(command)):
            assert re.search(re.escape(option) + r"\b", page), f"{command} {option}"


def is_chinese(text):
    """Also where an English word that no text of ours has stands among the Chinese."""
    return re.search("[\u4e00-\u9fff]", text) and not re.search(r"\b(the|this|of|and|required|options?)\b", text, re.I)


def pages_are_in_chinese_too():
    page = output_of(BINARY, "--lang", "zh", "man", "run")
    assert ".SH 选项" in page and ".SH 用法" in page


def everything_is_said_in_chinese():
    """Every command, argument and option, as manual pages have them and as `--help` has them."""
    count = 0
    for command in [None, *commands()]:
        words = [command] if command else []
        for item in output_of(BINARY, "--lang", "zh", "man", *words).split(".TP\n")[1:]:
            head, text = item.split("\n")[:2]
            assert is_chinese(text), f"{command} {head}: {text}"
            count += 1
        told = output_of(BINARY, "--lang", "zh", *words, "--help")
        bare = re.sub(r"`[^`]*`|\[(option|command)\]", "", told)
        for line in bare.splitlines():
            if not line or re.match(r"  \S", line) or line.startswith("  "):
                continue
            assert is_chinese(line), f"{command}: {line}"
    assert count > 150, count


def main():
    checks = [bash_offers_what_may_stand_there, bash_offers_files, every_option_is_offered, shells_take_their_scripts,
              fish_offers_names, pages_are_good_troff, pages_name_everything, pages_are_in_chinese_too, everything_is_said_in_chinese]
    hold_all(checks)


if __name__ == "__main__":
    main()
