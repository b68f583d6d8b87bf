#!/usr/bin/env bash
# Installs what a fresh Debian 12 needs to build Fastidious and to run its tests. Idempotent: what is
# there already is left alone. Runs as root or through sudo, never asks.
#
#   scripts/setup.sh              compiler, libraries, the tests' oracles (a virtual environment)
#   scripts/setup.sh --developer  also clang 19 (second compiler, fuzzers, clang-format) and hyperfine
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(
  g++ cmake ninja-build ccache mold pkg-config git ca-certificates
  python3 python3-venv
  libcli11-dev libfmt-dev nlohmann-json3-dev libtomlplusplus-dev libyaml-cpp-dev libpugixml-dev
  libre2-dev libvectorscan-dev libgit2-dev zlib1g-dev libdeflate-dev libtbb-dev libmimalloc-dev libxxhash-dev
  libutf8proc-dev libgmp-dev unicode-data
  libsqlite3-dev libgtest-dev libbenchmark-dev
)
if [[ "${1:-}" == "--developer" ]]; then
  packages+=(clang-19 libclang-rt-19-dev clang-format-19 llvm-19 hyperfine)
fi

missing=()
for package in "${packages[@]}"; do
  if [[ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" != "installed" ]]; then
    missing+=("$package")
  fi
done
if ((${#missing[@]} > 0)); then
  as_root=()
  if [[ "$(id -u)" != "0" ]]; then
    as_root=(sudo --non-interactive)
    if ! sudo --non-interactive true 2>/dev/null; then
      echo "These packages are missing, and installing them needs root or sudo without a password:" >&2
      echo "  apt-get install ${missing[*]}" >&2
      exit 1
    fi
  fi
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

# The oracles, pinned: the programs whose answers ours are compared with.
if ! cmp -s scripts/oracles.txt .venv/installed-oracles.txt; then
  rm -rf .venv
  python="/usr/bin/python3"
  [[ -x "$python" ]] || python="python3"
  "$python" -m venv .venv
  .venv/bin/pip install --quiet --disable-pip-version-check -r scripts/oracles.txt
  cp scripts/oracles.txt .venv/installed-oracles.txt
fi
