#!/bin/bash
# Stands in for the k3s binary, version @VERSION@. It runs no containers. What it does like the real one: it reads its configuration,
# refuses one that it can't run with, tells systemd when it serves, joins with the token only and compares the CA with what the token
# says of it, keeps each node's password, resets an etcd cluster, and answers the few calls of kubectl and crictl that the program's
# scripts make. The cluster is a folder that all hosts share.
set -uo pipefail

version=@VERSION@
cluster=/srv/cluster
config=/etc/rancher/k3s/config.yaml

value() { # key
  cat "$config" /etc/rancher/k3s/config.yaml.d/*.yaml 2> /dev/null | sed -nE "s/^$1: *[\"']?([^\"']*)[\"']?\$/\1/p" | tail -n 1
}

fatal() {
  echo "level=fatal msg=\"$1\"" >&2
  exit 1
}

# The hash of the CA that a token names, or nothing; and the token without it.
hash_in() { sed -nE 's/^K10([0-9a-f]{64})::.*/\1/p' <<< "$1"; }
bare() { sed -E 's/^K10[0-9a-f]{64}::[a-z]+://' <<< "$1"; }

# What the server that is to be joined shows of its CA has to be what the token says.
check_authority() { # token
  local server wanted found
  server=$(value server)
  wanted=$(hash_in "$1")
  if [ -z "$server" ] || [ -z "$wanted" ]; then return 0; fi
  found=$(curl --silent --insecure --max-time 5 "$server/cacerts" | sha256sum | cut -d ' ' -f 1)
  [ "$found" = "$wanted" ] || fatal "token CA hash does not match the Cluster CA certificate hash: $wanted != $found"
}

# A server's membership of etcd: founded with cluster-init, else asked of a member, one server at a time and each name only once.
enlist() { # node
  local own=/var/lib/rancher/k3s/server/db/etcd/name server
  server=$(value server)
  # Once there is etcd, its folder decides, whatever the configuration says.
  if [ -z "$server" ] && [ "$(value cluster-init)" != true ] && [ ! -s "$own" ]; then return; fi
  if [ -s "$own" ] && [ "$(cat "$own")" = "$(cat "$cluster/members/$1" 2> /dev/null)" ]; then
    if [ "$(cat "$cluster/addresses/$1")" = "$(value node-ip)" ]; then return; fi
    fatal "this server is not a member of the etcd cluster. Found [$1=$(cat "$cluster/addresses/$1")], expect: $1=$(value node-ip)"
  fi
  # What another server's reset left out can't come back with its old data.
  if [ -s "$own" ] && [ -e "$cluster/left-out/$(cat "$own")" ]; then fatal "cluster ID mismatch"; fi
  mkdir -p "${own%/*}/member" "$cluster/members" "$cluster/addresses"
  if [ -n "$server" ]; then
    [ "$(curl --silent --insecure --max-time 5 "$server/ping")" = pong ] || fatal "failed to get CA certs: $server doesn't answer"
    [ ! -e "$cluster/members/$1" ] || fatal "duplicate node name found, please use a unique name for this node"
    mkdir "$cluster/learner" 2> /dev/null || fatal "etcdserver: too many learner members in cluster"
    sleep 0.5
    rmdir "$cluster/learner"
    echo "join $1" >> "$cluster/events"
  else
    echo "cluster-init $1" >> "$cluster/events"
  fi
  tr -dc a-f0-9 < /dev/urandom | head -c 8 > "$own"
  cp "$own" "$cluster/members/$1"
  value node-ip > "$cluster/addresses/$1"
}

# Takes everybody else out of etcd, with the datastore as a snapshot has it, and ends.
reset_cluster() { # option…
  local option snapshot='' own=/var/lib/rancher/k3s/server/db/etcd/name node member
  for option in "$@"; do case $option in --cluster-reset-restore-path=*) snapshot=${option#*=} ;; esac; done
  if systemctl is-active --quiet k3s; then fatal "listen tcp :6443: bind: address already in use"; fi
  if [ -n "$(value server)" ]; then
    fatal "cannot perform cluster-reset while server URL is set - remove server from configuration before resetting"
  fi
  if [ -e "${own%/etcd/*}/reset-flag" ]; then fatal "Managed etcd cluster membership was previously reset"; fi
  if [ -n "$snapshot" ] && [ ! -f "$snapshot" ]; then fatal "etcd: snapshot path does not exist: $snapshot"; fi
  node=$(value node-name)
  mkdir -p "$cluster/left-out" "${own%/*}"
  for member in "$cluster"/members/*; do mv "$member" "$cluster/left-out/$(cat "$member")"; done
  tr -dc a-f0-9 < /dev/urandom | head -c 8 > "$own"
  cp "$own" "$cluster/members/$node"
  value node-ip > "$cluster/addresses/$node"
  touch "${own%/etcd/*}/reset-flag"
  echo "cluster-reset $node" >> "$cluster/events"
  echo "level=info msg=\"Managed etcd cluster membership has been reset, restart without --cluster-reset flag now.\"" >&2
}

# Unpacks what it brings along, at the first of any command but --version.
unpack() {
  mkdir -p /var/lib/rancher/k3s/data/current/bin
  printf '#!/bin/sh\nexec %s containerd "$@"\n' "$(readlink -f "$0")" > /var/lib/rancher/k3s/data/current/bin/containerd
  chmod 755 /var/lib/rancher/k3s/data/current/bin/containerd
}

# Holds images in the folder that its configuration names; where it answers, there is a file.
containerd() { # --config file
  local socket root
  socket=$(sed -n 's/^address = "\(.*\)"/\1/p' "$2")
  root=$(sed -n 's/^root = "\(.*\)"/\1/p' "$2")
  [ "$(umask)" = 0022 ] || fatal "containers couldn't see the folders made with this umask"
  mkdir -p "$root"
  echo "$root" > "$socket"
  trap 'rm -f "$socket"; exit 0' TERM
  while true; do
    sleep 0.2 &
    wait $!
  done
}

# Pulls from any registry but one that isn't there. K3s names no configuration where it has none, which crictl doesn't take for no name.
crictl() {
  local file=${CRI_CONFIG_FILE:-} socket
  if [ "$1" = --version ]; then return; fi
  [ -f "$file" ] || fatal "load config file: stat ${file:-/var/lib/rancher/k3s/data/current/bin/crictl.yaml}: no such file or directory"
  local words=("$@")
  socket=$(sed -n 's|^runtime-endpoint: unix://||p' "$file")
  [ -s "$socket" ] || fatal "connect: connection refused"
  case "${words[0]} ${words[1]:-}" in
    'version ') ;;
    'pull absent.example/'*) fatal "failed to pull and unpack image" ;;
    'pull '*) echo "${words[1]}" >> "$(cat "$socket")/images" ;;
    *) fatal "the stand-in doesn't know 'crictl ${words[*]}'" ;;
  esac
}

admit() { # role node
  local token agent_token
  token=$(value token)
  [ -n "$token" ] || fatal "no token in $config"
  check_authority "$token"
  token=$(bare "$token")
  if [ "$1" = server ]; then
    agent_token=$(value agent-token)
    if [ ! -e "$cluster/token" ]; then
      printf '%s' "$token" | sha256sum > "$cluster/token"
      printf '%s' "${agent_token:-$token}" | sha256sum > "$cluster/agent-token"
    elif [ "$(printf '%s' "$token" | sha256sum)" != "$(cat "$cluster/token")" ]; then
      fatal "bootstrap data already found and encrypted with different token"
    fi
    enlist "$2"
  else
    [ -n "$(value server)" ] || fatal "--server is required"
    if [ "$(printf '%s' "$token" | sha256sum)" != "$(cat "$cluster/agent-token" 2> /dev/null)" ]; then
      fatal "failed to retrieve configuration from server: not authorized"
    fi
  fi

  mkdir -p /etc/rancher/node "$cluster/passwords"
  if [ ! -s /etc/rancher/node/password ]; then
    (umask 077; tr -dc a-f0-9 < /dev/urandom | head -c 32 > /etc/rancher/node/password)
  fi
  if [ ! -e "$cluster/passwords/$2" ]; then
    sha256sum < /etc/rancher/node/password > "$cluster/passwords/$2"
  elif [ "$(sha256sum < /etc/rancher/node/password)" != "$(cat "$cluster/passwords/$2")" ]; then
    fatal "Node password rejected, duplicate hostname or contents of '/etc/rancher/node/password' may not match server node-passwd entry"
  fi
}

register() { # role node
  local folder="$cluster/nodes/$2"
  mkdir -p "$folder"
  echo "$version" > "$folder/version"
  echo "$1" > "$folder/role"
  value node-ip > "$folder/address"
  touch "$folder/labels"
  sed -n '/^node-taint:/,/^[^ -]/s/^ *- *//p' "$config" | tr -d "\"'" > "$folder/taints"
  echo $RANDOM > "$folder/lease"
}

kubeconfig() {
  cat << YAML
apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: $(base64 -w 0 "$cluster/cacerts")
    server: https://127.0.0.1:6443
  name: default
users:
- name: default
  user:
    client-certificate-data: QQ==
    client-key-data: QQ==
YAML
}

run() { # role
  local role=$1 node dns
  [ -r "$config" ] || fatal "can't read $config"
  dns=$(value cluster-dns)
  [[ $role = agent || $dns =~ ^[0-9a-f.:]*$ ]] || fatal "invalid cluster-dns address $dns"
  node=$(value node-name)
  node=${node:-$(hostname)}
  admit "$role" "$node"
  register "$role" "$node"
  if [ "$role" = server ]; then
    mkdir -p /var/lib/rancher/k3s/server/db/etcd "$cluster/ping"
    rm -f /var/lib/rancher/k3s/server/db/reset-flag
    if [ ! -e "$cluster/cacerts" ]; then head -c 32 /dev/urandom | base64 > "$cluster/cacerts"; fi
    (
      umask 077
      echo "K10$(sha256sum < "$cluster/cacerts" | cut -d ' ' -f 1)::server:$(bare "$(value token)")" > /var/lib/rancher/k3s/server/token
    )
    (umask 077; kubeconfig > /etc/rancher/k3s/k3s.yaml)
    serve &
  else
    mkdir -p /var/lib/rancher/k3s/agent
    (umask 077; echo 'apiVersion: v1' > /var/lib/rancher/k3s/agent/kubelet.kubeconfig)
  fi
  systemd-notify --ready
  trap 'kill $(jobs -p) 2> /dev/null; exit 0' TERM
  # A node that was deleted stays away until K3s is started again, as a kubelet registers only when it starts.
  while true; do
    if [ -d "$cluster/nodes/$node" ]; then date +%s.%N > "$cluster/nodes/$node/lease" 2> /dev/null; fi
    sleep 1 &
    wait $!
  done
}

# What the API server answers over the network: pong, and its CA.
serve() {
  local folder=/run/k3s-stand-in
  mkdir -p "$folder" && cd "$folder" || exit 1
  printf pong > ping
  cp "$cluster/cacerts" cacerts
  [ -e key.pem ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
    -keyout key.pem -out cert.pem -subj /CN=k3s 2> /dev/null
  exec openssl s_server -accept 6443 -cert cert.pem -key key.pem -WWW -quiet > /dev/null 2>&1 < /dev/null
}

ready() { # node: its lease was renewed lately, or nobody looks at leases, as after the loss of the server that did
  local lease
  if [ -e "$cluster/nodes/$1/unwatched" ]; then return; fi
  lease=$(stat -c %Y "$cluster/nodes/$1/lease" 2> /dev/null) || return 1
  [ $(($(date +%s) - lease)) -le 4 ]
}

get() { # resource name output ignore-not-found
  local folder="$cluster/nodes/$2"
  if [ ! -d "$folder" ]; then
    [ "$4" = true ] && return 0
    echo "Error from server (NotFound): nodes \"$2\" not found" >&2
    return 1
  fi
  case $3 in
    name) echo "node/$2" ;;
    *status.conditions*Ready*status*) if ready "$2"; then printf True; else printf Unknown; fi ;;
    *kubeletVersion*) printf '%s' "$(cat "$folder/version")" ;;
    *spec.taints*) cat "$folder/taints" ;;
    *renewTime*) printf '%s' "$(cat "$folder/lease")" ;;
    *metadata.labels*)
      printf '{"kubernetes.io/hostname":"%s"' "$2"
      sed -E 's/^([^=]*)=(.*)$/,"\1":"\2"/' "$folder/labels" | tr -d '\n'
      printf '}'
      ;;
    *) echo "the stand-in doesn't know the output '$3'" >&2; return 64 ;;
  esac
}

kubectl() {
  local verb='' resource='' name='' output='' missing_ok=false raw='' limit=0 pairs=()
  while [ $# -gt 0 ]; do
    case $1 in
      --kubeconfig)
        if [ ! -r "$2" ]; then echo "error: stat $2: no such file" >&2; return 1; fi
        shift
        ;;
      --namespace) shift ;;
      -o) output=$2; shift ;;
      --raw=*) raw=${1#--raw=} ;;
      --ignore-not-found) missing_ok=true ;;
      --timeout=*) limit=${1#--timeout=} ;;
      --field-selector=spec.nodeName=*) name=${1#*=*=} name=${name%%,*} ;;
      -*) ;;
      *=*) pairs+=("$1") ;;
      *) if [ -z "$verb" ]; then verb=$1; elif [ -z "$resource" ]; then resource=$1; else name=$1; fi ;;
    esac
    shift
  done
  case "$verb $resource" in
    'get ') [ "$raw" = /readyz ] && systemctl is-active --quiet k3s && echo ok ;;
    'get nodes') cat "$cluster"/addresses/* 2> /dev/null ;;
    'get pods') cat "$cluster/nodes/$name/pods" ;;
    'get node' | 'get lease') get "$resource" "$name" "$output" "$missing_ok" ;;
    'label node')
      local pair
      for pair in "${pairs[@]}"; do
        sed -i "\\#^${pair%%=*}=#d" "$cluster/nodes/$name/labels"
        echo "$pair" >> "$cluster/nodes/$name/labels"
      done
      ;;
    cordon\ *) [ -d "$cluster/nodes/$resource" ] && echo "cordon $resource" >> "$cluster/events" ;;
    drain\ *)
      # Pods take a moment to end, and their node says so over its network. That nobody listens at the kubelet's port is an answer, too.
      status=0
      [ -d "$cluster/nodes/$resource" ] && sleep 2 || return 1
      timeout 2 bash -c "exec 3<> /dev/tcp/$(cat "$cluster/nodes/$resource/address")/10250" 2> /dev/null || status=$?
      if [ "$status" = 124 ]; then
        echo "cut off $resource" >> "$cluster/events"
        echo "error: pods on $resource are still terminating" >&2
        return 1
      fi
      if [ -e "$cluster/nodes/$resource/pods" ]; then
        sleep "${limit%s}"
        echo 'There are pending pods in node "'"$resource"'" when an error occurred: global timeout reached' >&2
        echo "error: unable to drain node \"$resource\" due to error: global timeout reached: $limit" >&2
        return 1
      fi
      echo "drain $resource" >> "$cluster/events"
      ;;
    'delete node')
      # Out of sight first: the node goes on renewing its lease meanwhile.
      local gone="$cluster/gone-$BASHPID"
      if [ -d "$cluster/nodes/$name" ]; then mv "$cluster/nodes/$name" "$gone"; fi
      rm -rf "$gone" "${cluster:?}/members/$name" "${cluster:?}/addresses/$name" && echo "delete $name" >> "$cluster/events"
      ;;
    'delete secret')
      name=${name%.node-password.k3s}
      rm -f "$cluster/passwords/$name" && echo "forget $name" >> "$cluster/events"
      ;;
    *) echo "the stand-in doesn't know 'kubectl $verb $resource'" >&2; return 64 ;;
  esac
}

[ "${1:-}" = --version ] || unpack
case "${1:-} ${2:-}" in
  'server --cluster-reset') shift; reset_cluster "$@"; exit ;;
esac
case ${1:-} in
  --version) echo "k3s version $version (stand-in)" ;;
  server | agent) run "$@" ;;
  kubectl | crictl | containerd) "$@" ;;
  *) echo "the stand-in doesn't know 'k3s $*'" >&2; exit 64 ;;
esac
