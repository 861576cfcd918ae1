package org.hubwarden.sweep;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What may explain that a file is not as it was, by the machine's own records. Rights are judged elsewhere, and before. */
final class Explanations {

    private static final String STATE_FILE = "/etc/hubwarden/state.yaml";

    /** The units of people who left, which hubwarden masks. */
    private static final String OUR_MASKS = "/etc/systemd/system/jupyter(@[^/]*|-[^/]*)\\.service";

    /** What programs make anew whenever a package comes or goes. */
    private static final Map<String, String> MADE_ANEW = Map.of(
            "/etc/ld\\.so\\.cache", "ldconfig",
            "/etc/shells", "update-shells",
            "/usr/share/(applications|mime)/.*cache", "update-mime-database or update-desktop-database",
            "/usr/share/glib-2\\.0/schemas/gschemas\\.compiled", "glib-compile-schemas",
            "/usr/lib/locale/locale-archive", "locale-gen",
            "/var/lib/dpkg/alternatives/.*", "update-alternatives",
            "/var/lib/dpkg/info/.*\\.list", "dpkg");

    private final Instant taken;
    private final Packages packages;
    private final Set<String> ours;

    /** {@code taken}: the baseline; {@link Instant#EPOCH} without one. {@code ours}: files of hubwarden's that are as it wants them. */
    Explanations(Instant taken, Packages packages, Set<String> ours) {
        this.taken = taken;
        this.packages = packages;
        this.ours = ours;
    }

    /** Without a baseline nothing is known of when a file came. */
    boolean isBare() {
        return taken.equals(Instant.EPOCH);
    }

    /** What explains it; empty for nothing. {@code plain}: nobody but root can write it, and it gives nothing by itself. */
    Optional<String> of(Difference difference, boolean plain) {
        String key = difference.key();
        if (difference.now().isEmpty()) {
            return gone(difference);
        }
        boolean another =
                difference.before().isPresent() && !difference.before("type").equals(difference.now("type"));
        if (!plain || another) {
            return Optional.empty();
        }
        if (ours.contains(key)) {
            return Optional.of("hubwarden writes it, and it is as it should be");
        }
        if (key.equals(STATE_FILE)) {
            return Optional.of("people edit it; who is an admin by it, hubwarden root-access shows");
        }
        if (difference.now("to").equals("/dev/null") && key.matches(OUR_MASKS)) {
            return Optional.of("masks a server's unit, so that it cannot start");
        }
        return recorded(difference);
    }

    /** What its package still has was taken away by somebody. */
    private Optional<String> gone(Difference difference) {
        String key = difference.key();
        if (packages.owner(key).isPresent()) {
            return Optional.empty();
        }
        return removed(difference.before("package"))
                .or(() -> packages.of(key).flatMap(this::byPackage))
                .or(() -> madeAnew(key))
                .or(() -> alternative(difference));
    }

    /** Links that lead to links of update-alternatives(1), which are compared themselves. */
    private Optional<String> alternative(Difference difference) {
        boolean leads = difference.now().or(difference::before).flatMap(LinkTarget::of).stream()
                .anyMatch(to -> to.startsWith("/etc/alternatives/"));
        return packages.last()
                .filter(last -> leads && !last.isBefore(taken))
                .map(last -> "one of update-alternatives; packages were installed until " + last);
    }

    private Optional<String> recorded(Difference difference) {
        String key = difference.key();
        return packages.of(key)
                .or(() -> difference.now().flatMap(LinkTarget::of).flatMap(packages::of))
                .flatMap(this::byPackage)
                .or(() -> madeAnew(key))
                .or(() -> bytecode(key))
                .or(() -> alternative(difference));
    }

    /** What a package had when the baseline was taken went with it, or with a newer version of it. */
    private Optional<String> removed(String name) {
        return packages.changed(name)
                .filter(at -> !name.isEmpty() && !at.isBefore(taken))
                .map(at -> "belonged to the package " + name + ", which was removed or changed at " + at
                        + " by dpkg's log");
    }

    private Optional<String> byPackage(Packages.Origin origin) {
        if (!origin.matches()) {
            return Optional.empty();
        }
        if (isBare()) {
            return Optional.of("belongs to the package " + origin.name() + ", and matches its md5sums");
        }
        return origin.installed()
                .filter(at -> !at.isBefore(taken))
                .map(at -> "belongs to the package " + origin.name() + ", which was installed or changed at " + at
                        + " by dpkg's log, and matches its md5sums");
    }

    private Optional<String> madeAnew(String key) {
        Optional<String> by = MADE_ANEW.entrySet().stream()
                .filter(made -> key.matches(made.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        return by.flatMap(program -> packages.last()
                .filter(last -> !last.isBefore(taken))
                .map(last -> "packages were installed until " + last + ", and " + program + " makes it anew"));
    }

    /** Python's packages are compiled when they are installed. That the bytecode is what the source says, nobody shows. */
    private Optional<String> bytecode(String key) {
        return Bytecode.source(key)
                .flatMap(source -> packages.of(source)
                        .flatMap(this::byPackage)
                        .map(why -> "compiled from " + source + ", which " + why
                                + "; the bytecode itself was not compared"));
    }
}
