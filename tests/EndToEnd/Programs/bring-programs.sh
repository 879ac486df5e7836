#!/usr/bin/env bash
# Brings the real programs of the end-to-end suite (x86-64) to a folder: bring-programs.sh <checkout> <folder>
#
# The versions are those that the checkout pins. Each file is compared with the checksum that its project publishes beside it; images are
# asked for by their names, and their parts have digests for names. What is there already isn't brought again.
set -euo pipefail

checkout=$1 folder=$2

# Beside the program's own release of K3s those that the scenarios upgrade from and to.
k3s_versions="v1.36.3+k3s1 $(sed -nE 's/.*const string Default = "(v[^"]+)".*/\1/p' "$checkout/components/K3s/K3sVersion.cs") v1.37.0+k3s1"

images="quay.io/metallb/controller:v0.16.1 quay.io/metallb/speaker:v0.16.1
quay.io/jetstack/cert-manager-controller:v1.21.1 quay.io/jetstack/cert-manager-webhook:v1.21.1
quay.io/jetstack/cert-manager-cainjector:v1.21.1 quay.io/jetstack/cert-manager-acmesolver:v1.21.1
quay.io/jetstack/cert-manager-startupapicheck:v1.21.1
docker.io/library/traefik:v3.7.11 docker.io/nginx/nginx-ingress:5.5.4 docker.io/traefik/whoami:v1.11.0 docker.io/library/busybox:1.37.0"

charts="https://github.com/metallb/metallb/releases/download/metallb-chart-0.16.1/metallb-0.16.1.tgz
https://charts.jetstack.io/charts/cert-manager-v1.21.1.tgz
https://traefik.github.io/charts/traefik/traefik-41.3.0.tgz
https://helm.nginx.com/stable/nginx-ingress-2.6.4.tgz"

schema=nginxinc/kubernetes-json-schema/master/v1.36.1/_definitions.json

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

download() { # URL, file
  [ ! -e "$2" ] || return 0
  say "$1"
  mkdir -p "$(dirname "$2")"
  curl -fsSL --retry 3 --connect-timeout 20 -o "$2.new" "$1" || fail "$1 can't be had: correct its version, or try again."
  mv "$2.new" "$2"
}

bring_pulumi() {
  local version name url
  version=$(tr -d '[:space:]' <"$checkout/.pulumi-version")
  name="pulumi-v$version-linux-x64.tar.gz"
  url="https://github.com/pulumi/pulumi/releases/download/v$version"
  if [ ! -x "$folder/pulumi" ]; then
    download "$url/$name" "$folder/downloads/$name"
    download "$url/pulumi-$version-checksums.txt" "$folder/downloads/pulumi-checksums.txt"
    (cd "$folder/downloads" && grep -F "  $name" pulumi-checksums.txt | sha256sum --check --quiet) || fail "$name isn't what was published."
    tar -C "$folder" -xzf "$folder/downloads/$name" --strip-components 1 pulumi/pulumi pulumi/pulumi-language-dotnet
  fi
  sed -nE 's/.*Include="Pulumi\.([^"]*)" Version="([^"]*)".*/\L\1 \2/p' "$checkout/Directory.Packages.props" |
    while read -r provider version; do bring_provider "$provider" "$version"; done
}

bring_provider() { # its name, its version; Pulumi's CLI checks what it installs
  local home="$folder/downloads/pulumi"
  [ ! -x "$folder/pulumi-resource-$1" ] || return 0
  say "Pulumi's provider $1 $2"
  PULUMI_HOME="$home" PULUMI_SKIP_UPDATE_CHECK=true "$folder/pulumi" plugin install resource "$1" "$2" >&2 </dev/null
  cp "$home/plugins/resource-$1-v$2/pulumi-resource-$1" "$folder/"
}

bring_k3s() { # version
  local to="$folder/k3s/$1" tag=${1/+/%2B} file
  for file in k3s sha256sum-amd64.txt k3s-images.txt; do
    download "https://github.com/k3s-io/k3s/releases/download/$tag/$file" "$to/$file"
  done
  for file in install.sh install.sh.sha256sum; do
    download "https://raw.githubusercontent.com/k3s-io/k3s/$tag/$file" "$to/$file"
  done
  (cd "$to" && sha256sum --check --quiet install.sh.sha256sum && grep -E '  k3s$' sha256sum-amd64.txt | sha256sum --check --quiet) ||
    fail "K3s $1 isn't what was published."
  chmod +x "$to/k3s"
}

bring_image() { # reference
  local file
  file="$folder/images/$(tr '/:' '--' <<<"$1").tar"
  [ ! -e "$file" ] || return 0
  say "$1"
  mkdir -p "$folder/images"
  skopeo copy --quiet --override-os linux --override-arch amd64 "docker://$1" "oci-archive:$file.new:$1" </dev/null
  mv "$file.new" "$file"
}

mkdir -p "$folder"
bring_pulumi
for version in $k3s_versions; do bring_k3s "$version"; done
for chart in $charts; do download "$chart" "$folder/charts/${chart##*/}"; done
download "https://raw.githubusercontent.com/$schema" "$folder/charts/schema/$schema"
command -v skopeo >/dev/null || fail "skopeo, which copies images, isn't installed."
# K3s's own pods, without those that the program turns off.
own=$(cat "$folder"/k3s/*/k3s-images.txt | grep -E 'mirrored-(coredns|metrics-server|pause)' | sort -u)
for image in $images $own; do bring_image "$image"; done
rm -rf "$folder/downloads"
say "The programs of the end-to-end suite are in $folder."
