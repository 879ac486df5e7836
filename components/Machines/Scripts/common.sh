#!/usr/bin/env bash
# The beginning of every script that runs on a node. Parameters come as arguments (NAME=value), secrets on standard input.
set -Eeuo pipefail
umask 077
for parameter in "$@"; do declare -- "$parameter"; done
export LC_ALL=C PATH="$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

# One line for the person reading: what failed, and what to look at. The status tells callers that it has been said.
fail() {
  printf '%s: %s\n' "${NODE_NAME:-$(hostname)}" "$*" >&2
  exit 97
}
unexpected() { # status line command
  if [ "$1" = 97 ]; then exit 97; fi
  fail "line $2 failed with status $1: $3"
}
trap 'unexpected "$?" "$LINENO" "$BASH_COMMAND"' ERR

note() {
  printf '%s: %s\n' "${NODE_NAME:-$(hostname)}" "$*"
}

# Tries what may fail, for a while or for a reason that the caller knows. The last line of what it said is in $said, to be told when it
# doesn't succeed after all.
said=
try() { # command...
  local status=0
  said=$("$@" 2>&1) || status=$?
  said=${said##*$'\n'}
  if [ "$status" != 0 ]; then said=${said:-no answer, status $status}; fi
  return "$status"
}

# What is in a file, and nothing where there is none.
content() { # path
  if [ -e "$1" ]; then cat "$1"; fi
}

# The script is run again as root, with the standard input that it has; sudo forgets where it came from.
become_root() {
  if [ "$EUID" -eq 0 ]; then return; fi
  if ! command -v sudo >/dev/null || ! try sudo -n true; then
    fail "user $(id -un) is neither root nor allowed to use sudo without a password${said:+ ($said)}"
  fi
  exec sudo -n -- bash "$0" "$@" "SSH_CONNECTION=${SSH_CONNECTION:-}"
}

make_directory() { # path mode
  [ -d "$1" ] || install -d -m "$2" "$1"
}

# Replaces a file whole, and only when its content or mode differs; then it sets changed=1.
write_file() { # path mode (content on standard input)
  local new
  make_directory "$(dirname "$1")" 0755
  new=$(mktemp "$1.XXXXXX")
  cat >"$new"
  chmod "$2" "$new"
  if cmp -s "$new" "$1" && [ "$(stat -c %04a "$1")" = "$2" ]; then
    rm -f "$new"
  else
    mv -f "$new" "$1"
    # shellcheck disable=SC2034 # read by the scripts
    changed=1
  fi
}

# Only one script changes a node at a time; what a server does for other nodes is locked for each of them, so that none waits for another.
# Services started later must not inherit the lock: see service().
lock() { # seconds [node]
  local file="/run/infra${2:+-$2}.lock"
  exec 9>"$file"
  flock -w "$1" 9 || fail "another run has held $file for more than $1 s: wait for it, or look at 'fuser -v $file'"
}

service() {
  systemctl "$@" 9>&-
}

# Runs a command every few seconds until it succeeds or the limit is over.
wait_until() { # seconds command...
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    if [ "$SECONDS" -ge "$end" ]; then return 1; fi
    sleep "${INTERVAL:-5}"
  done
}

kubectl() {
  timeout "${KUBECTL_LIMIT:-30}" k3s kubectl --kubeconfig "${KUBECONFIG_FILE:-/etc/rancher/k3s/k3s.yaml}" "$@" 9>&-
}

api_ready() {
  said="there is no kubeconfig yet"
  [ -s /etc/rancher/k3s/k3s.yaml ] && try kubectl get --raw=/readyz
}

need_api() { # seconds
  wait_until "$1" api_ready || fail "the Kubernetes API on $(hostname) isn't ready ($said): look at 'journalctl -u k3s' there"
}

node_exists() { # node
  [ -n "$(kubectl get node "$1" --ignore-not-found -o name)" ]
}

node_ready() { # node
  ask_for_node "$1" && [ "$said" = True ]
}

# Nobody heard of it for as long as Kubernetes waits. A node that is alive and not ready is something else.
node_lost() { # node
  ask_for_node "$1" && [ "$said" = Unknown ]
}

ask_for_node() { # node
  try kubectl get node "$1" --ignore-not-found -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}'
}

# K3s removes the etcd member of a node that is deleted, and holds the node object until that is done.
delete_node() { # node
  KUBECTL_LIMIT=90 kubectl delete node "$1" --ignore-not-found --timeout=75s >/dev/null ||
    fail "the node can't be deleted: look at its finalizers with 'k3s kubectl get node $1 -o yaml' on $(hostname)"
}

# K3s keeps the password that a node of this name joined with; a new machine has another one.
forget_password() { # node
  kubectl delete secret "$1.node-password.k3s" --namespace kube-system --ignore-not-found >/dev/null
}

# Where other Kubernetes distributions keep their files, and a K3s that isn't ours its unit; prints those that are there.
other_kubernetes() {
  local path paths=(/etc/kubernetes/kubelet.conf /etc/kubernetes/admin.conf /etc/rancher/rke2 /var/lib/k0s /var/snap/microk8s)
  if [ ! -d /var/lib/infra/k3s ]; then paths+=(/etc/systemd/system/k3s.service /etc/systemd/system/k3s-agent.service); fi
  for path in "${paths[@]}"; do
    if [ -e "$path" ]; then printf '%s\n' "$path"; fi
  done
}

become_root "$@"
