#!/bin/busybox sh
# First process of the guest: the host's files, read only, under a layer of memory; then the script inside, which ends the guest.
b=/bin/busybox
$b mkdir -p /proc /sys /dev /lower /layer /root
$b mount -t proc proc /proc
$b mount -t devtmpfs dev /dev
for module in $($b cat /modules/first); do $b insmod "/modules/$module"; done
$b mount -t 9p -o trans=virtio,version=9p2000.L,msize=262144,ro,cache=loose hostroot /lower || $b poweroff -f
$b mount -t tmpfs layer /layer
$b mkdir -p /layer/upper /layer/work
$b mount -t overlay root -o lowerdir=/lower,upperdir=/layer/upper,workdir=/layer/work /root
$b mount -t proc proc /root/proc
$b mount -t sysfs sys /root/sys
$b mount -t devtmpfs dev /root/dev
$b mkdir -p /root/dev/pts
$b mount -t devpts pts /root/dev/pts
$b mount -t tmpfs run /root/run
$b mount -t tmpfs tmp /root/tmp
$b mount -t configfs config /root/sys/kernel/config 2> /dev/null
for module in $($b cat /modules/then); do $b insmod "/modules/$module"; done
$b mount -t configfs config /root/sys/kernel/config 2> /dev/null
$b ifconfig lo 127.0.0.1 up
if [ -x /root/bin/udevadm ]; then
  $b chroot /root /lib/systemd/systemd-udevd --daemon
  $b chroot /root /bin/udevadm trigger
  $b chroot /root /bin/udevadm settle
fi
echo "guest-started $($b cut -d ' ' -f 1 /proc/uptime)"
. /arguments
PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin HOME=/tmp $b chroot /root "$node" "$script"
echo "guest-ended $?"
$b poweroff -f
