#!/bin/sh
# First program of a host, already in its own namespaces: boot-host.sh <root> <shared folder>
#
# Gives the host its view of the file system and becomes systemd. What it does not get: the machine's disks, devices, kernel log,
# clock and modules. Kernel settings outside the network namespace are copies, so that a host's sysctl never reaches the machine.
set -eu

root=$1 shared=$2

mount --make-rprivate /
mount --bind "$root" "$root"

mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null zero full random urandom tty; do
  : > "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
# A kubelet doesn't start where it can't open the kernel log, in which it looks for processes that lacked memory.
ln -s null "$root/dev/kmsg"
ln -s /proc/self/fd "$root/dev/fd"
ln -s /proc/self/fd/0 "$root/dev/stdin"
ln -s /proc/self/fd/1 "$root/dev/stdout"
ln -s /proc/self/fd/2 "$root/dev/stderr"

mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
for area in kernel vm fs; do
  mkdir "$root/run/sysctl-$area"
  cp -r "$root/proc/sys/$area/." "$root/run/sysctl-$area/" 2> /dev/null || true
  mount --bind "$root/run/sysctl-$area" "$root/proc/sys/$area"
done
mkdir -p "$root/srv/cluster"
mount --bind "$shared" "$root/srv/cluster"

cd "$root"
mkdir -p .machine
pivot_root . .machine
exec chroot . /bin/sh -c 'umount -l /.machine
  exec env -i container=infra-it PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    setpriv --bounding-set -sys_module,-sys_time,-sys_boot,-sys_rawio,-syslog /lib/systemd/systemd --log-target=journal' < /dev/null
