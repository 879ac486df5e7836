#!/usr/bin/env bash
# MetalLB's chart is ready before its webhook is, and without the webhook no pool can be made: waits until it lets one through.
# The pool is only tried, never made. Parameters: READY_LIMIT.
set -euo pipefail

problem=
try_pool() {
  problem=$(kubectl create --dry-run=server -f - 2>&1 >/dev/null <<'POOL'
apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata:
  name: webhook-check
  namespace: metallb-system
spec:
  addresses: [192.0.2.255/32]
  autoAssign: false
POOL
  )
}

INTERVAL=2 wait_until "$READY_LIMIT" try_pool ||
  fail "MetalLB's webhook let no pool through for $READY_LIMIT s: $problem; look at 'kubectl --namespace metallb-system logs deploy/metallb-controller'"
