package org.hubwarden.sweep;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a file is to those who want root again.
 *
 * @param what a phrase
 * @param rank of a change to it
 * @param look a command with {@code {}} for the file
 */
record Subject(String what, Rank rank, String look) {

    private static final String SHOW = "ls -la --full-time {}; stat {}; head -c 2000 {} | cat -v";
    private static final String UNIT_DIRECTORIES = "/(etc|run|usr/local/lib|usr/lib|lib)/systemd/";

    private record Rule(Pattern path, Subject subject) {}

    private static Rule rule(String path, String what, Rank rank, String look) {
        return new Rule(Pattern.compile("^" + path), new Subject(what, rank, look));
    }

    private static Rule root(String path, String what, String look) {
        return rule(path, what, Rank.GIVES_ROOT, look);
    }

    private static Rule maybe(String path, String what, String look) {
        return rule(path, what, Rank.MAY_GIVE_ROOT, look);
    }

    private static final List<Rule> RULES = List.of(
            root("/etc/ld\\.so\\.preload$", "a library that every program loads", "cat -A {}"),
            root(
                    "/etc/ld\\.so\\.(conf|cache)",
                    "where programs find their libraries",
                    "ldconfig -p | sort | less; cat -A {}"),
            root("/etc/(sudoers|sudo\\.conf|sudo_logsrvd)", "sudo's rules or configuration", "visudo -c; cat -A {}"),
            root("/run/sudo/ts/", "somebody's open sudo session", "ls -la --full-time {}"),
            root("/etc/(pam\\.d|pam\\.conf|security)", "what lets people log in (PAM)", "cat -A {}"),
            root("/(usr/)?lib/([^/]+/)?security/", "a module of PAM", "dpkg -S {}; strings -n 8 {} | less"),
            root("/etc/nsswitch\\.conf", "where accounts come from", "cat -A {}"),
            root("/(usr/)?lib/([^/]+/)?libnss_", "a module of the name service", "dpkg -S {}; strings -n 8 {} | less"),
            root(
                    "/(etc|run|run/host|usr/local/lib|usr/lib)/userdb",
                    "an account or membership record",
                    "userdbctl; cat -A {}"),
            root("/var/lib/extrausers", "accounts from beside /etc/passwd", "cat -A {}"),
            root("/(root|home/[^/]+)/\\.ssh|.*/\\.ssh/", "keys that open an account (ssh)", "cat -A {}"),
            root("/etc/ssh", "the configuration or keys of sshd", "sshd -T; cat -A {}"),
            root(
                    UNIT_DIRECTORIES + "(system|user)-(generators|environment-generators|sleep|shutdown)",
                    "a hook or generator of systemd",
                    SHOW),
            root(
                    UNIT_DIRECTORIES + "(system|transient|generator)",
                    "a unit of systemd",
                    "systemctl cat $(basename {})"),
            root(".*/\\.config/systemd/|.*/\\.local/share/systemd/", "a unit of a user", "cat -A {}"),
            maybe(UNIT_DIRECTORIES + "user", "a unit of all users' sessions", "cat -A {}"),
            root(UNIT_DIRECTORIES, "the configuration of systemd", "cat -A {}"),
            maybe(
                    "/var/lib/systemd/linger",
                    "a user whose units run without a login",
                    "loginctl list-users; ls -la {}"),
            root("/etc/(crontab|cron\\.|anacrontab)|/var/spool/cron", "a job of cron", "cat -A {}"),
            root("/var/spool/at", "a job of at", "atq; cat -v {}"),
            root("/(etc|run|usr/lib|lib)/udev", "a rule or program of udev", "cat -A {}"),
            root("/(etc|run|usr/lib)/(tmpfiles|sysusers)\\.d", "what systemd makes at boot", "cat -A {}"),
            root(
                    "/(etc|run|usr/lib|lib)/(modules-load|modprobe|depmod)\\.d|/etc/modules",
                    "which modules the kernel loads",
                    "cat -A {}"),
            root("/(usr/)?lib/modules|/var/lib/dkms|/etc/dkms", "a module of the kernel", "modinfo {}"),
            root("/(etc|run|usr/lib)/(sysctl|binfmt)\\.d|/etc/sysctl", "settings of the kernel", "cat -A {}"),
            root("/etc/(profile|bash|zsh|environment|csh|skel|inputrc)", "what shells of everybody read", "cat -A {}"),
            root("/root/\\.", "what root's shell reads", "cat -A {}"),
            maybe(
                    "/home/[^/]+/\\.|.*/\\.(bashrc|profile|bash_profile)$",
                    "what starts with somebody's session",
                    "cat -A {}"),
            root(".*polkit-1", "a rule of polkit", "cat -A {}"),
            root(".*/dbus-1", "a rule or service of D-Bus", "cat -A {}"),
            root("/etc/apt|/usr/share/keyrings", "where packages come from, and who signs them", "cat -v {}"),
            root(
                    "/var/lib/dpkg/info/.*\\.(preinst|postinst|prerm|postrm|triggers|config)$",
                    "a script of a package",
                    "cat -A {}"),
            maybe("/var/lib/dpkg|/etc/dpkg", "what dpkg knows", "cat -v {} | head -50"),
            root(
                    "/boot|/etc/(default/grub|grub\\.d|initramfs-tools|kernel)|/usr/share/initramfs-tools|/var/lib/initramfs-tools",
                    "what the machine boots",
                    "lsinitramfs -l {}; cat -v {} | head -50"),
            maybe(
                    "/etc/(hosts|resolv|gai|host\\.conf|network|netplan|systemd/resolved|nftables|iptables|ufw|firewalld)",
                    "names, network or firewall",
                    "cat -A {}"),
            maybe(
                    "/etc/(ssl|ca-certificates)|/usr/(local/)?share/ca-certificates",
                    "whom the machine trusts (certificates)",
                    "openssl x509 -noout -subject -in {}"),
            root("/(etc|srv|opt|var/lib)/jupyterhub|/opt/tljh", "the hub's programs, configuration or secrets", SHOW),
            root(
                    "/etc/hubwarden/|/usr/(lib/hubwarden|bin/hubwarden)",
                    "hubwarden itself",
                    "hubwarden log; cat -v {} | head -50"),
            root(
                    "/var/lib/(docker|lxc)|/etc/(docker|containers|containerd|lxc|libvirt)|.*/\\.config/containers",
                    "a container and when it starts",
                    "cat -v {}"),
            root("/etc/alternatives|/var/lib/dpkg/alternatives", "which program a name means", "ls -la {}"),
            root(
                    "/etc/(init\\.d|rc|acpi|pm|dhcp|NetworkManager|network|ppp|logrotate|update-motd|insserv|xinetd|inetd|mail|aliases|rsyslog|default|snmp)",
                    "what a service of the machine runs or reads",
                    "cat -A {}"),
            root("/usr/local|/opt", "a program of the machine that no package is to own", SHOW),
            root("/etc", "configuration", "cat -A {}"),
            root("/(usr/)?s?bin/", "a program of the machine", "dpkg -S {}; " + SHOW),
            root("/(usr/)?lib|/usr", "a library or part of a program", "dpkg -S {}; " + SHOW));

    private static final Subject ANY = new Subject("a file", Rank.MAY_GIVE_ROOT, SHOW);

    /** Of an escaped path. */
    static Subject of(String path) {
        return RULES.stream()
                .filter(rule -> rule.path().matcher(path).find())
                .map(Rule::subject)
                .findFirst()
                .orElse(ANY);
    }

    String lookAt(String key) {
        return look.replace("{}", Escape.shell(key));
    }
}
