#!/usr/bin/env bash
# Puts a release of K3s on this machine, and on one that has none yet the images of its first pods, so that joining is only a start.
# Runs beside the preparation of the system, and on all nodes at once; what runs is left alone.
# Parameters: NODE_NAME, IMAGES and SYSTEM_IMAGES (separated by spaces; the latter as K3s's own list of images names them), and those of
# fetch-release.sh.
# shellcheck disable=SC2153,SC2154 # parameters, and what is included
set -euo pipefail

BINARY=/usr/local/bin/k3s
DATA=/var/lib/rancher/k3s

# include fetch-release.sh

has_curl() { command -v curl >/dev/null; }

# K3s's own images, in the versions that its release lists. What can't be had is left to K3s, as the other images are.
fetch_system_images() {
  local name found
  if ! try curl --fail --silent --show-error --location --max-time 60 --output "$fetched/images" "$DOWNLOADS_URL/k3s-images.txt"; then
    note "K3s's own images are left to be fetched when their pods start: $said"
    return
  fi
  for name in $SYSTEM_IMAGES; do
    found=$(sed -nE "\\#^[a-z0-9./-]*/$name:[A-Za-z0-9._-]+\$#p" "$fetched/images")
    if [ -n "$found" ]; then images+=("$found"); else note "$DOWNLOADS_URL/k3s-images.txt names no image $name"; fi
  done
}

# K3s's own containerd fetches them into the folder that K3s's will use. It isn't configured to run anything, and ends with this script.
# As a service of the system, with its umask: containers see the folders that it makes.
fetch_images() { # images
  local containerd image missing=() reason='' ended=0
  if [ $# -eq 0 ]; then return; fi
  cat >"$fetched/crictl.yaml" <<YAML
runtime-endpoint: unix://$fetched/containerd.sock
image-endpoint: unix://$fetched/containerd.sock
YAML
  # Any of its commands unpacks the binary, which the first start would do otherwise.
  if ! try unpack; then
    note "left to be fetched when their pods start: $* (K3s can't be unpacked: $said)"
    return
  fi
  make_directory "$DATA/agent" 0700
  cat >"$fetched/containerd.toml" <<TOML
version = 3
root = "$DATA/agent/containerd"
state = "$fetched/state"

[grpc]
address = "$fetched/containerd.sock"

[plugins."io.containerd.internal.v1.opt"]
path = "$DATA/agent/containerd"
TOML
  (
    umask 022
    PATH="$DATA/data/current/bin:$PATH" exec containerd --config "$fetched/containerd.toml"
  ) >"$fetched/containerd.log" 2>&1 9>&- &
  containerd=$!
  if INTERVAL=1 wait_until "${CONTAINERD_LIMIT:-20}" try crictl version; then
    for image in "$@"; do try crictl pull "$image" || missing+=("$image") reason=$said; done
  else
    missing=("$@") reason=$said
  fi
  if [ -d "/proc/$containerd" ]; then kill "$containerd"; fi
  wait "$containerd" || ended=$?
  case $ended in
    0 | 143) ;;
    *) reason+="; containerd ended with status $ended: $(tail -n 1 "$fetched/containerd.log")" ;;
  esac
  if [ "${#missing[@]}" -gt 0 ]; then
    note "left to be fetched when their pods start: ${missing[*]} ($reason)"
  else
    echo "$SYSTEM_IMAGES $IMAGES" >"$RELEASE/images"
  fi
}

unpack() { (umask 022 && crictl --version); }

# A file must be named: without one, K3s points crictl at nothing, and crictl wants what it is pointed at (K3s 1.36: cmd/k3s/main.go).
crictl() {
  CRI_CONFIG_FILE=$fetched/crictl.yaml timeout "${IMAGE_LIMIT:-90}" "$RELEASE/k3s" crictl "$@" 9>&-
}

lock "${LOCK_LIMIT:-600}" download
trap 'rm -rf "$fetched"' EXIT
# A node that runs this version already has its images, too.
if [ "$(installed_version)" = "$VERSION" ]; then exit 0; fi
# The preparation, which may be under way, installs it where it's missing.
if ! wait_until "${CURL_LIMIT:-300}" has_curl; then
  note "there is no curl yet: K3s is downloaded when it is installed"
  exit 0
fi
fetch_release
if [ ! -x "$BINARY" ] && [ "$(content "$RELEASE/images")" != "$SYSTEM_IMAGES $IMAGES" ]; then
  images=()
  fetch_system_images
  # shellcheck disable=SC2086 # a list
  fetch_images "${images[@]}" $IMAGES
fi
