# The chart is ready before MetalLB's webhook is, and the webhook refuses what it can't check: wait until it lets a pool through.
# The pool is only tried, never created.
deadline=$((SECONDS + WAIT_SECONDS))
until problem=$(k3s kubectl create --dry-run=server -f - 2>&1 >/dev/null <<'POOL'
apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata:
  name: webhook-check
  namespace: metallb-system
spec:
  addresses: [192.0.2.255/32]
  autoAssign: false
POOL
); do
  if ((SECONDS >= deadline)); then
    fail "MetalLB's webhook let no pool through for ${WAIT_SECONDS} s: ${problem}; look at 'kubectl -n metallb-system logs deploy/metallb-controller'"
  fi
  sleep 2
done
