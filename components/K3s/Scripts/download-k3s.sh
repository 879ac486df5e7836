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

# K3s's own images, in the versions that its release lists.
system_images() {
  local name
  curl --fail --silent --location --max-time 60 --output "$fetched/images" "$DOWNLOADS_URL/k3s-images.txt" || return 0
  for name in $SYSTEM_IMAGES; do grep -E "^[a-z0-9./-]*/$name:[A-Za-z0-9._-]+\$" "$fetched/images" || true; done
}

# K3s's own containerd fetches them into the folder that K3s's will use. It isn't configured to run anything, and ends with this script.
# As a service of the system, with its umask: containers see the folders that it makes.
fetch_images() { # images
  local containerd image missing=()
  if [ $# -eq 0 ]; then return; fi
  # Any of its commands unpacks the binary, which the first start would do otherwise.
  (umask 022 && "$RELEASE/k3s" crictl --version) >/dev/null 2>&1 9>&- || true
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
  if INTERVAL=1 wait_until "${CONTAINERD_LIMIT:-20}" crictl version; then
    for image in "$@"; do crictl pull "$image" || missing+=("$image"); done
  else
    missing=("$@")
  fi
  kill "$containerd" 2>/dev/null || true
  wait "$containerd" 2>/dev/null || true
  if [ "${#missing[@]}" -gt 0 ]; then
    note "left to be fetched when their pods start: ${missing[*]}"
  else
    echo "$SYSTEM_IMAGES $IMAGES" >"$RELEASE/images"
  fi
}

crictl() {
  timeout "${IMAGE_LIMIT:-90}" "$RELEASE/k3s" crictl --runtime-endpoint "unix://$fetched/containerd.sock" \
    --image-endpoint "unix://$fetched/containerd.sock" "$@" >/dev/null 2>&1 9>&-
}

lock "${LOCK_LIMIT:-600}" download
trap 'rm -rf "$fetched"' EXIT
# A node that runs this version already has its images, too.
if [ -x "$BINARY" ] && [[ $("$BINARY" --version 2>/dev/null || :) == "k3s version $VERSION "* ]]; then exit 0; fi
# The preparation, which may be under way, installs it where it's missing.
if ! wait_until "${CURL_LIMIT:-300}" has_curl; then
  note "there is no curl yet: K3s is downloaded when it is installed"
  exit 0
fi
fetch_release
if [ ! -x "$BINARY" ] && [ "$(cat "$RELEASE/images" 2>/dev/null)" != "$SYSTEM_IMAGES $IMAGES" ]; then
  mapfile -t images < <(system_images)
  # shellcheck disable=SC2086 # a list
  fetch_images "${images[@]}" $IMAGES
fi
