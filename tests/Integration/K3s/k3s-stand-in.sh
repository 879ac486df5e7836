#!/bin/bash
# Stands in for the k3s binary, version @VERSION@. It runs no containers. What it does like the real one: it reads its configuration,
# refuses one that it can't run with, tells systemd when it serves, joins with the token only, keeps each node's password, and answers
# the few kubectl calls that the program's scripts make. The cluster is a folder that all hosts share.
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

# A server's membership of etcd: founded with cluster-init, else asked of a member, one server at a time and each name only once.
enlist() { # node
  local own=/var/lib/rancher/k3s/server/db/etcd/name server
  server=$(value server)
  if [ -z "$server" ] && [ "$(value cluster-init)" != true ]; then return; fi
  if [ -s "$own" ] && [ "$(cat "$own")" = "$(cat "$cluster/members/$1" 2> /dev/null)" ]; then return; fi
  mkdir -p "${own%/*}" "$cluster/members"
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
}

admit() { # role node
  local token agent_token
  token=$(value token)
  [ -n "$token" ] || fatal "no token in $config"
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
  touch "$folder/labels"
  sed -n '/^node-taint:/,/^[^ -]/s/^ *- *//p' "$config" | tr -d "\"'" > "$folder/taints"
  echo $RANDOM > "$folder/lease"
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
    (umask 077; printf 'apiVersion: v1\nclusters:\n- name: default\n' > /etc/rancher/k3s/k3s.yaml)
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

# The API server's only answer over the network: pong.
serve() {
  local folder=/run/k3s-stand-in
  mkdir -p "$folder" && cd "$folder" || exit 1
  printf pong > ping
  [ -e key.pem ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
    -keyout key.pem -out cert.pem -subj /CN=k3s 2> /dev/null
  exec openssl s_server -accept 6443 -cert cert.pem -key key.pem -WWW -quiet > /dev/null 2>&1 < /dev/null
}

ready() { # node: its lease was renewed lately
  local lease
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
  local verb='' resource='' name='' output='' missing_ok=false raw='' pairs=()
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
      -*) ;;
      *=*) pairs+=("$1") ;;
      *) if [ -z "$verb" ]; then verb=$1; elif [ -z "$resource" ]; then resource=$1; else name=$1; fi ;;
    esac
    shift
  done
  case "$verb $resource" in
    'get ') [ "$raw" = /readyz ] && systemctl is-active --quiet k3s && echo ok ;;
    'get node' | 'get lease') get "$resource" "$name" "$output" "$missing_ok" ;;
    'label node')
      local pair
      for pair in "${pairs[@]}"; do
        sed -i "\\#^${pair%%=*}=#d" "$cluster/nodes/$name/labels"
        echo "$pair" >> "$cluster/nodes/$name/labels"
      done
      ;;
    cordon\ * | drain\ *) [ -d "$cluster/nodes/$resource" ] && echo "$verb $resource" >> "$cluster/events" ;;
    'delete node')
      # Out of sight first: the node goes on renewing its lease meanwhile.
      local gone="$cluster/gone-$BASHPID"
      if [ -d "$cluster/nodes/$name" ]; then mv "$cluster/nodes/$name" "$gone"; fi
      rm -rf "$gone" "${cluster:?}/members/$name" && echo "delete $name" >> "$cluster/events"
      ;;
    'delete secret')
      name=${name%.node-password.k3s}
      rm -f "$cluster/passwords/$name" && echo "forget $name" >> "$cluster/events"
      ;;
    *) echo "the stand-in doesn't know 'kubectl $verb $resource'" >&2; return 64 ;;
  esac
}

case ${1:-} in
  --version) echo "k3s version $version (stand-in)" ;;
  server | agent) run "$@" ;;
  kubectl) shift; kubectl "$@" ;;
  *) echo "the stand-in doesn't know 'k3s $*'" >&2; exit 64 ;;
esac
