#!/usr/bin/env bash
# Included by the scripts that need a release of K3s: the binary and the installer, downloaded, checked, and not started.
# Parameters: BINARY (where K3s is installed), VERSION, DOWNLOADS_URL (folder of the release's files), INSTALLER_URL, INSTALLER_SHA256 (or INSTALLER_SHA256_URL).
# fetch_release puts it into $RELEASE: k3s, install.sh, and what both were found to match. The script removes $fetched at its end.

RELEASES=/var/lib/infra/releases
RELEASE=$RELEASES/$VERSION
: "${INSTALLER_SHA256:=}"
# On the disk: /run is memory.
fetched=$(mktemp -d /var/tmp/infra.XXXXXX)

download() { # url path
  curl --fail --silent --show-error --location --retry 3 --connect-timeout 20 --max-time 300 --output "$2" "$1" 2>"$fetched/curl" ||
    fail "can't download $1: $(tail -n 1 "$fetched/curl")"
}

sha256_of() { # path
  sha256sum "$1" | cut -d ' ' -f 1
}

# K3s names its files for architectures as Go does.
architecture() {
  case $(uname -m) in
    x86_64) echo amd64 ;;
    aarch64) echo arm64 ;;
    *) fail "K3s is installed on x86_64 and aarch64, not on $(uname -m)" ;;
  esac
}

# The version of K3s on this machine. A binary that can't tell it counts as none, and says why.
installed_version() {
  local answer
  if [ ! -x "$BINARY" ]; then return; fi
  if answer=$("$BINARY" --version 2>&1); then
    sed -n 's/^k3s version \(v[^ ]*\).*/\1/p' <<<"$answer"
  else
    note "the K3s that is installed doesn't tell its version: ${answer##*$'\n'}" >&2
  fi
}

release_is_here() {
  [ -s "$RELEASE/sha256" ] && (cd "$RELEASE" && sha256sum --check --status sha256) &&
    { [ -z "$INSTALLER_SHA256" ] || grep -qxF "$INSTALLER_SHA256  install.sh" "$RELEASE/sha256"; }
}

fetch_installer() {
  local wanted=$INSTALLER_SHA256 found
  download "$INSTALLER_URL" "$fetched/install.sh"
  if [ -z "$wanted" ]; then
    download "$INSTALLER_SHA256_URL" "$fetched/install.sh.sha256sum"
    wanted=$(cut -d ' ' -f 1 "$fetched/install.sh.sha256sum")
  fi
  found=$(sha256_of "$fetched/install.sh")
  [ "$found" = "$wanted" ] ||
    fail "K3s's installer has the SHA-256 $found instead of $wanted, so nothing was changed: look at $INSTALLER_URL"
}

fetch_binary() {
  local architecture name=k3s wanted found
  architecture=$(architecture)
  if [ "$architecture" != amd64 ]; then name=k3s-$architecture; fi
  download "$DOWNLOADS_URL/sha256sum-$architecture.txt" "$fetched/sha256sum.txt"
  wanted=$(sed -nE "s/^([0-9a-f]{64})  ?\*?$name\$/\1/p" "$fetched/sha256sum.txt")
  [ -n "$wanted" ] || fail "$DOWNLOADS_URL/sha256sum-$architecture.txt has no checksum of $name, so nothing was changed"
  download "$DOWNLOADS_URL/$name" "$fetched/k3s"
  found=$(sha256_of "$fetched/k3s")
  [ "$found" = "$wanted" ] || fail "K3s has the SHA-256 $found instead of $wanted, so nothing was changed: look at $DOWNLOADS_URL/$name"
}

# All or nothing, and nothing of another version: a binary has 70 MB and more.
fetch_release() {
  if release_is_here; then return; fi
  fetch_installer
  fetch_binary
  chmod 0755 "$fetched/k3s"
  (cd "$fetched" && sha256sum install.sh k3s) >"$fetched/sha256"
  rm -rf "$RELEASES"
  make_directory "$RELEASES" 0700
  make_directory "$RELEASE" 0700
  mv -f "$fetched/k3s" "$fetched/install.sh" "$fetched/sha256" "$RELEASE/"
}
