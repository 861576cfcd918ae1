package org.hubwarden.golden;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.StateParser;
import org.hubwarden.desired.StateReading;
import org.hubwarden.laws.Machine;
import org.hubwarden.model.Sha256;
import org.hubwarden.observed.ClockSight;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.GroupChange;
import org.hubwarden.plan.Plan;

/**
 * One folder of {@code cases}. In it: {@code earlier-1.yaml}, {@code earlier-2.yaml}, states that were applied before;
 * {@code drift.txt}, see {@link Drift}; {@code state.yaml}; {@code approved} where what is held is meant; {@code time} of this pass, where it matters; and what comes of it: {@code plan.txt}, {@code problems.txt} where
 * something is left to people, and under {@code after} each file that the pass changes. The account files it starts from
 * are those of a fresh Debian 12.
 */
record Case(Path folder) {

    /** The files that come of the case, with their contents. */
    Map<String, String> outcome() throws IOException {
        Machine machine = fresh();
        for (Path earlier : earlier()) {
            Plan plan = machine.pass(state(earlier));
            if (plan.hold().isPresent()) {
                throw new IllegalStateException(earlier + ": " + plan.hold().get());
            }
        }
        if (Files.exists(folder.resolve("drift.txt"))) {
            Drift.happen(machine, Files.readString(folder.resolve("drift.txt")));
        }
        if (Files.exists(folder.resolve("time"))) {
            Instant now = Instant.parse(Files.readString(folder.resolve("time")).strip());
            machine.clock = ClockSight.good(now, ZoneOffset.UTC);
        }
        Map<String, String> before = files(machine);
        Path file = folder.resolve("state.yaml");
        machine.stateSha256 = Optional.of(Sha256.hex(Files.readAllBytes(file)));
        if (Files.exists(folder.resolve("approved"))) {
            machine.approve(state(file));
        }
        Plan plan = machine.pass(state(file));
        Map<String, String> outcome = new TreeMap<>(Map.of("plan.txt", rendered(plan)));
        if (!plan.findings().isEmpty() || plan.hold().isPresent()) {
            outcome.put("problems.txt", problems(plan));
        }
        files(machine).forEach((name, text) -> {
            if (!text.equals(before.get(name))) {
                outcome.put("after/etc/" + name, text);
            }
        });
        return outcome;
    }

    /** The same files as they were checked in. */
    Map<String, String> expected() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (name.startsWith("after/") || name.equals("plan.txt") || name.equals("problems.txt")) {
                    expected.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return expected;
    }

    private Machine fresh() throws IOException {
        Path etc = folder.resolveSibling("debian-12").resolve("etc");
        List<String> texts = new ArrayList<>();
        for (String name : List.of("passwd", "group", "shadow", "gshadow")) {
            texts.add(Files.readString(etc.resolve(name), StandardCharsets.ISO_8859_1));
        }
        return new Machine(new Machine.Files(texts.get(0), texts.get(1), texts.get(2), Optional.of(texts.get(3))));
    }

    private List<Path> earlier() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(p -> p.getFileName().toString().startsWith("earlier-"))
                    .sorted()
                    .toList();
        }
    }

    private static DesiredState state(Path file) throws IOException {
        StateReading reading =
                StateParser.parse(Files.readAllBytes(file), file.getFileName().toString());
        if (reading instanceof StateReading.Accepted accepted) {
            return accepted.state();
        }
        throw new IllegalStateException(reading.toString());
    }

    private static Map<String, String> files(Machine machine) {
        Map<String, String> files = new TreeMap<>();
        files.put("passwd", machine.files.passwd());
        files.put("group", machine.files.group());
        files.put("shadow", machine.files.shadow());
        machine.files.gshadow().ifPresent(text -> files.put("gshadow", text));
        dropIn(machine.adminRule).ifPresent(text -> files.put("sudoers.d/jupyterhub-admins", text));
        dropIn(machine.denyList).ifPresent(text -> files.put("sudoers.d/jupyterhub-admins-denied", text));
        return files;
    }

    private static Optional<String> dropIn(DropInSight sight) {
        return sight instanceof DropInSight.Regular file ? Optional.of(file.content()) : Optional.empty();
    }

    private static String rendered(Plan plan) {
        return plan.changes().stream().map(Case::line).collect(Collectors.joining());
    }

    private static String line(Change change) {
        String type = change.getClass().getSimpleName();
        String kind = change.getClass().getInterfaces()[0].getSimpleName().replace("Change", "");
        String member = change instanceof GroupChange.AddMember a
                ? " " + a.member()
                : change instanceof GroupChange.RemoveMember r ? " " + r.member() : "";
        return change.symbol().text() + " " + kind + "." + type + " " + change.subject() + member + ": "
                + change.reason() + "\n";
    }

    private static String problems(Plan plan) {
        StringBuilder text = new StringBuilder();
        plan.hold().ifPresent(hold -> {
            text.append("held: ").append(hold.sentence()).append('\n');
            hold.waiting().forEach(change -> text.append("waits: ").append(line(change)));
        });
        for (Finding finding : plan.findings()) {
            text.append(finding.kind()).append(' ').append(finding.subject()).append(": ");
            text.append(finding.sentence()).append('\n');
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
