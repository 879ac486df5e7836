#!/usr/bin/env bash
# Prints the hash of the cluster's CA, as K3s computes it for the tokens that it writes, once the API answers. Parameters: READY_LIMIT.
set -euo pipefail

need_api "${READY_LIMIT:-300}"
authority=$(sed -nE 's/^K10([0-9a-f]{64})::.*/\1/p' /var/lib/rancher/k3s/server/token)
[ -n "$authority" ] || fail "K3s's own token doesn't begin with the hash of its CA: look at /var/lib/rancher/k3s/server/token"
printf '%s\n' "$authority"
