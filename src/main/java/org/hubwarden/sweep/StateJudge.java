package org.hubwarden.sweep;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a difference of something that is no file means. */
final class StateJudge {

    /** What decides who may run something as root in the kernel. */
    private static final Set<String> ROOTS_SETTINGS =
            Set.of("kernel.core_pattern", "kernel.modprobe", "kernel.poweroff_cmd");

    private static final Map<String, String> LOOKS = Map.ofEntries(
            Map.entry("way", "hubwarden root-access"),
            Map.entry("account", "getent passwd {}; chage -l {}"),
            Map.entry("group", "getent group {}"),
            Map.entry("group-admin", "grep ^{}: /etc/gshadow"),
            Map.entry("subordinate", "grep ^{}: /etc/subuid /etc/subgid"),
            Map.entry("module", "modinfo {}"),
            Map.entry("mount", "findmnt {}"),
            Map.entry("binfmt", "cat /proc/sys/fs/binfmt_misc/{}"),
            Map.entry("listen", "ss -tlnp"),
            Map.entry("ipc", "ipcs -p"),
            Map.entry("bpf", "bpftool prog"),
            Map.entry("journal", "journalctl --header; ls -la /var/log/journal/*"));

    /** What comes and goes by itself, and gives nothing by going. */
    private static final Set<String> PASSING =
            Set.of("way", "process", "listen", "ipc", "mount", "module", "bpf", "binfmt");

    /** Nobody gets in by it, and it is among those that packages bring. */
    private static final String SYSTEM_ID = "[1-9][0-9]{0,2}";

    private static final String LOGINS = "/usr/(sbin/sshd|lib/openssh/sshd-session|bin/login|sbin/agetty)%20in%20[^/]*";

    /** Names of programs that systemd itself loads. */
    private static final String SYSTEMDS = "program%20sd_(fw|devices)[a-z_]*%20.*";

    /** Subordinate ids that begin with root's: newuidmap(1) makes whoever has them root. */
    private static final String FROM_ROOT = "sub[ug]id:[^:]*:0+:.*";

    private final Instant taken;
    private final Packages packages;

    StateJudge(Instant taken, Packages packages) {
        this.taken = taken;
        this.packages = packages;
    }

    /** Empty for what takes rights away, and is nothing to look at. */
    Optional<Remark> of(Difference difference) {
        String[] parts = difference.key().substring(Entry.NO_FILE.length()).split("/", 2);
        String kind = parts[0];
        String name = parts.length == 2 ? parts[1] : "";
        if (PASSING.contains(kind) && difference.now().isEmpty()) {
            return Optional.empty();
        }
        Rank rank = rank(kind, name, difference);
        Optional<String> origin = origin(difference);
        Optional<String> explanation = rank == Rank.DIFFERS ? explanation(kind, name, difference) : Optional.empty();
        boolean explained = explanation.isPresent();
        return Optional.of(new Remark(
                explained ? Rank.EXPLAINED : rank,
                difference.key(),
                what(kind, difference),
                change(difference),
                look(kind, name, difference),
                explanation.or(() -> origin)));
    }

    private Optional<String> explanation(String kind, String name, Difference difference) {
        return switch (kind) {
            case "process" -> service(name, name.matches(LOGINS));
            case "listen" -> service(difference.now("by"), false);
            case "account", "group" -> packaged(difference);
            case "bpf" -> systemds(name);
            default -> Optional.empty();
        };
    }

    /** A system account that nobody can log in to, or a group without members. */
    private Optional<String> packaged(Difference difference) {
        boolean account = difference.now("members").isEmpty()
                && (difference.now("uid") + " " + difference.now("gid")).matches("(" + SYSTEM_ID + ")? " + SYSTEM_ID)
                && !difference.now("password").matches("none|[0-9a-f]+")
                && difference.before().isEmpty();
        return packages.last()
                .filter(last -> account && !last.isBefore(taken))
                .map(last -> "nobody gets in by it; packages bring such, and were installed until " + last);
    }

    /** A name that anybody can give, and so no proof. */
    private static Optional<String> systemds(String name) {
        return name.matches(SYSTEMDS)
                ? Optional.of("by its name one of systemd's, for units with IPAddressDeny= or DeviceAllow=")
                : Optional.empty();
    }

    /**
     * Services of packages start when they are needed, and logins have a process of root's each. What somebody starts by hand has another
     * name and is in a session, or in a unit called run-something.
     */
    private Optional<String> service(String name, boolean login) {
        String[] parts = name.split("%20in%20", 2);
        boolean service = parts.length == 2 && parts[1].endsWith(".service") && !parts[1].startsWith("run-");
        return service || login
                ? packages.of(parts[0])
                        .filter(Packages.Origin::matches)
                        .map(origin -> "a program of the package " + origin.name()
                                + ", which matches its md5sums, run by " + Escape.latin(parts[1]))
                : Optional.empty();
    }

    private static Rank rank(String kind, String name, Difference difference) {
        return switch (kind) {
            case "way" -> difference.now("given").equals("yes") ? Rank.EXPLAINED : Rank.GIVES_ROOT;
            case "account" -> account(name, difference);
            case "group" -> isOurs(difference) ? Rank.EXPLAINED : isRoots(difference) ? Rank.GIVES_ROOT : Rank.DIFFERS;
            case "group-admin" -> isRoots(difference) ? Rank.GIVES_ROOT : Rank.MAY_GIVE_ROOT;
            case "module" -> difference.now("taint").isEmpty() ? Rank.MAY_GIVE_ROOT : Rank.GIVES_ROOT;
            case "setting" -> ROOTS_SETTINGS.contains(name) ? Rank.GIVES_ROOT : Rank.MAY_GIVE_ROOT;
            case "binfmt" -> Rank.GIVES_ROOT;
            case "mount" ->
                name.matches("/(etc|usr|bin|sbin|lib|root|boot|opt|var)(/.*)?") ? Rank.GIVES_ROOT : Rank.DIFFERS;
            case "process" -> process(difference);
            case "bpf" -> name.matches(SYSTEMDS) ? Rank.DIFFERS : Rank.MAY_GIVE_ROOT;
            case "journal" -> Rank.MAY_GIVE_ROOT;
            case "subordinate" -> name.matches(FROM_ROOT) ? Rank.GIVES_ROOT : Rank.MAY_GIVE_ROOT;
            case "kernel" -> Rank.MAY_GIVE_ROOT;
            default -> Rank.DIFFERS;
        };
    }

    private static Rank account(String name, Difference difference) {
        boolean uid0 = difference.now("uid").equals("0");
        boolean newPassword = difference.changed().contains("password")
                && !Set.of("locked", "").contains(difference.now("password"));
        boolean opened = newPassword || difference.now("password").equals("none");
        if (uid0 && !difference.now().isEmpty()) {
            return Rank.GIVES_ROOT;
        }
        if (newPassword) {
            return isSystem(difference) ? Rank.GIVES_ROOT : Rank.MAY_GIVE_ROOT;
        }
        if (isOurs(difference)) {
            return Rank.EXPLAINED;
        }
        boolean login = !difference.now("shell").matches(".*/(nologin|false)|");
        return (login || opened) && difference.now().isPresent() && !name.isEmpty() ? Rank.MAY_GIVE_ROOT : Rank.DIFFERS;
    }

    private static boolean isSystem(Difference difference) {
        String uid = difference.now("uid");
        return uid.length() <= 3;
    }

    private static Rank process(Difference difference) {
        boolean odd = !difference.now("odd").isEmpty()
                || !difference.now("capabilities").isEmpty();
        return odd ? Rank.GIVES_ROOT : Rank.DIFFERS;
    }

    private static boolean isOurs(Difference difference) {
        return difference.now("ours").equals("yes") || difference.before("ours").equals("yes");
    }

    private static boolean isRoots(Difference difference) {
        return difference.now("root").equals("yes") && difference.changed().contains("members");
    }

    private static String what(String kind, Difference difference) {
        return switch (kind) {
            case "way" -> "a way to root";
            case "account" -> "an account";
            case "group" -> isRoots(difference) ? "a group that is as good as root" : "a group";
            case "group-admin" -> "administrators of a group";
            case "subordinate" -> "subordinate ids";
            case "module" -> "a module of the running kernel";
            case "setting", "kernel" -> "a setting of the running kernel";
            case "binfmt" -> "a format of programs (binfmt_misc)";
            case "mount" -> "a mount";
            case "process" -> "a process with root's rights";
            case "bpf" -> "a BPF program or object";
            case "journal" -> "a gap in the journal";
            case "listen" -> "a port that is listened on";
            case "ipc" -> "memory shared between processes";
            default -> kind;
        };
    }

    private static String look(String kind, String name, Difference difference) {
        String word =
                Escape.shell(name.contains("/") && kind.equals("way") ? name.substring(0, name.indexOf('/')) : name);
        if (kind.equals("process")) {
            String pid = difference.now("pid");
            return pid.isEmpty() ? "ps -ef" : "ps -fp " + pid + "; systemctl status " + pid;
        }
        if (kind.equals("setting")) {
            return "sysctl " + word;
        }
        return LOOKS.getOrDefault(kind, "cat /proc/cmdline /proc/sys/kernel/tainted; uname -a")
                .replace("{}", word);
    }

    private static Optional<String> origin(Difference difference) {
        if (difference.now("given").equals("yes")) {
            return Optional.of("the state file gives it");
        }
        return isOurs(difference)
                ? Optional.of("it is hubwarden's; hubwarden log tells what was done")
                : Optional.empty();
    }

    private static String change(Difference difference) {
        if (difference.now().isEmpty()) {
            return "gone";
        }
        StringBuilder text = new StringBuilder(difference.before().isEmpty() ? "new" : "changed");
        String separator = ": ";
        for (String fact : difference.changed()) {
            if (!Set.of("ours", "root", "given", "pid", "by").contains(fact)) {
                text.append(separator).append(fact).append(' ');
                text.append(
                        difference.before().isEmpty()
                                ? shown(difference.now(fact))
                                : shown(difference.before(fact)) + " -> " + shown(difference.now(fact)));
                separator = ", ";
            }
        }
        return text.toString();
    }

    private static String shown(String value) {
        return value.isEmpty() ? "none" : Escape.latin(value);
    }
}
