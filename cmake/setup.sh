# shellcheck shell=bash disable=SC2034
# Shared by ./start and ./test, which source it in the repository's root: what they install, and how they build.

# Debian's and Ubuntu's names.
build_packages=(
  g++ cmake ninja-build pkgconf ccache
  libtbb-dev librandom123-dev libhdf5-dev libxxhash-dev
  libtomlplusplus-dev libcli11-dev libfmt-dev nlohmann-json3-dev libboost-dev libeigen3-dev
  gnuplot-nox
  pybind11-dev python3-dev
  libimgui-dev libglfw3-dev libepoxy-dev libegl-dev libgl-dev libopengl-dev libgl1-mesa-dri libstb-dev libfreetype-dev
  fonts-noto-cjk
)
test_packages=(
  catch2 clang libclang-rt-dev libopenmpi-dev openmpi-bin procps
  hdf5-tools r-base-core r-cran-hdf5r python3-h5py python3-h5netcdf python3-xarray python3-pandas python3-scipy python3-jsonschema
  xvfb xauth xdotool imagemagick fonts-noto-cjk libgl1-mesa-dri
  strace groff-base zsh fish git
)

# A child that is stopped by Ctrl-C ends first and leaves its files whole; then this says so.
trap 'printf "\nStopped. The same command goes on from what is done.\n" >&2; exit 130' INT

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# quietly LOG COMMAND…: what the command prints goes to the log, whose end is shown if it fails.
quietly() {
  local log=$1 status=0
  shift
  mkdir -p "$(dirname "$log")"
  "$@" </dev/null >"$log" 2>&1 || status=$?
  ((status == 0)) || { tail -n 40 "$log"; printf '\nThe whole log: %s\n' "$log"; } >&2
  return "$status"
}

# install_packages NAME…: installs those that are not there yet; asks nothing, removes nothing.
install_packages() {
  local installed name missing=() as_root=()
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true)
  for name; do
    grep -qxF "installed $name" <<<"$installed" || missing+=("$name")
  done
  ((${#missing[@]})) || return 0

  if ! command -v apt-get >/dev/null; then
    echo "This system has no apt-get, so nothing is installed. Needed, by their names in Debian:"
    echo "  ${missing[*]}"
    return 0
  fi
  local by_hand=("An administrator can install what is missing with:"
    "  apt-get update && apt-get install --no-install-recommends ${missing[*]}")
  if ((EUID)); then
    command -v sudo >/dev/null || fail "Packages are missing, and only root can install them." "${by_hand[@]}"
    as_root=(sudo)
  fi
  echo "Installing ${#missing[@]} packages and what they need, which takes a minute or two:"
  echo "  ${missing[*]}"
  # A source that cannot be reached need not matter: whether the packages can be had, the second line tells.
  quietly build/packages.log "${as_root[@]}" apt-get -q update || echo "Going on with the package lists as they are." >&2
  quietly build/packages.log "${as_root[@]}" env LC_ALL=C DEBIAN_FRONTEND=noninteractive \
    apt-get -q -y -o DPkg::Lock::Timeout=300 --no-install-recommends --no-remove install "${missing[@]}" ||
    fail "The packages could not be installed." "${by_hand[@]}"
}

# build PRESET TARGET [CMAKE-OPTION…]: nothing is done again that is up to date.
build() {
  local preset=$1 target=$2 quiet=(--quiet)
  shift 2
  [[ ! -t 1 ]] || quiet=()
  echo "Building: $preset$([[ -e build/$preset/gongjian ]] || echo ", which takes 5 to 15 minutes the first time")"
  quietly "build/$preset.log" cmake --preset "$preset" "$@" ||
    fail "The build '$preset' could not be configured."
  cmake --build --preset "$preset" --target "$target" -- "${quiet[@]}" ||
    fail "" "The build '$preset' failed; the compiler's errors are above."
}
