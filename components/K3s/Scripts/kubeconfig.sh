#!/usr/bin/env bash
# Prints the administrators' kubeconfig as K3s wrote it, once the API answers. Parameters: READY_LIMIT.
set -euo pipefail

need_api "${READY_LIMIT:-300}"
cat /etc/rancher/k3s/k3s.yaml
