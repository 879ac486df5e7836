#!/usr/bin/env bash
# Brings K3s on this machine to one version and one configuration, or leaves what was there.
# Standard input: config.yaml, and after a line "---" the API server's authentication.yaml where people come from an identity provider.
# Parameters: NODE_NAME, ROLE (server|agent), NODE_ADDRESS; PEERS (other servers' addresses) for servers;
# those of fetch-release.sh, in case the release isn't here yet; limits in seconds.
# shellcheck disable=SC2153,SC2154 # parameters, and what is included
set -euo pipefail

: "${LOCK_LIMIT:=300}" "${READY_LIMIT:=300}" "${PEERS:=}"
CONFIG=/etc/rancher/k3s/config.yaml
AUDIT_FILE=/etc/rancher/k3s/audit.yaml
AUTHENTICATION_FILE=/etc/rancher/k3s/authentication.yaml
STATE=/var/lib/infra/k3s
BINARY=/usr/local/bin/k3s
UNIT=k3s
[ "$ROLE" = server ] || UNIT=k3s-agent

# attach audit-policy.yaml
# attach resolve-interface.sh
# include fetch-release.sh
# include etcd-members.sh

# Pods would reach the provider's metadata otherwise.
refuse_unprepared_system() {
  [ -e /var/lib/infra/prepared ] ||
    fail "the operating system wasn't prepared (no /var/lib/infra/prepared): look at what this machine's -prepare said"
}

refuse_other_kubernetes() {
  local found
  found=$(other_kubernetes)
  if [ -n "$found" ]; then fail "another Kubernetes is installed here (${found//$'\n'/, }): take a fresh machine, or remove it first"; fi
  local other=k3s-agent
  [ "$ROLE" = agent ] && other=k3s
  if [ -e "/etc/systemd/system/$other.service" ]; then
    fail "K3s runs here in another role ($other.service): remove it with its uninstall script in /usr/local/bin, or replace the machine"
  fi
}

# major minor patch release
version_numbers() { # v1.36.4+k3s1
  local numbers
  numbers=$(sed -nE 's/^v([0-9]+)\.([0-9]+)\.([0-9]+)\+k3s([0-9]+)$/\1 \2 \3 \4/p' <<<"$1")
  [ -n "$numbers" ] || fail "'$1' is no K3s version of the form v1.36.4+k3s1: look at '$BINARY --version'"
  echo "$numbers"
}

refuse_version_jump() { # from to
  local numbers from to i
  numbers=$(version_numbers "$1")
  read -r -a from <<<"$numbers"
  numbers=$(version_numbers "$2")
  read -r -a to <<<"$numbers"
  for i in 0 1 2 3; do
    if [ "${to[i]}" -gt "${from[i]}" ]; then break; fi
    if [ "${to[i]}" -lt "${from[i]}" ]; then
      fail "K3s $1 is installed and $2 is older: Kubernetes can't be downgraded; ask for $1 or newer"
    fi
  done
  if [ "${to[0]}" -ne "${from[0]}" ] || [ "${to[1]}" -gt $((from[1] + 1)) ]; then
    fail "from K3s $1 to $2 skips a Kubernetes minor version: upgrade to the newest v${from[0]}.$((from[1] + 1)) first"
  fi
}

# A server that starts a cluster while the old one still answers would split it.
refuse_second_cluster() {
  local peer
  if [ "$ROLE" != server ] || [ -d /var/lib/rancher/k3s/server/db ] || grep -q '^server:' "$work/config.yaml"; then return 0; fi
  for peer in $PEERS; do
    if try curl --silent --show-error --insecure --max-time 5 "https://$peer:6443/ping" && [[ $said == *pong* ]]; then
      fail "this machine is new, but the cluster's server $peer answers: set controlPlane.entry to a healthy server, then run again"
    fi
  done
}

# K3s doesn't start with another address than etcd knows it by: a single member must be told, one of several taken out first.
refuse_moved_member() {
  local members
  moved=
  if ! is_etcd_member || [ "$(member_address)" = "$NODE_ADDRESS" ]; then return; fi
  need_api "${API_LIMIT:-60}"
  members=$(etcd_members)
  if [ "$(wc -w <<<"$members")" -le 1 ]; then
    moved=yes
    return
  fi
  fail "etcd knows this server by $(member_address), and K3s would never be ready with $NODE_ADDRESS: nothing was changed." \
    "docs/operations.md, 'Other addresses for the control plane', says how it is taken out of etcd first"
}

# Makes the one member that there is the only one again, by the address of the configuration.
move_member() {
  service stop "$UNIT"
  timeout "$READY_LIMIT" "$BINARY" server --cluster-reset >"$work/reset.log" 2>&1 9>&- ||
    note "etcd can't be told the new address: $(tail -n 1 "$work/reset.log")"
}

# The binary is put in place for the installer, which then downloads nothing: where it looks for downloads differs between releases.
run_installer() {
  if [ -x "$BINARY" ] && [ ! -e "$STATE/k3s.previous" ]; then cp -pf "$BINARY" "$STATE/k3s.previous"; fi
  replace_binary "$RELEASE/k3s"
  env INSTALL_K3S_VERSION="$VERSION" INSTALL_K3S_SKIP_DOWNLOAD=true INSTALL_K3S_EXEC="$ROLE" INSTALL_K3S_SKIP_START=true \
    INSTALL_K3S_SKIP_SELINUX_RPM=true INSTALL_K3S_BIN_DIR="${BINARY%/*}" \
    sh "$RELEASE/install.sh" >"$work/installer.log" 2>&1 9>&- || {
    if [ -e "$STATE/k3s.previous" ]; then replace_binary "$STATE/k3s.previous"; else rm -f "$BINARY"; fi
    fail "K3s's installer failed, what was installed before was put back: $(tail -n 1 "$work/installer.log")"
  }
  [ "$(installed_version)" = "$VERSION" ] ||
    fail "the release $VERSION brought the version '$(installed_version)': look at $DOWNLOADS_URL"
}

# In one step, as a K3s that runs is being replaced.
replace_binary() { # path
  cp -pf "$1" "$BINARY.new" && mv -f "$BINARY.new" "$BINARY"
}

# Names of interfaces change between boots; the address is what stays. So it is looked up at each start of K3s, and no pod is started
# that could reach the metadata address. Not required of another unit: stopping that would stop K3s.
tend_starts() {
  changed=0
  write_file /usr/local/lib/infra/resolve-interface 0755 < <(resolve_interface_sh)
  write_file "/etc/systemd/system/$UNIT.service.d/10-infra.conf" 0644 <<DROP_IN
[Unit]
Wants=infra-firewall.service
After=infra-firewall.service

[Service]
ExecStartPre=$(command -v nft) -f /usr/local/lib/infra/firewall.nft
ExecStartPre=/usr/local/lib/infra/resolve-interface $NODE_ADDRESS
DROP_IN
  if [ "$changed" = 1 ]; then service daemon-reload; fi
  /usr/local/lib/infra/resolve-interface "$NODE_ADDRESS"
}

# What decides whether K3s is restarted. How a server joined matters no more once it is a member, nor does what a token says of the
# cluster's CA, which is for the next start to check.
fingerprint() { # config authentication
  {
    echo "$VERSION $NODE_ADDRESS"
    if [ -d /var/lib/rancher/k3s/server/db/etcd ]; then grep -vE '^(server|cluster-init):' "$1"; else cat "$1"; fi |
      sed -E 's/^token: K10[0-9a-f]{64}::[a-z]+:/token: /'
    if [ "$ROLE" = server ]; then audit_policy_yaml; fi
    if [ -e "$2" ]; then cat "$2"; fi
  } | sha256sum | cut -d ' ' -f 1
}

node_settled() {
  local version=$1 attempt
  for attempt in 1 2 3; do
    said="$UNIT isn't running"
    service is-active --quiet "$UNIT" || return 1
    [ "$ROLE" = agent ] || api_ready || return 1
    node_ready "$NODE_NAME" || return 1
    try kubectl get node "$NODE_NAME" --ignore-not-found -o jsonpath='{.status.nodeInfo.kubeletVersion}' || return 1
    [ "$said" = "$version" ] || return 1
    [ "$attempt" = 3 ] || sleep "${SETTLE:-3}"
  done
}

# Said by the API, not by its silence. A node that was taken out of the cluster registers anew only when K3s starts.
node_is_gone() {
  try kubectl get node "$NODE_NAME" --ignore-not-found -o name && [ -z "$said" ]
}

# The last lines that K3s wrote, without the tokens.
last_log_lines() {
  local line secret secrets=()
  mapfile -t secrets < <(
    { content "$work/config.yaml" && content "$CONFIG"; } |
      sed -nE "s/^(agent-)?token: *[\"']?([^\"':]*:)*([^\"':]+)[\"']?$/\3/p" | sort -u
  )
  journalctl --unit "$UNIT" --lines 20 --no-pager --output cat | while IFS= read -r line; do
    for secret in "${secrets[@]}"; do line=${line//"$secret"/"***"}; done
    printf '  %s\n' "$line"
  done >&2
}

# Without one, none stays behind. The API server reads it again when it changes, so it is there before the configuration that names it.
put_authentication() { # file
  if [ -e "$1" ]; then write_file "$AUTHENTICATION_FILE" 0600 <"$1"; else rm -f "$AUTHENTICATION_FILE"; fi
}

start() {
  service restart --no-block "$UNIT"
}

# A server knows the password that a node of this name joined with, and lets no other machine in under it while that node is there.
refuse_taken_name() {
  if [[ $(journalctl --unit "$UNIT" --lines 20 --no-pager --output cat) != *"Node password rejected"* ]]; then return; fi
  fail "another machine is, or was, the node $NODE_NAME, and the cluster didn't take it for dead. If it is switched off for good, run" \
    "'k3s kubectl delete node $NODE_NAME; k3s kubectl --namespace kube-system delete secret $NODE_NAME.node-password.k3s' on a server," \
    "then the deployment again"
}

put_back() {
  last_log_lines
  refuse_taken_name
  if [ ! -e "$STATE/config.previous" ]; then
    fail "K3s $VERSION didn't become ready within $READY_LIMIT s: look at the lines above and 'journalctl -u $UNIT'"
  fi
  local previous
  if [ -e "$STATE/k3s.previous" ]; then
    service stop "$UNIT" || note "$UNIT doesn't stop; the old version is put back all the same"
    replace_binary "$STATE/k3s.previous"
  fi
  cp -pf "$STATE/config.previous" "$CONFIG"
  if [ -e "$STATE/audit.previous" ]; then cp -pf "$STATE/audit.previous" "$AUDIT_FILE"; fi
  put_authentication "$STATE/authentication.previous"
  previous=$(installed_version)
  if [ -n "$moved" ]; then move_member; fi
  start
  if wait_until "$READY_LIMIT" node_settled "$previous"; then
    fail "the new configuration or version didn't become ready in $READY_LIMIT s; the old one ($previous) is back and serving: see above"
  fi
  fail "neither the new nor the old configuration ($previous) becomes ready: look at the lines above and 'journalctl -u $UNIT'"
}

forget_previous() {
  rm -f "$STATE/pending" "$STATE"/{config,audit,authentication,k3s}.previous
  rm -rf "$RELEASES"
}

lock "$LOCK_LIMIT"
work=$(mktemp -d /run/infra.XXXXXX)
trap 'rm -rf "$work" "$fetched"' EXIT
cat >"$work/input"
sed '/^---$/,$d' "$work/input" >"$work/config.yaml"
if grep -qx -e '---' "$work/input"; then sed '1,/^---$/d' "$work/input" >"$work/authentication.yaml"; fi
[ -s "$work/config.yaml" ] || fail "no configuration came on standard input"
# shellcheck disable=SC2034 # read by kubectl()
if [ "$ROLE" = agent ]; then KUBECONFIG_FILE=/var/lib/rancher/k3s/agent/kubelet.kubeconfig; fi

refuse_other_kubernetes
installed=$(installed_version)
if [ -n "$installed" ]; then refuse_version_jump "$installed" "$VERSION"; fi
refuse_unprepared_system
refuse_second_cluster
refuse_moved_member
make_directory "$STATE" 0700
if [ "$installed" != "$VERSION" ] || [ ! -e "/etc/systemd/system/$UNIT.service" ]; then
  fetch_release
  run_installer
fi
tend_starts

wanted=$(fingerprint "$work/config.yaml" "$work/authentication.yaml")
if [ "$(content "$STATE/applied")" = "$wanted" ] && service is-active --quiet "$UNIT"; then
  write_file "$CONFIG" 0600 <"$work/config.yaml"
  if node_is_gone; then start; fi
  wait_until "$READY_LIMIT" node_settled "$VERSION" ||
    fail "K3s isn't ready although nothing changed ($said): look at 'journalctl -u $UNIT'"
  forget_previous
  exit 0
fi

# What is put back is what came up last, not what a run that broke off left behind.
if [ -e "$STATE/applied" ] && [ ! -e "$STATE/pending" ]; then
  cp -pf "$CONFIG" "$STATE/config.previous"
  if [ -e "$AUDIT_FILE" ]; then cp -pf "$AUDIT_FILE" "$STATE/audit.previous"; fi
  if [ -e "$AUTHENTICATION_FILE" ]; then cp -pf "$AUTHENTICATION_FILE" "$STATE/authentication.previous"; fi
  : >"$STATE/pending"
fi
if [ "$ROLE" = server ]; then
  make_directory /var/lib/rancher/k3s/server/logs 0700
  write_file "$AUDIT_FILE" 0600 < <(audit_policy_yaml)
  put_authentication "$work/authentication.yaml"
fi
write_file "$CONFIG" 0600 <"$work/config.yaml"
if [ -n "$moved" ]; then move_member; fi
start
wait_until "$READY_LIMIT" node_settled "$VERSION" || put_back
fingerprint "$CONFIG" "$AUTHENTICATION_FILE" >"$STATE/applied"
forget_previous
note "K3s $VERSION runs as $ROLE and is ready"
