#!/bin/bash
# Fuzzes the readers: run.sh SECONDS [TARGET…]. Builds what it needs (the preset `fuzz`), makes the seeds, and gives each
# target so many seconds, as many at a time as there are cores. What is found lies in build/fuzz/found; ends with another
# status than 0 then.
set -euo pipefail

cd "$(dirname "$(readlink -f "$0")")/../.."
seconds=${1:?Usage: run.sh SECONDS [TARGET…]}
shift
targets=("$@")
((${#targets[@]})) || targets=(scenario experiment lesson population checkpoint log results votes)

mkdir -p build
cmake --preset fuzz >build/fuzz.log 2>&1 || { cat build/fuzz.log; exit 1; }
cmake --build --preset fuzz --target "${targets[@]/#/fuzz_}"
/usr/bin/python3 tests/fuzz/seeds.py build/fuzz/seeds
mkdir -p build/fuzz/found

export seconds UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1

# fuzz TARGET
fuzz() {
  mkdir -p "build/fuzz/corpus/$1"
  local log=build/fuzz/found/$1.log status=0
  "build/fuzz/tests/fuzz_$1" -max_total_time="$seconds" -timeout=60 -rss_limit_mb=1024 -max_len=20000 \
    -artifact_prefix="build/fuzz/found/$1-" "build/fuzz/corpus/$1" "build/fuzz/seeds/$1" >"$log" 2>&1 || status=1
  ((status == 0)) || tail -n 30 "$log"
  echo "$1: $(grep "^Done" "$log" || tail -n 1 "$log")"
  return "$status"
}
export -f fuzz
printf '%s\n' "${targets[@]}" | xargs -P "$(nproc)" -I {} bash -c 'fuzz {}'
