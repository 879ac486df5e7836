#!/usr/bin/env bash
# Prints the administrators' kubeconfig as K3s wrote it, once the API answers. Parameters: READY_LIMIT.
set -euo pipefail

wait_until "${READY_LIMIT:-300}" api_ready || fail "the Kubernetes API isn't ready: look at 'journalctl -u k3s'"
cat /etc/rancher/k3s/k3s.yaml
