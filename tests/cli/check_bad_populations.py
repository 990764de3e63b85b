#!/usr/bin/env python3
"""Checks and runs scenarios whose populations are wrong and demands the messages that they expect, word for word.

    check_bad_populations.py GONGJIAN

Each case is a name, the files (scenario.toml is there unless a case has its own) and the messages; `…` in a message
stands for anything. Prints a line for each case and a count; ends with status 1 where one is not told as expected.
"""
import os
import sys
import tempfile
from pathlib import Path

from check_bad_scenarios import tells, is_accepted

ALL = 'units = "units.csv"\nmembers = "members.csv"\nsubdistricts = "subdistricts.csv"\n'
UNITS = "unit,subdistrict,kind\nA,North,agency\nB,South,hospital\n"
MEMBERS = "class,unit,subdistrict,neighbourhood\nin_service,A,,\nretired,,North,2\n"
SUBDISTRICTS = "subdistrict,district,neighbourhoods\nNorth,Upper,3\nSouth,Lower,2\n"


def scenario(keys='units = "units.csv"\n', rest=""):
    return f"weeks = 8\n[population]\n{keys}{rest}"


def units(text, messages, **more):
    return {"units.csv": text, **more}, messages


def members(text, messages, **more):
    return {"scenario.toml": scenario(ALL), "units.csv": UNITS, "subdistricts.csv": SUBDISTRICTS, "members.csv": text,
            **more}, messages


def subdistricts(text, messages, **more):
    return {"scenario.toml": scenario('units = "units.csv"\nsubdistricts = "subdistricts.csv"\n'), "units.csv": UNITS,
            "subdistricts.csv": text, **more}, messages


def keys(text, messages, rest=""):
    return {"scenario.toml": scenario(text, rest), "units.csv": UNITS, "subdistricts.csv": SUBDISTRICTS,
            "members.csv": MEMBERS}, messages


COLUMNS = ("subdistrict, kind, district, unit, size, members, rank, cooperator, intercept, aware, identity, "
           "neighbourhood")
KINDS = ("agency, state_enterprise, hospital, university, research_institute, military, private_firm, "
         "social_organisation, …")

CASES = {
    # the bytes
    "empty_file": units("", ["units.csv: the file is empty; wanted is a row with the names of the columns"]),
    "comments_alone": units("# nothing\n", [
        "units.csv: the file is empty; wanted is a row with the names of the columns"]),
    "no_rows": units("subdistrict,kind\n", ["units.csv: there are no units; wanted is a row for each"]),
    "semicolons": units("subdistrict;kind\nNorth;agency\n", [
        "units.csv:1: the columns are separated by semicolons or tabs; wanted are commas"]),
    "tabs": units("subdistrict\tkind\nNorth\tagency\n", [
        "units.csv:1: the columns are separated by semicolons or tabs; wanted are commas"]),
    "gbk": units("subdistrict,kind\n北街,agency\n".encode("gbk"), [
        "units.csv:2: read the byte 0xB1, which is not UTF-8 here; save the file as UTF-8 (in Excel: \"CSV UTF-8\")"]),
    "utf_16": units("subdistrict,kind\nNorth,agency\n".encode("utf-16"), [
        "units.csv:1: read the byte 0xFF, which is not UTF-8 here; save the file as UTF-8 (in Excel: \"CSV UTF-8\")"]),
    "nul_byte": units("subdistrict,kind\nNo\0rth,agency\n", [
        "units.csv:2: read the control character 0x00; wanted is plain text, saved as UTF-8"]),
    "old_mac_lines": units("subdistrict,kind\rNorth,agency\r", [
        "units.csv:1: read a carriage return without a line feed; wanted are lines that end in LF or CRLF"]),
    "quote_never_closed": units('subdistrict,kind\nNorth,agency\n"South,agency\nWest,agency\n', [
        "units.csv:3: the quote that opens here is never closed"]),
    "quote_inside_a_value": units('subdistrict,kind\nNo"rth,agency\n', [
        "units.csv:2: read a quote inside a value; put the whole value in quotes, and write a quote in it twice"]),
    "text_after_a_quote": units('subdistrict,kind\n"North"x,agency\n', [
        "units.csv:2: read something after a closing quote; wanted is a comma"]),
    "row_too_long": units('subdistrict,kind\n"' + "x" * (1 << 20) + '\n",agency\n', [
        "units.csv:2: this row is longer than 1 MiB; is a closing quote missing?"]),
    "empty_line": units("subdistrict,kind\n\nNorth,agency\nSouth,other\n", [
        "units.csv:2: this line is empty; rows follow, so leave it out",
        f'units.csv:4:kind: read "other"; allowed: {KINDS}']),
    # the columns
    "unknown_column": units("subdistrict,kind,sise\nNorth,agency,1\n", [
        f'units.csv:1: unknown column: read "sise"; did you mean "size"? Allowed: {COLUMNS}']),
    "column_without_name": units("subdistrict,kind,\nNorth,agency,\n", [
        f'units.csv:1: unknown column: read ""; allowed: {COLUMNS}']),
    "missing_columns": units("size\n3\n", [
        "units.csv:1:subdistrict: this column is missing, and it must be there",
        "units.csv:1:kind: this column is missing, and it must be there"]),
    "column_twice": units("subdistrict,kind,kind\nNorth,agency,agency\n", [
        "units.csv:1:kind: this column is there twice; write it once"]),
    "too_few_values": units("subdistrict,kind,size\nNorth,agency\n", [
        "units.csv:2: read 2 values; the first row names 3 columns"]),
    "too_many_values": units("subdistrict,kind\nNorth,agency,9\n", [
        "units.csv:2: read 3 values; the first row names 2 columns"]),
    # the values
    "unknown_kind": units("subdistrict,kind\nNorth,privat_firm\n", [
        f'units.csv:2:kind: read "privat_firm"; did you mean "private_firm"? Allowed: {KINDS}']),
    "no_kind": units("subdistrict,kind\nNorth,\n", ["units.csv:2:kind: the value is empty; it must be there"]),
    "no_number": units("subdistrict,kind,size\nNorth,agency,many\n", [
        'units.csv:2:size: read "many"; wanted is a whole number from 1 to 10000000']),
    "thousands_separator": units('subdistrict,kind,size\nNorth,agency,"1,200"\n', [
        'units.csv:2:size: read "1,200"; wanted is a whole number from 1 to 10000000']),
    "part_of_an_employee": units("subdistrict,kind,size\nNorth,agency,1.5\n", [
        'units.csv:2:size: read "1.5"; wanted is a whole number from 1 to 10000000']),
    "size_zero": units("subdistrict,kind,size\nNorth,agency,0\n", [
        "units.csv:2:size: read 0; allowed is 1 to 10000000"]),
    "size_beyond_64_bits": units("subdistrict,kind,size\nNorth,agency,99999999999999999999\n", [
        "units.csv:2:size: read 99999999999999999999; allowed is 1 to 10000000"]),
    "rank_six": units("subdistrict,kind,rank\nNorth,agency,6\n", ["units.csv:2:rank: read 6; allowed is 0 to 5"]),
    "rank_negative": units("subdistrict,kind,rank\nNorth,agency,-1\n", [
        "units.csv:2:rank: read -1; allowed is 0 to 5"]),
    "identity_in_percent": units("subdistrict,kind,identity\nNorth,agency,45%\n", [
        'units.csv:2:identity: read "45%"; wanted is a number from 0 to 1']),
    "identity_above_one": units("subdistrict,kind,identity\nNorth,agency,45\n", [
        "units.csv:2:identity: read 45; allowed is 0 to 1"]),
    "intercept_nan": units("subdistrict,kind,intercept\nNorth,agency,nan\n", [
        'units.csv:2:intercept: read "nan"; wanted is a number from -20 to 20']),
    "aware_yes": units("subdistrict,kind,aware\nNorth,agency,yes\n", [
        'units.csv:2:aware: read "yes"; wanted is a whole number from 0 to 1']),
    "unknown_cooperator": units("subdistrict,kind,cooperator\nNorth,agency,freerider\n", [
        'units.csv:2:cooperator: read "freerider"; did you mean "free_rider"? Allowed: conditional, free_rider, '
        "hump_shaped, unconditional"]),
    "members_in_some_rows": units("subdistrict,kind,members\nNorth,agency,3\nNorth,agency,\n", [
        "units.csv:3:members: the value is empty; give every one, or leave the column out"]),
    "space_before_a_name": units("subdistrict,kind\n North,agency\n", [
        'units.csv:2:subdistrict: read " North"; a name has no spaces at its ends']),
    "line_break_in_a_name": units('subdistrict,kind,size\n"No\nrth",agency,1\nNorth,agency,0\n', [
        'units.csv:2:subdistrict: read "No\\nrth"; a name has no line breaks',
        "units.csv:4:size: read 0; allowed is 1 to 10000000"]),
    "name_too_long": units("subdistrict,kind\n" + "北" * 100 + ",agency\n", [
        'units.csv:2:subdistrict: read "…, of 300 bytes; allowed are 200']),
    # units
    "unit_twice": units("unit,subdistrict,kind\nA,North,agency\nB,North,agency\nA,South,hospital\n", [
        'units.csv:4:unit: read "A", which is the unit of row 2 too; a unit has one row and a name of its own']),
    "subdistrict_in_two_districts": units(
        "subdistrict,kind,district\nNorth,agency,Upper\nNorth,agency,Lower\n", [
            'units.csv:3:district: read "Lower", but subdistrict "North" lies in "Upper" in row 2']),
    "district_named_star": units("subdistrict,kind,district\nNorth,agency,*\n", [
        'units.csv: a district is named "*", which stands for all districts; name it otherwise']),
    "too_many_districts": units("subdistrict,kind,district\n" + "".join(f"S{d},agency,D{d}\n" for d in range(256)), [
        "units.csv: there are 256 districts; allowed are 255"]),
    "too_many_subdistricts": units("subdistrict,kind\n" + "".join(f"S{s},agency\n" for s in range(65535)), [
        "scenario.toml:3:9: population.units: the population has 65535 subdistricts; allowed are 65534",
        "scenario.toml:3:9: population.units: the population has 1769445 neighbourhoods; allowed are 65534"]),
    "too_many_members": units("subdistrict,kind,members\n" + "North,agency,1000000\n" * 60, [
        "scenario.toml:3:9: population.units: the population has 116504854 members; allowed are 100000000"]),
    # subdistricts
    "subdistrict_twice": subdistricts(SUBDISTRICTS + "North,Upper,4\n", [
        'subdistricts.csv:4:subdistrict: read "North", which row 2 lists already']),
    "unknown_subdistrict": subdistricts("subdistrict\nNorthern\nSouth\n", [
        'units.csv:2:subdistrict: read "North", which is not in subdistricts.csv; did you mean "South"?']),
    "no_neighbourhood": subdistricts("subdistrict,neighbourhoods\nNorth,0\nSouth,2\n", [
        "subdistricts.csv:2:neighbourhoods: read 0; allowed is 1 to 65534"]),
    "too_many_neighbourhoods": subdistricts("subdistrict,neighbourhoods\nNorth,40000\nSouth,40000\n", [
        "scenario.toml:3:9: population.units: the population has 80000 neighbourhoods; allowed are 65534"]),
    "too_many_task_counts": subdistricts(
        "subdistrict,neighbourhoods\n" + "".join(f"S{s},13\n" for s in range(5000)), [
            "scenario.toml:3:9: population.units: the population has 976625000 counts of tasks (neighbourhoods of a "
            "district, times 3 a subdistrict and 1 for 8,192 members); allowed are 250000000"],
        **{"units.csv": "subdistrict,kind\n" + "".join(f"S{s},agency\n" for s in range(5000))}),
    "district_without_units": subdistricts(SUBDISTRICTS + "West,Outer,4\nEast,Outer,1\n", [
        'subdistricts.csv:4:district: no unit lies in the district "Outer"; a district has at least one']),
    "district_not_known": subdistricts("subdistrict\nNorth\nSouth\nWest\n", [
        'subdistricts.csv:4:subdistrict: no unit lies in "West", so that its district is not known; add a column '
        "district"], **{"units.csv": "subdistrict,kind,district\nNorth,agency,Upper\nSouth,agency,Lower\n"}),
    "units_and_subdistricts_disagree": subdistricts(SUBDISTRICTS, [
        'units.csv:2:district: read "Lower", but subdistrict "North" lies in "Upper" in subdistricts.csv'],
        **{"units.csv": "subdistrict,kind,district\nNorth,agency,Lower\nNorth,agency,Upper\nSouth,agency,Lower\n"}),
    "two_chinese_names": subdistricts(
        "subdistrict,district,district_zh\nNorth,Upper,上区\nSouth,Upper,下区\n", [
            'subdistricts.csv:3:district_zh: read "下区", but "Upper" is named "上区" above']),
    "one_chinese_name_for_two": subdistricts(
        "subdistrict,district,district_zh\nNorth,Upper,上区\nSouth,Lower,上区\n", [
            'subdistricts.csv: the districts "Upper" and "Lower" have the same Chinese name, "上区"']),
    "unit_beyond_the_neighbourhoods": subdistricts(SUBDISTRICTS, [
        'units.csv:2:neighbourhood: read 4, but subdistrict "North" has 3 neighbourhoods in subdistricts.csv'],
        **{"units.csv": "subdistrict,kind,neighbourhood\nNorth,agency,4\nSouth,agency,2\n"}),
    # members
    "unknown_class": members("class,unit\nin service,A\n", [
        'members.csv:2:class: read "in service"; did you mean "in_service"? Allowed: in_service, retired, other']),
    "unknown_unit": members("class,unit\nin_service,AA\n", [
        'members.csv:2:unit: read "AA", which is not in units.csv; did you mean "A"?']),
    "no_unit": members("class,subdistrict\nin_service,North\n", [
        "members.csv:2:unit: the value is empty; a member in service has a unit of units.csv"]),
    "retired_with_unit": members("class,unit,subdistrict\nretired,A,North\n", [
        'members.csv:2:unit: read "A", but a member of class retired has no unit; leave it empty']),
    "retired_without_home": members("class,unit,subdistrict\nretired,,\nother,,\n", [
        "members.csv:2:subdistrict: the value is empty; a member of class retired has a subdistrict to live in",
        "members.csv:3:subdistrict: the value is empty; a member of class other has a subdistrict to live in"]),
    "member_beyond_the_neighbourhoods": members(MEMBERS + "retired,,South,3\n", [
        'members.csv:4:neighbourhood: read 3, but subdistrict "South" has 2 neighbourhoods in subdistricts.csv']),
    "neighbourhood_without_subdistrict": members("class,unit,subdistrict,neighbourhood\nin_service,A,,1\n", [
        "members.csv:2:neighbourhood: read 1, but no subdistrict in which it would lie"]),
    "registered_two": members("class,unit,registered\nin_service,A,2\n", [
        "members.csv:2:registered: read 2; allowed is 0 to 1"]),
    "inclination_too_strong": members("class,unit,inclination\nin_service,A,5\n", [
        "members.csv:2:inclination: read 5; allowed is -3.175 to 3.175"]),
    "names_of_members": members("class,unit,name\nin_service,A,Li\n", [
        'members.csv:1: unknown column: read "name"; allowed: class, unit, subdistrict, neighbourhood, registered, '
        "inclination"]),
    "units_without_names": members(MEMBERS, [
        'members.csv:2:unit: read "A", which is not in units.csv',
        "units.csv:1:unit: this column is missing, and it must be there"],
        **{"units.csv": "subdistrict,kind\nNorth,agency\nSouth,agency\n"}),
    # the scenario's keys
    "preset_and_units": keys('preset = "workshop"\nunits = "units.csv"\n', [
        "scenario.toml:4:9: population: both preset and units are given; choose one"]),
    "members_without_units": keys('members = "members.csv"\n', [
        "scenario.toml:3:11: population.members: it needs population.units too"]),
    "subdistricts_without_units": keys('preset = "workshop"\nsubdistricts = "subdistricts.csv"\n', [
        "scenario.toml:4:16: population.subdistricts: it needs population.units too"]),
    "hash_without_file": keys('units = "units.csv"\nmembers_hash = "0123456789abcdef"\n', [
        "scenario.toml:4:16: population.members_hash: it needs population.members too"]),
    "member_share_of_units": keys('units = "units.csv"\nmember_share = 0.5\n', [
        "scenario.toml:4:16: population.member_share: it thins the members of a preset; leave it out where units are "
        "given"]),
    "no_such_file": keys('units = "unit.csv"\n', [
        'scenario.toml:3:9: population.units: read "unit.csv"; there is no such file (unit.csv)']),
    "file_is_a_folder": keys('units = "."\n', [
        'scenario.toml:3:9: population.units: read "."; this is a folder, not a file']),
    "empty_file_name": keys('units = ""\n', [
        'scenario.toml:3:9: population.units: read ""; wanted is the name of a CSV file']),
    "units_as_list": keys('units = ["units.csv"]\n', [
        'scenario.toml:3:9: population.units: read ["units.csv"], which is a list; wanted is a text in quotes']),
    "file_has_changed": keys('units = "units.csv"\nunits_hash = "0123456789abcdef"\n', [
        'scenario.toml:4:14: population.units_hash: read "0123456789abcdef", but the hash of units.csv is "…": the '
        "file has changed since; leave the key out to take the file as it is"]),
    "hash_of_another_kind": keys('units = "units.csv"\nunits_hash = "sha256:12"\n', [
        'scenario.toml:4:14: population.units_hash: read "sha256:12"; wanted are 16 hexadecimal digits, such as "…"']),
    "unknown_district": keys('units = "units.csv"\nsubdistricts = "subdistricts.csv"\n', [
        'scenario.toml:8:14: districts in [[lever]]: read "Uper"; did you mean "Upper"? Allowed: Upper, Lower, …'],
        '[[lever]]\nname = "two_way"\nvalue = 1\ndistricts = ["Uper"]\n'),
    # many at once, of all files
    "many_problems": ({
        "scenario.toml": "weeks = 0\n[population]\n" + ALL + '[[lever]]\nname = "two_wy"\n',
        "subdistricts.csv": "subdistrict,district,neighbourhoods\nNorth,Upper,3\nSouth,Lower,0\n",
        "units.csv": "unit,subdistrict,kind,size\nA,North,agncy,12\nB,Suth,hospital,big\nA,South,military\n",
        "members.csv": "class,unit,subdistrict,registered\nin_service,C,,1\nretired,,,0\nretird,,North,yes\n"}, [
            'members.csv:2:unit: read "C", which is not in units.csv; did you mean "A"?',
            "members.csv:3:subdistrict: the value is empty; a member of class retired has a subdistrict to live in",
            'members.csv:4:class: read "retird"; did you mean "retired"? Allowed: in_service, retired, other',
            'members.csv:4:registered: read "yes"; wanted is a whole number from 0 to 1',
            "scenario.toml:1:9: weeks: read 0; allowed is 1 to 5200",
            'scenario.toml:7:8: name in [[lever]]: read "two_wy"; did you mean "two_way"? Allowed: …',
            "subdistricts.csv:3:neighbourhoods: read 0; allowed is 1 to 65534",
            f'units.csv:2:kind: read "agncy"; did you mean "agency"? Allowed: {KINDS}',
            'units.csv:3:subdistrict: read "Suth", which is not in subdistricts.csv; did you mean "South"?',
            'units.csv:3:size: read "big"; wanted is a whole number from 1 to 10000000',
            "units.csv:4: read 3 values; the first row names 4 columns"]),
    "hundreds": units("subdistrict,kind,size\n" + "North,agency,0\n" * 250, [
        *[f"units.csv:{row}:size: read 0; allowed is 1 to 10000000" for row in range(2, 102)], "and 150 more"]),
    "thousands": units("subdistrict,kind,size\n" + "North,agency,0\n" * 2500, [
        *[f"units.csv:{row}:size: read 0; allowed is 1 to 10000000" for row in range(2, 102)], "and 901 more"]),
}

ODD_BUT_VALID = {
    "byte_order_mark_and_carriage_returns": {"units.csv": b"\xef\xbb\xbfsubdistrict,kind\r\nNorth,agency\r\n"},
    "no_last_newline": {"units.csv": "subdistrict,kind\nNorth,agency"},
    "empty_lines_at_the_end": {"units.csv": "subdistrict,kind\nNorth,agency\n\n\n"},
    "quotes_and_commas": {"units.csv": 'subdistrict,"kind"\n"North, ""old"" town","agency"\n'},
    "chinese_kinds": {"units.csv": "subdistrict,kind\n北街道,高校\n北街道,机关(垂直管理部门)\n"},
    "comments_above": {"units.csv": "# mine, \"quoted\n# yours\nsubdistrict,kind\n#1,agency\n"},
    "values_left_empty": {"units.csv": "subdistrict,kind,size,rank,aware,identity\nNorth,agency,,,,\n"},
    "one_unit_without_members": {"units.csv": "subdistrict,kind,members\nNorth,agency,0\n"},
    "no_members_at_all": {"units.csv": UNITS, "members.csv": "class\n",
                          "scenario.toml": scenario('units = "units.csv"\nmembers = "members.csv"\n')},
    "subdistrict_without_units": {"units.csv": UNITS, "subdistricts.csv": SUBDISTRICTS + "West,Upper,1\n",
                                  "scenario.toml": scenario('units = "units.csv"\nsubdistricts = "subdistricts.csv"\n')},
    "all_three": {"units.csv": UNITS, "members.csv": MEMBERS, "subdistricts.csv": SUBDISTRICTS,
                  "scenario.toml": scenario(ALL)},
    "instead_of_the_preset_extended": {"units.csv": UNITS,
                                       "scenario.toml": 'extends = "baseline_stable.toml"\n' + scenario()},
}


def write(folder, name, files):
    case = folder / name
    case.mkdir()
    for file, content in {"scenario.toml": scenario(), **files}.items():
        (case / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    return case / "scenario.toml"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    gongjian = os.path.abspath(sys.argv[1])
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for name, (files, expected) in CASES.items():
            print(name, end=": ")
            results.append(tells(gongjian, write(Path(folder), name, files), expected))
        for name, files in ODD_BUT_VALID.items():
            print(name, end=": ")
            results.append(is_accepted(gongjian, write(Path(folder), name, files)))
    print(f"{sum(results)} of {len(results)} populations are told as expected")
    sys.exit(not all(results))


if __name__ == "__main__":
    main()
