#!/bin/bash
# Builds the Debian packages on a release of Debian, and tries them on a clean system of its kind.
#
#     tests/packages/check_package.sh bookworm|trixie [FOLDER-FOR-THE-PACKAGES]
#
# Wants root and debootstrap, and takes the packages from where DEBIAN_MIRROR says (http://deb.debian.org/debian).
# Two systems are made under WORK_FOLDER (/tmp/gongjian_packages), a few GB, and stay for the next time, but for
# the clean one, which is made anew: one to build in, one to install into.
set -euo pipefail

release=${1:?which release: bookworm or trixie}
packages=$(realpath -m "${2:-build/packages}")
work=${WORK_FOLDER:-/tmp/gongjian_packages}
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
cd "$(dirname "$(readlink -f "$0")")/../.."
# shellcheck source=../../cmake/setup.sh
. cmake/setup.sh

((EUID == 0)) || fail "Only root can make a system to build in."
command -v debootstrap >/dev/null || fail "debootstrap is missing; install the package debootstrap."

builder=$work/$release.build clean=$work/$release.clean
mounted=()
unmount() {
  local folder
  for folder in "${mounted[@]}"; do umount "$folder" || true; done
}
trap unmount EXIT

# inside ROOT COMMAND…: in the system at ROOT, without any setting of this one.
inside() {
  local root=$1
  shift
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive HOME=/root "$@"
}

# make_system ROOT: the smallest system of the release. One that was stopped half-way is not taken for one.
make_system() {
  mkdir -p "$work"
  if [[ ! -e $1 ]]; then
    rm -rf --one-file-system "$1.begun"
    debootstrap --variant=minbase "$release" "$1.begun" "$mirror" >"$1.log" || fail "debootstrap failed; see $1.log."
    mv "$1.begun" "$1"
  fi
  mount -t proc proc "$1/proc"
  mounted+=("$1/proc")
  cp -L /etc/resolv.conf "$1/etc/resolv.conf"
  inside "$1" apt-get -q update >"$1.log"
}

install_in() { inside "$1" apt-get -q -y --no-install-recommends install "${@:2}" >>"$1.log"; }

echo "Building on $release"
make_system "$builder"
install_in "$builder" "${build_packages[@]}" libopenmpi-dev dpkg-dev file
mkdir -p "$builder/src"
find "$builder/src" -mindepth 1 -maxdepth 1 ! -name build -exec rm -rf {} +  # what was there the last time
git archive HEAD | tar --extract --directory "$builder/src"
inside "$builder" JOBS="${JOBS:-2}" sh -euc '
  cd /src
  cmake --preset release -DGONGJIAN_TESTS=OFF
  cmake --build --preset release -- -j"$JOBS"
  cd build/release
  rm -f *.deb
  cpack
'
mkdir -p "$packages"
cp "$builder"/src/build/release/*.deb "$packages"

echo "Installing on a clean $release"
rm -rf --one-file-system "$clean"
make_system "$clean"
mkdir "$clean/debs" "$clean/work"
cp "$builder"/src/build/release/*.deb "$clean/debs"
install_in "$clean" "$(cd "$clean" && echo ./debs/gongjian_*.deb)"
# shellcheck disable=SC2016
inside "$clean" sh -euc '
  cd /work
  gongjian run leader_leaves
  test -s leader_leaves.h5
  gongjian view --help >help && grep -q automation help
  apt-get -q -y --no-install-recommends install fonts-noto-cjk gnuplot-nox >/dev/null
  gongjian figure leader_leaves.h5 -o activity.png && test -s activity.png
  printf "%s\n" "{\"do\": \"wait\"}" "{\"do\": \"key\", \"key\": \"space\"}" "{\"do\": \"wait\", \"weeks\": 4}" \
    "{\"do\": \"shot\", \"file\": \"window.png\"}" "{\"do\": \"quit\"}" |
    gongjian view --headless --automation --renderer cpu >answers
  cat answers
  test -s window.png && ! grep -q error answers
'

echo "Using the Python module there"
install_in "$clean" "$(cd "$clean" && echo ./debs/python3-gongjian_*.deb)"
inside "$clean" python3 -c 'import gongjian; print(gongjian.run("leader_leaves", seed=2).hash)'

echo "Building a model of one's own there"
install_in "$clean" g++ cmake make "$(cd "$clean" && echo ./debs/gongjian-dev_*.deb)"
cp -r docs/examples/own_model "$clean/work"
inside "$clean" sh -euc 'cd /work && cmake -S own_model -B built && cmake --build built && ./built/ponds 1 >one && ./built/ponds 2 >two && cmp one two && tail -n 1 one'
echo "The packages of $release install and run: $packages"
