#!/usr/bin/env python3
"""The schemas that editors use say what the program reads: each check is a sentence that holds.

    check_schemas.py GONGJIAN

Bad files that no schema can tell stand in beyond_schemas.toml, by the reason why.
"""
import datetime
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import jsonschema

from check_cli import hold_all

BINARY = Path(sys.argv[1]).resolve()
ROOT = Path(__file__).resolve().parents[2]
SHIPPED = {"scenario": "scenarios", "experiment": "scenarios/sweeps", "lesson": "scenarios/lessons"}
BAD = {"scenario": "bad_scenarios", "experiment": "bad_experiments", "lesson": "bad_lessons"}
MOST_LISTED = 32  # names that a message lists


def schema_of(kind, language="en"):
    done = subprocess.run([BINARY, "--lang", language, "schema", kind], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return json.loads(done.stdout)


SCHEMAS = {kind: schema_of(kind) for kind in SHIPPED}


def as_json(value):
    """As editors hand TOML to a schema: dates are texts."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value


def problems_of(kind, path):
    """What the schema has against a file; None where it is no TOML, which an editor tells by itself."""
    try:
        content = as_json(tomllib.loads(path.read_bytes().decode()))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return None
    return [error.message for error in jsonschema.Draft7Validator(SCHEMAS[kind]).iter_errors(content)]


def every_schema_is_one():
    """Also for editors that know the older draft alone."""
    for schema in SCHEMAS.values():
        jsonschema.Draft7Validator.check_schema(schema)
        jsonschema.Draft4Validator.check_schema(schema)


def every_shipped_file_is_valid():
    count = 0
    for kind, folder in SHIPPED.items():
        for path in sorted((ROOT / folder).glob("*.toml")):
            assert not (problems := problems_of(kind, path)), f"{path}: {problems[0][:300]}"
            count += 1
    assert count > 40, count


def a_new_scenario_is_valid():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([BINARY, "new", "mine"], cwd=folder, check=True, capture_output=True)
        path = Path(folder) / "mine.toml"
        assert problems_of("scenario", path) == []
        # with every lever and event that it has in a comment
        lines = [re.sub(r"^#(?=[\[\w])", "", line) for line in path.read_text().splitlines()]
        path.write_text("\n".join(lines))
        assert problems_of("scenario", path) == [], problems_of("scenario", path)[0][:300]


def every_bad_file_is_refused_or_beyond():
    beyond = tomllib.loads((Path(__file__).parent / "beyond_schemas.toml").read_text())
    reasons = {name: reason for reason, names in beyond.items() for name in names}
    found = {}
    for kind, folder in BAD.items():
        for path in sorted((ROOT / "tests" / folder).glob("*.toml")):
            found[f"{folder}/{path.name}"] = problems_of(kind, path)
    missed = sorted(name for name, problems in found.items() if problems == [] and name not in reasons)
    assert not missed, f"the schema takes these, and no reason is given: {missed}"
    needless = sorted(name for name in reasons if found.get(name) != [])
    assert not needless, f"the schema refuses these, they are no TOML, or they are not there: {needless}"
    assert sum(bool(problems) for problems in found.values()) > 100


# ---- the same keys as the reader's


def resolved(schema, of):
    return of["definitions"][schema["$ref"].rsplit("/")[-1]] if "$ref" in schema else schema


def inside(schema, steps):
    """The schemas below `schema`: a step is a key, or KEY=VALUE for the one of several that wants that."""
    found = [schema]
    for step in steps:
        key, _, wanted = step.partition("=")
        below = []
        for each in found:
            for kind in each.get("oneOf", [each]):
                if wanted:
                    below += [kind] if wanted in kind["properties"][key].get("enum", []) else []
                elif key in kind["properties"]:
                    inner = resolved(kind["properties"][key], schema)
                    below.append(resolved(inner["items"], schema) if "items" in inner else inner)
        found = below
    assert found, steps
    return found


def keys_in(schema, steps):
    return {key for each in inside(schema, steps) for kind in each.get("oneOf", [each]) for key in kind["properties"]}


def told(text, pattern):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "odd.toml"
        path.write_text(text)
        done = subprocess.run([BINARY, "--lang", "en", "check", str(path)], capture_output=True, text=True, timeout=60)
    found = re.search(pattern, done.stderr)
    assert found, f"{text}\ntells no {pattern}:\n{done.stderr}"
    return found.group(1).split(", ")


def keys_read(text):
    """All that may stand where `odd_one` stands."""
    return told(text, r'unknown key "odd_one".*llowed: (.*)')


def assert_same(what, read, in_schema):
    if read[-1] == "…":
        assert len(in_schema) > MOST_LISTED and set(read[:-1]) <= in_schema, f"{what}: {set(read) - in_schema}"
    else:
        assert set(read) == in_schema, f"{what}: {set(read) ^ in_schema}"


EXPERIMENT = 'scenario = "leader_leaves"\n'
LESSON = "scenario = 'leader_leaves'\ntitle = { en = 'x', zh = '题' }\ndescription = { en = 'x', zh = '题' }\n"


def a_schema_has_the_keys_that_the_reader_has():
    scenario, experiment, lesson = SCHEMAS["scenario"], SCHEMAS["experiment"], SCHEMAS["lesson"]
    kinds = told('[[event]]\nkind = "odd_one"\n', r'kind in \[\[event\]\]: read "odd_one".*llowed: (.*)')
    assert kinds == [kind["properties"]["kind"]["enum"][0] for kind in inside(scenario, ["event"])[0]["oneOf"]]
    cases = [(scenario, "odd_one = 1", [])]
    cases += [(scenario, f"[{table}]\nodd_one = 1", table.split(".")) for table in ("population", "log", "log.agents")]
    cases += [(scenario, f"[[{table}]]\nodd_one = 1", [table]) for table in ("lever", "remark")]
    cases += [(scenario, f"[[event]]\nkind = '{kind}'\nodd_one = 1", ["event", f"kind={kind}"]) for kind in kinds]
    cases += [(scenario, "[parameters]\nodd_one = 1", ["parameters"])]
    cases += [(scenario, f"[parameters.{group}]\nodd_one = 1", ["parameters", group])
              for group in keys_in(scenario, ["parameters"])]
    cases += [(experiment, EXPERIMENT + f"[{table}]\nodd_one = 1", [table]) for table in ("design", "calibration")]
    cases += [(experiment, EXPERIMENT + f"[[factor]]\nodd_one = 1", ["factor"])]
    cases += [(experiment, EXPERIMENT + "[calibration]\n[[outcome]]\nname = 'x'\nof = 'activity'\nodd_one = 1", ["outcome"])]
    for kind in lesson_kinds():
        step = LESSON + f"[[step]]\nkind = '{kind}'\n"
        cases += [(lesson, step + "odd_one = 1", ["step", f"kind={kind}"])]
        cases += [(lesson, step + "focus.odd_one = 1", ["step", f"kind={kind}", "focus"])]
        cases += [(lesson, step + "focus.look.odd_one = 1", ["step", f"kind={kind}", "focus", "look"])]
        for table, below in (("option", []), ("option", ["set"]), ("shown", []), ("shown", ["holds"]), ("shown", ["goal"])):
            if table in keys_in(lesson, ["step", f"kind={kind}"]) and set(below) <= keys_in(
                    lesson, ["step", f"kind={kind}", table]):
                text = step + f"[[step.{table}]]\n{'.'.join([*below, 'odd_one'])} = 1"
                cases += [(lesson, text, ["step", f"kind={kind}", table, *below])]
    cases += [(lesson, LESSON + f"[[step]]\nkind = '{kind}'\n{key}.odd_one = 1", ["step", f"kind={kind}", key])
              for kind, key in (("predict", "measure"), ("run", "set"), ("try", "example"))]
    for schema, text, steps in cases:
        assert_same(text, keys_read(text), keys_in(schema, steps))
    whole = {*keys_read(EXPERIMENT + "odd_one = 1"), *keys_read(EXPERIMENT + "odd_one = 1\n[calibration]")}
    assert_same("an experiment", [*whole], keys_in(experiment, []))
    assert_same("a lesson", keys_read(LESSON + "odd_one = 1\n[[step]]\nkind = 'read'"), keys_in(lesson, []))
    own = {"name", "scenario"}
    for schema, steps in ((experiment, ["common"]), (experiment, ["policy"]), (lesson, ["a"]), (lesson, ["b"])):
        assert keys_in(schema, steps) - own == keys_in(scenario, []) - {"extends"}, steps


def lesson_kinds():
    kinds = told(LESSON + "[[step]]\nkind = 'odd_one'\n", r'kind in \[\[step\]\]: read "odd_one".*llowed: (.*)')
    assert kinds == [kind["properties"]["kind"]["enum"][0] for kind in inside(SCHEMAS["lesson"], ["step"])[0]["oneOf"]]
    return kinds


# ---- what people read in their editor


def walk(schema, place=""):
    """Each key of a schema with its place."""
    if isinstance(schema, list):
        for inner in schema:
            yield from walk(inner, place)
    elif isinstance(schema, dict):
        for key, inner in schema.items():
            if key in ("properties", "definitions"):
                for name, value in inner.items():
                    yield f"{place}.{name}", key, value
                    yield from walk(value, f"{place}.{name}")
            elif key not in ("default", "enum", "required"):
                yield from walk(inner, place)


def every_key_is_explained_in_both_languages():
    for kind, schema in SCHEMAS.items():
        chinese = schema_of(kind, "zh")
        told = dict((place, value) for place, _, value in walk(chinese))
        for place, where, value in walk(schema):
            explained = "description" in value
            assert explained or where == "definitions" or value.keys() & {"$ref", "properties", "items"}, f"{kind}{place}"
            if explained:
                words = re.sub(r"\n[a-z_]+:.*", "", value["description"])
                assert not re.search("[\u4e00-\u9fff]", words), f"{kind}{place}: {words}"
                assert re.search("[\u4e00-\u9fff]", told[place]["description"]), f"{kind}{place}: {told[place]}"

        def plain(value):
            return {place: [key for key in each if key != "description"] for place, _, each in walk(value)}
        assert plain(schema) == plain(chinese)


def defaults_are_allowed():
    count = 0
    for schema in SCHEMAS.values():
        for place, _, value in walk(schema):
            if "default" in value:
                jsonschema.Draft7Validator(value).validate(value["default"])
                count += 1
    assert count > 500, count


def main():
    checks = [every_schema_is_one, every_shipped_file_is_valid, a_new_scenario_is_valid, every_bad_file_is_refused_or_beyond,
              a_schema_has_the_keys_that_the_reader_has, every_key_is_explained_in_both_languages, defaults_are_allowed]
    hold_all(checks)


if __name__ == "__main__":
    main()
