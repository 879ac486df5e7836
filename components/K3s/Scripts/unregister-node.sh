#!/usr/bin/env bash
# Run on a server: takes a node out of the cluster, drained as far as the limit allows. A node that is gone already is fine.
# Parameters: NODE_NAME, DRAIN_LIMIT (seconds).
set -euo pipefail

: "${DRAIN_LIMIT:=120}"

if grep -qxF "node-name: $NODE_NAME" /etc/rancher/k3s/config.yaml 2>/dev/null; then
  fail "this is $NODE_NAME itself: a server is taken out of the cluster through another one"
fi
lock "${LOCK_LIMIT:-300}" "$NODE_NAME"
rm -f "/var/lib/infra/nodes/$NODE_NAME"
if ! command -v k3s >/dev/null; then
  note "no K3s on $(hostname): nothing to take the node out of"
  exit 0
fi
wait_until "${API_LIMIT:-60}" api_ready || fail "the Kubernetes API on $(hostname) isn't ready: look at 'journalctl -u k3s' there"

if node_exists "$NODE_NAME"; then
  kubectl cordon "$NODE_NAME" >/dev/null
  # A kubelet that doesn't answer never confirms an eviction: there is nothing to wait for.
  if node_ready "$NODE_NAME"; then
    KUBECTL_LIMIT=$((DRAIN_LIMIT + 15)) kubectl drain "$NODE_NAME" --ignore-daemonsets --delete-emptydir-data --force \
      --timeout="${DRAIN_LIMIT}s" >/dev/null 2>&1 || note "not drained within $DRAIN_LIMIT s; deleted all the same"
  fi
  # On a server, K3s removes the etcd member before the node object goes; deleting waits for that.
  KUBECTL_LIMIT=90 kubectl delete node "$NODE_NAME" --ignore-not-found --timeout=75s >/dev/null ||
    fail "the node object can't be deleted: look at its finalizers with 'k3s kubectl get node $NODE_NAME -o yaml' on $(hostname)"
fi
forget_password "$NODE_NAME"
