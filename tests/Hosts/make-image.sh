#!/usr/bin/env bash
# Makes the root file system that every host starts from: make-image.sh <target> <suite> <mirror>
#
# Nothing but Debian's packages, those that providers' images have, as far as the program's scripts use them.
set -euo pipefail

target=$1 suite=$2 mirror=$3

packages="systemd systemd-sysv systemd-timesyncd openssh-server openssl ca-certificates sudo procps util-linux kmod"
packages="$packages iproute2 iptables nftables curl unattended-upgrades"

debootstrap --variant=minbase \
  --include="$(tr ' ' , <<< "$packages")" \
  "$suite" "$target" "$mirror"

# The package cache and the index lists are half of the tree and no host needs them.
rm -rf "$target"/var/cache/apt/archives/*.deb "$target"/var/lib/apt/lists/*

# Set at a host's first start; an image must not carry them.
: > "$target/etc/machine-id"
rm -f "$target/etc/hostname" "$target/etc/resolv.conf"

# A user as on an existing host: not root, and sudo without a password.
chroot "$target" useradd --create-home --shell /bin/bash operator-it
echo 'operator-it ALL=(ALL) NOPASSWD: ALL' > "$target/etc/sudoers.d/operator-it"
chmod 0440 "$target/etc/sudoers.d/operator-it"

# Kernel modules belong to the machine below, not to a host made of namespaces; modprobe is recorded instead of run.
cat > "$target/usr/local/sbin/modprobe" << 'SCRIPT'
#!/bin/sh
echo "$*" >> /var/log/modprobe.log
SCRIPT
chmod 0755 "$target/usr/local/sbin/modprobe"
