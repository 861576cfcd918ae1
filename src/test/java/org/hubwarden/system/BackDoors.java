package org.hubwarden.system;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The back doors that {@link SweepIT} plants. */
final class BackDoors {

    /** More of what the walk covers, by the word for it; planted together, for one sweep. */
    static final Map<String, List<String>> TOGETHER = Map.ofEntries(
            Map.entry("somebody's open sudo session", List.of("/run/sudo/ts/jupyter-bob")),
            Map.entry("sudo's rules or configuration", List.of("/etc/sudo.conf.d-x")),
            Map.entry("an account or membership record", List.of("/run/userdb/x.user", "/usr/local/lib/userdb/x.user")),
            Map.entry("a module of the name service", List.of("/usr/lib/x86_64-linux-gnu/libnss_x.so.2")),
            Map.entry(
                    "what shells of everybody read",
                    List.of("/etc/environment.d/x.conf", "/etc/skel/.x", "/etc/zsh/zshenv")),
            Map.entry(
                    "the configuration or keys of sshd",
                    List.of("/etc/ssh/sshd_config.d/x.conf", "/etc/ssh/ca.pub", "/etc/ssh/ssh_host_x_key")),
            Map.entry(
                    "a hook or generator of systemd",
                    List.of("/usr/lib/systemd/system-sleep/x", "/etc/systemd/system-shutdown/x")),
            Map.entry(
                    "a unit of systemd",
                    List.of(
                            "/etc/systemd/system/x.timer",
                            "/run/systemd/system/x.socket",
                            "/usr/local/lib/systemd/system/x.path")),
            Map.entry("what systemd makes at boot", List.of("/etc/sysusers.d/x.conf")),
            Map.entry(
                    "which modules the kernel loads", List.of("/etc/modules-load.d/x.conf", "/etc/modprobe.d/x.conf")),
            Map.entry("settings of the kernel", List.of("/etc/sysctl.d/x.conf", "/etc/binfmt.d/x.conf")),
            Map.entry("a job of cron", List.of("/etc/cron.hourly/x", "/etc/anacrontab", "/var/spool/cron/atjobs/x")),
            Map.entry("a module of the kernel", List.of("/usr/lib/modules/x/x.ko", "/var/lib/dkms/x")),
            Map.entry(
                    "what the machine boots",
                    List.of(
                            "/boot/initrd.img-x",
                            "/boot/grub/grub.cfg",
                            "/etc/default/grub",
                            "/etc/initramfs-tools/hooks/x")),
            Map.entry(
                    "a container and when it starts",
                    List.of(
                            "/var/lib/docker/containers/x/hostconfig.json",
                            "/var/lib/lxc/x/config",
                            "/etc/containers/systemd/x.container")),
            Map.entry(
                    "what starts with somebody's session",
                    List.of("/home/jupyter-bob/.config/containers/systemd/x.container")),
            Map.entry("a rule or service of D-Bus", List.of("/etc/dbus-1/system.d/x.conf")),
            Map.entry(
                    "where packages come from, and who signs them",
                    List.of("/etc/apt/sources.list.d/x.list", "/etc/apt/trusted.gpg.d/x.gpg")),
            Map.entry("what dpkg knows", List.of("/var/lib/dpkg/info/x.md5sums")),
            Map.entry("a program of the machine that no package is to own", List.of("/opt/x")),
            Map.entry(
                    "the hub's programs, configuration or secrets",
                    List.of(
                            "/etc/jupyterhub/x.py",
                            "/srv/jupyterhub/jupyterhub_config.py",
                            "/var/lib/jupyterhub/jupyterhub_cookie_secret")),
            Map.entry("names, network or firewall", List.of("/etc/nftables.d/x", "/etc/hosts.x")),
            Map.entry("whom the machine trusts (certificates)", List.of("/usr/local/share/ca-certificates/x.crt")),
            Map.entry("hubwarden itself", List.of("/usr/lib/hubwarden/x.jar")));

    private BackDoors() {}

    private static BackDoor door(String only, String plant, String named, String remove) {
        return new BackDoor(only, plant, named, remove);
    }

    /** A file that is new. */
    private static BackDoor file(String path, String named) {
        String plant = "mkdir -p $(dirname " + path + ") && echo x >" + path;
        return door(path, plant, named + ": " + path, "rm " + path);
    }

    /** Those that are planted alone. */
    static Stream<BackDoor> each() {
        return Stream.of(
                door(
                        "/var/tmp",
                        "cp /bin/dash /var/tmp/.x && chmod 4755 /var/tmp/.x",
                        "a set-uid program of root: /var/tmp/.x",
                        "rm /var/tmp/.x"),
                door(
                        "/usr/bin/env",
                        "chmod u+s /usr/bin/env",
                        "a set-uid program of root: /usr/bin/env",
                        "chmod u-s /usr/bin/env"),
                door(
                        "/srv",
                        "cp /bin/dash /srv/s && chgrp shadow /srv/s && chmod g+s /srv/s",
                        "a set-gid program: /srv/s",
                        "rm /srv/s"),
                door(
                        "/usr/local/bin",
                        "cp /bin/dash /usr/local/bin/capable && perl -e 'my ($f, $n, $v) ="
                                + " (\"/usr/local/bin/capable\", \"security.capability\", pack(\"V5\", 0x02000001, 0x80, 0, 0, 0));"
                                + " syscall(188, $f, $n, $v, 20, 0) == 0 or die $!'",
                        "a program with capabilities: /usr/local/bin/capable",
                        "rm /usr/local/bin/capable"),
                file("/etc/ld.so.preload", "a library that every program loads"),
                file("/etc/ld.so.conf.d/x.conf", "where programs find their libraries"),
                file("/etc/sudoers.d/zz", "sudo's rules or configuration"),
                door(
                        "/etc/pam.d",
                        "echo 'auth sufficient pam_permit.so' >>/etc/pam.d/su",
                        "what lets people log in (PAM): /etc/pam.d/su",
                        "sed -i '$d' /etc/pam.d/su"),
                file("/usr/lib/x86_64-linux-gnu/security/pam_x.so", "a module of PAM"),
                door(
                        "/etc/nsswitch.conf",
                        "sed -i 's/^passwd:.*/& extrausers/' /etc/nsswitch.conf",
                        "where accounts come from",
                        "sed -i 's/ extrausers$//' /etc/nsswitch.conf"),
                file("/etc/userdb/x.user", "an account or membership record"),
                file("/root/.ssh/authorized_keys", "keys that open an account (ssh)"),
                file("/home/jupyter-bob/.ssh/authorized_keys", "keys that open an account (ssh)"),
                file("/etc/systemd/system/x.service", "a unit of systemd"),
                file("/etc/systemd/system/cron.service.d/x.conf", "a unit of systemd"),
                file("/usr/local/lib/systemd/system-generators/x", "a hook or generator of systemd"),
                file("/var/lib/systemd/linger/jupyter-bob", "a user whose units run without a login"),
                file("/home/jupyter-bob/.config/systemd/user/x.service", "a unit of a user"),
                file("/etc/tmpfiles.d/x.conf", "what systemd makes at boot"),
                file("/etc/udev/rules.d/99-x.rules", "a rule or program of udev"),
                file("/etc/cron.d/x", "a job of cron"),
                file("/etc/profile.d/x.sh", "what shells of everybody read"),
                file("/etc/polkit-1/rules.d/x.rules", "a rule of polkit"),
                file("/etc/apt/apt.conf.d/99x", "where packages come from, and who signs them"),
                file("/usr/local/sbin/ls", "a program of the machine that no package is to own"),
                door(
                        "/usr/bin/wall",
                        "echo >>/usr/bin/wall",
                        "a program of the machine: /usr/bin/wall",
                        "truncate -s -1 /usr/bin/wall"),
                door(
                        "/etc/cron.daily",
                        "setfacl -m u:jupyter-bob:rwx /etc/cron.daily",
                        "a job of cron: /etc/cron.daily",
                        "setfacl -b /etc/cron.daily"),
                door(
                        "/etc/hosts",
                        "chown jupyter-bob /etc/hosts",
                        "names, network or firewall: /etc/hosts",
                        "chown root /etc/hosts"),
                door(
                        "/usr/bin/tac",
                        "mv /usr/bin/tac /usr/bin/.tac && ln -s /var/tmp/e /usr/bin/tac",
                        "a program of the machine: /usr/bin/tac",
                        "mv /usr/bin/.tac /usr/bin/tac"),
                door(
                        "/var/lib/dpkg/info/sudo.postinst",
                        "echo '#' >>/var/lib/dpkg/info/sudo.postinst",
                        "a script of a package",
                        "sed -i '$d' /var/lib/dpkg/info/sudo.postinst"),
                door(
                        "state",
                        "echo toor:x:0:0::/root:/bin/sh >>/etc/passwd",
                        "an account: toor",
                        "sed -i /^toor/d /etc/passwd"),
                door("state", "usermod -p '$6$x$y' games", "an account: games", "usermod -p '*' games"),
                door(
                        "state",
                        "gpasswd -a jupyter-bob sudo",
                        "a group that is as good as root: sudo",
                        "gpasswd -d jupyter-bob sudo"),
                door(
                        "state",
                        "gpasswd -A jupyter-bob shadow",
                        "administrators of a group: shadow",
                        "gpasswd -A '' shadow"),
                door(
                        "state",
                        "mount --bind /var/tmp /usr/local/bin",
                        "a mount: /usr/local/bin",
                        "umount /usr/local/bin"),
                door(
                        "state",
                        "cp /bin/sleep /var/tmp/sl; setsid /var/tmp/sl 300 >/dev/null 2>&1 & until pgrep -x sl >/dev/null; do sleep 0.1; done",
                        "a process with root's rights: /var/tmp/sl",
                        "pkill -f '^/var/tmp/sl'; rm /var/tmp/sl"));
    }
}
