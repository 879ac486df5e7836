# shellcheck shell=bash disable=SC2154 # parameters
# Included by the scripts after which this server might have another address, or its firewall let others in. An etcd member is known to the
# others by its address for as long as it is a member (K3s 1.36: pkg/etcd/etcd.go). Parameters: NODE_ADDRESS, that of the server; SERVERS,
# those of all servers, separated by spaces, where they are known beforehand.

is_etcd_member() { [ -d /var/lib/rancher/k3s/server/db/etcd/member ]; }

# As the configuration says that came up last.
member_address() {
  local file=/etc/rancher/k3s/config.yaml
  if [ -e /var/lib/infra/k3s/config.previous ]; then file=/var/lib/infra/k3s/config.previous; fi
  content "$file" | sed -nE "s/^node-ip: *[\"']?([^,\"']+).*/\1/p"
}

# K3s writes them to its nodes, one a line here.
etcd_members() {
  kubectl get nodes --selector=node-role.kubernetes.io/etcd=true \
    -o jsonpath='{range .items[*]}{.metadata.annotations.etcd\.k3s\.cattle\.io/node-address}{"\n"}{end}'
}

# Before anything changes. One member in three may move, as the others go on and take it in again; a single one has nobody to be cut from.
keep_etcd_together() {
  local accepted=/var/lib/infra/etcd-addresses members member count kept=0
  if [ -z "$NODE_ADDRESS" ]; then return; fi
  if is_etcd_member && service is-active --quiet k3s && [ "$(content "$accepted")" != "$NODE_ADDRESS $SERVERS" ]; then
    need_api "${API_LIMIT:-60}"
    members=$(etcd_members)
    if [ -z "$SERVERS" ] && [ "$(member_address)" = "$NODE_ADDRESS" ]; then members=$NODE_ADDRESS; fi
    for member in $members; do
      if [[ " ${SERVERS:-$NODE_ADDRESS} " == *" $member "* ]]; then kept=$((kept + 1)); fi
    done
    count=$(wc -w <<<"$members")
    if [ "$count" -gt 1 ] && [ $((kept * 2)) -le "$count" ]; then
      fail "etcd's members know each other by their addresses (${members//$'\n'/, }), and with ${SERVERS:-$NODE_ADDRESS} most of them" \
        "would be lost at once: nothing was changed. Take the change of network or addresses back;" \
        "docs/operations.md, 'Other addresses for the control plane', has the order that works"
    fi
  fi
  write_file "$accepted" 0600 <<<"$NODE_ADDRESS $SERVERS"
}
