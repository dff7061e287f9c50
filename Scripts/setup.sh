# Sourced by the other scripts: installs what is missing on Debian and Ubuntu.

# What Swift itself needs to start and link, then the libraries Almanac stands on.
swift_packages="binutils git libc6-dev libstdc++-12-dev libgcc-12-dev libncurses6 libcurl4 libedit2 libxml2 libsqlite3-0 tzdata pkg-config"
library_packages="libxml2-dev zlib1g-dev libzstd-dev libxlsxwriter-dev libglpk-dev liblapacke-dev"

# install_missing PACKAGE...: apt for root, sudo for others; without either the exact line to run, and exit 2.
install_missing() {
  command -v dpkg-query >/dev/null || return 0
  local missing=() package
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  echo "Installing ${missing[*]}" >&2
  local apt="apt-get install -y --no-install-recommends ${missing[*]}"
  if [ "$(id -u)" = 0 ]; then
    apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive $apt -qq >/dev/null
  elif sudo -n true 2>/dev/null; then
    sudo apt-get update -qq >&2 && sudo DEBIAN_FRONTEND=noninteractive $apt -qq >/dev/null
  else
    echo "These packages are missing. Run this line and try again:" >&2
    echo "  sudo apt-get update && sudo $apt" >&2
    exit 2
  fi
}

require_swift() {
  command -v swift >/dev/null && return 0
  echo "Swift 6.1 or later is not on the PATH. Install it from https://www.swift.org/install/ and try again." >&2
  exit 2
}

# A stamp of everything the program is built from.
source_stamp() {
  (cd "$root" && find Package.swift Sources -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-64)
}
