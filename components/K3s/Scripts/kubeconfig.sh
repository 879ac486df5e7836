#!/usr/bin/env bash
# Prints the administrators' kubeconfig as K3s wrote it, once the API answers, below the hash of the cluster's CA with which K3s's tokens
# begin. Parameters: READY_LIMIT.
set -euo pipefail

wait_until "${READY_LIMIT:-300}" api_ready || fail "the Kubernetes API isn't ready: look at 'journalctl -u k3s'"
authority=$(sed -nE 's/^K10([0-9a-f]{64})::.*/\1/p' /var/lib/rancher/k3s/server/token)
[ -n "$authority" ] || fail "K3s's token has no hash of the cluster's CA: look at /var/lib/rancher/k3s/server/token"
printf '# cluster CA: %s\n' "$authority"
cat /etc/rancher/k3s/k3s.yaml
