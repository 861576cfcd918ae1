package org.hubwarden.reconcile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hubwarden.desired.Problem;
import org.hubwarden.desired.StateParser;
import org.hubwarden.desired.StateReading;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.StateFile;
import org.hubwarden.host.StateFileReading;
import org.hubwarden.model.Sha256;

/** Decides which state is in force: the file's if it is good, otherwise the last one that was. Used by one thread. */
final class StateSource {

    private final StateFile file;
    private Optional<Parsed> parsed = Optional.empty();
    private Optional<Parsed> parsedLastGood = Optional.empty();

    /** What bytes came to. Equal bytes are not parsed again. */
    @SuppressWarnings("ArrayRecordComponent") // compared by content, below
    private record Parsed(byte[] bytes, String sha256, StateReading reading) {}

    StateSource(StateFile file) {
        this.file = file;
    }

    StateInForce inForce(StateFileReading reading) {
        if (reading instanceof StateFileReading.Content content) {
            return parsed(content.bytes());
        }
        if (reading instanceof StateFileReading.Refused refused) {
            return lastGood(List.of(file.path() + ": " + withoutName(refused.why())));
        }
        return lastGood(List.of(file.path() + ": there is no such file; write one that begins with \"version: 1\" and"
                        + " \"users:\""))
                .withoutFile();
    }

    /** Most reasons begin with the path, which stands before them already. */
    private String withoutName(String why) {
        String name = file.path() + " ";
        return why.startsWith(name) ? why.substring(name.length()) : why;
    }

    private StateInForce parsed(byte[] bytes) {
        parsed = Optional.of(parsed(parsed, bytes, file.path()));
        StateReading reading = parsed.get().reading();
        if (reading instanceof StateReading.Accepted accepted) {
            List<String> warnings =
                    accepted.warnings().stream().map(Problem::toString).toList();
            return new StateInForce(
                    Optional.of(accepted.state()), Optional.of(parsed.get().sha256()), true, List.of(), warnings);
        }
        return lastGood(lines((StateReading.Refused) reading));
    }

    private static Parsed parsed(Optional<Parsed> before, byte[] bytes, String name) {
        return before.filter(p -> Arrays.equals(p.bytes(), bytes))
                .orElseGet(() -> new Parsed(bytes, Sha256.hex(bytes), StateParser.parse(bytes, name)));
    }

    private List<String> lines(StateReading.Refused refused) {
        List<String> lines = new ArrayList<>();
        refused.problems().forEach(problem -> lines.add(problem.toString()));
        if (refused.total() > refused.problems().size()) {
            lines.add(file.path() + ": " + refused.total() + " problems in all; the first "
                    + refused.problems().size() + " are shown");
        }
        return lines;
    }

    private StateInForce lastGood(List<String> trouble) {
        List<String> lines = new ArrayList<>(trouble);
        try {
            Optional<byte[]> bytes = file.lastGood();
            parsedLastGood = bytes.map(b -> parsed(parsedLastGood, b, "last good state"));
            if (parsedLastGood.isPresent() && parsedLastGood.get().reading() instanceof StateReading.Accepted old) {
                Optional<String> sha256 = parsedLastGood.map(Parsed::sha256);
                return new StateInForce(Optional.of(old.state()), sha256, false, lines, List.of());
            }
            bytes.ifPresent(b -> lines.add("the last good state cannot be read by this version of hubwarden either"));
        } catch (HostFailure e) {
            lines.add(e.sentence());
        }
        return new StateInForce(Optional.empty(), Optional.empty(), false, lines, List.of());
    }
}
