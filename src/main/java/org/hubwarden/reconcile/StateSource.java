package org.hubwarden.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.desired.Problem;
import org.hubwarden.desired.StateParser;
import org.hubwarden.desired.StateReading;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.StateFile;
import org.hubwarden.host.StateFileReading;
import org.hubwarden.model.Sha256;

/** Decides which state is in force: the file's if it is good, otherwise the last one that was. */
final class StateSource {

    private final StateFile file;

    StateSource(StateFile file) {
        this.file = file;
    }

    StateInForce inForce(StateFileReading reading) {
        if (reading instanceof StateFileReading.Content content) {
            return parsed(content.bytes());
        }
        if (reading instanceof StateFileReading.Refused refused) {
            return lastGood(List.of(file.path() + ": " + refused.why()));
        }
        return lastGood(List.of(file.path() + ": there is no such file; write one that begins with \"version: 1\" and"
                + " \"users:\""));
    }

    private StateInForce parsed(byte[] bytes) {
        StateReading reading = StateParser.parse(bytes, file.path());
        if (reading instanceof StateReading.Accepted accepted) {
            List<String> warnings =
                    accepted.warnings().stream().map(Problem::toString).toList();
            return new StateInForce(
                    Optional.of(accepted.state()), Optional.of(Sha256.hex(bytes)), true, List.of(), warnings);
        }
        return lastGood(lines((StateReading.Refused) reading));
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
            if (bytes.isPresent()
                    && StateParser.parse(bytes.get(), "last good state") instanceof StateReading.Accepted old) {
                String sha256 = Sha256.hex(bytes.get());
                return new StateInForce(Optional.of(old.state()), Optional.of(sha256), false, lines, List.of());
            }
            bytes.ifPresent(b -> lines.add("the last good state cannot be read by this version of hubwarden either"));
        } catch (HostFailure e) {
            lines.add(e.sentence());
        }
        return new StateInForce(Optional.empty(), Optional.empty(), false, lines, List.of());
    }
}
